import assert from 'node:assert/strict'
import type { Audit } from '../../../../store/people/audit.ts'
import { turnOffAutoRenew } from '../../../../store/subscriptions/subscription.ts'
import {
  asToday,
  bringUpToDate,
  currentSubscriptions,
} from '../../../../store/use-cases/subscriptions/current-subscriptions.ts'
import { openStage } from '../../../support/conversation.ts'
import { describeOnStores } from '../../../support/stores.ts'
import { heldSubscription } from '../../../support/subscriptions.ts'

describeOnStores('what time does to a subscription', (open) => {
  const held = async (at: string) => {
    const database = await open()
    const stage = await openStage({ database, at })
    await stage.store.subscriptions.insert(heldSubscription())
    const lines = async () => {
      const found = await database.collection<Audit>('audits').find({}, { limit: 50 }).toArray()
      return found.map((each) => each._id).toSorted()
    }
    return { ...stage, lines, upToDate: () => bringUpToDate(stage.services, 'subscription-one') }
  }
  const GRACE = 'grace:subscription-one:1'
  const EXPIRED = 'expired:subscription-one:1'

  it('S18: what is seen is how it stands today, also before anybody has written it down', async () => {
    for (const [at, state] of [
      ['2027-11-22T15:59:59Z', 'active'],
      ['2027-11-22T16:00:00Z', 'grace'],
      ['2027-12-22T15:59:59Z', 'grace'],
      ['2027-12-22T16:00:00Z', 'expired'],
    ] as const) {
      const { services, store } = await held(at)
      assert.deepEqual(
        (await currentSubscriptions(services, 'tenant-one')).map((each) => each.state),
        [state],
        at,
      )
      assert.equal((await store.subscriptions.get('subscription-one'))?.state, 'active', 'looking writes nothing')
    }
  })

  it('S13, S18: it is written down step by step, each with its audit entry, however often it is done', async () => {
    const { upToDate, lines, clock } = await held('2027-11-22T15:59:00Z')
    assert.equal((await upToDate())?.state, 'active')
    assert.deepEqual(await lines(), [])
    clock.advance(60_000)
    assert.equal((await upToDate())?.state, 'grace')
    assert.equal((await upToDate())?.state, 'grace')
    assert.deepEqual(await lines(), [GRACE])
    clock.advance(30 * 86_400_000)
    const both = await Promise.all([upToDate(), upToDate(), upToDate()])
    assert.deepEqual(
      both.map((each) => [each?.state, each?.live]),
      Array.from({ length: 3 }, () => ['expired', undefined]),
    )
    assert.deepEqual(await lines(), [EXPIRED, GRACE])
  })

  it('a crash between a step and its line leaves no step without its audit entry', async () => {
    const { upToDate, lines, store } = await held('2028-03-01T00:00:00Z')
    const before = heldSubscription()
    const off = await store.subscriptions.save(before, turnOffAutoRenew(before, 'p1', '2027-01-02T08:00:00.000Z'))
    const grace = await store.subscriptions.save(off, { ...off, state: 'grace' })
    const { live: _live, ...over } = grace
    await store.subscriptions.save(grace, { ...over, state: 'expired' })
    assert.deepEqual(await lines(), [])
    await upToDate()
    assert.deepEqual(await lines(), ['auto-renew-off:subscription-one:1', EXPIRED])
  })

  it('does not expire under a payment that may be about to begin', async () => {
    const { upToDate, store, services, clock } = await held('2027-12-22T16:00:30Z')
    const before = heldSubscription()
    await store.subscriptions.save(before, { ...before, renewalBegan: '2027-12-22T15:59:59.000Z' })
    assert.equal((await upToDate())?.state, 'grace')
    const seen = await store.subscriptions.get('subscription-one')
    assert.ok(seen)
    assert.equal((await asToday(services, seen)).state, 'grace')
    clock.advance(120_000)
    assert.equal((await upToDate())?.state, 'expired')
  })
})
