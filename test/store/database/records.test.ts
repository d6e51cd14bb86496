import assert from 'node:assert/strict'
import type { Subscription } from '../../../store/subscriptions/subscription.ts'
import { openSubscriptions } from '../../../store/subscriptions/subscriptions.ts'
import { describeOnStores } from '../../support/stores.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

describeOnStores('records that can’t be read', (open) => {
  it('are left out of lists and reported; a full page stays full, so that whoever goes page by page misses nothing', async () => {
    const collection = (await open()).collection<Subscription>('subscriptions')
    const reported: string[] = []
    const subscriptions = await openSubscriptions(collection, (id) => reported.push(id))
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const broken = ['a', 'b', 'c', 'e']
    for (const id of ids) {
      const record = heldSubscription({ _id: id, area: id })
      const odd = { ...record, boughtBy: 17 } as unknown as Subscription
      await collection.insertOne(broken.includes(id) ? odd : record)
    }
    const read: string[] = []
    let page: Subscription[] = []
    do {
      page = await subscriptions.endingOn('2027-11-23', true, page.at(-1)?._id ?? '', 2)
      read.push(...page.map((each) => each._id))
    } while (page.length === 2)
    assert.deepEqual(read, ['d', 'f', 'g'])
    assert.deepEqual([...new Set(reported)].toSorted(), broken)
  })
})
