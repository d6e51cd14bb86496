import assert from 'node:assert/strict'
import { openDeliveries } from '../../../store/reminders/deliveries.ts'
import type { Delivery } from '../../../store/reminders/delivery.ts'
import { describeOnStores } from '../../support/stores.ts'

const NOW = '2027-11-09T01:00:00.000Z'

/** Being sent until then. */
function sending(n: number, until: string): Delivery {
  return {
    ...{ _id: `delivery-${n}`, version: 1, run: 'run', kind: 'reminder', partnerId: 'tenant-one', personId: 'p1' },
    ...{ subscriptionId: 'subscription-one', term: 1, state: 'sending', plannedAt: NOW, tries: 1 },
    ...{ dueAt: `2027-11-09T00:00:0${n}.000Z`, lease: { token: 't', until } },
  }
}

describeOnStores('deliveries', (open) => {
  it('F50: what a crash has left is found behind what is being sent, however much that is', async () => {
    const deliveries = await openDeliveries((await open()).collection('deliveries'))
    for (const n of [1, 2, 3]) await deliveries.insert(sending(n, '2027-11-09T01:15:00.000Z'))
    for (const n of [4, 5]) await deliveries.insert(sending(n, '2027-11-09T00:59:00.000Z'))
    assert.deepEqual(
      (await deliveries.interrupted(NOW, 2)).map((each) => each._id),
      ['delivery-4', 'delivery-5'],
    )
  })
})
