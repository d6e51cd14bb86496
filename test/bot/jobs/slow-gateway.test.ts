import assert from 'node:assert/strict'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import { ticks } from '../../support/jittery-database.ts'
import { reviewedOrder } from '../../support/records.ts'
import { boughtStage } from '../../support/renewal-stage.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const PATIENCE = 2_000

/** Within some turns of the event loop, or the test fails. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let turns = 0; turns < PATIENCE; turns++) {
    if (await holds()) return
    await ticks(1)
  }
  assert.fail(what)
}

describe('a gateway that does not answer', () => {
  it('S19, F51: a charge that hangs keeps neither other renewals nor an unsettled order waiting', async () => {
    const catalogue = readCatalogue()
    const stage = await boughtStage({ catalogue })
    const { store, payments, clock, term } = stage
    for (const offer of catalogue.offers) offer.requirements = []
    const subscription = await stage.held()
    assert.ok(subscription)
    const termOf = async () => (await store.subscriptions.get(subscription._id))?.term?.number
    // Nothing was noticed of it: it is told so, and not charged.
    await store.subscriptions.insert(heldSubscription({ _id: 'gold', offerId: 'gold', area: 'security' }))
    await stage.goTo(term.end, '00:05', 1)

    const { charge } = payments
    let release: (() => void) | undefined
    const answered = new Promise<void>((resolve) => {
      release = resolve
    })
    payments.charge = async (ask) => {
      const order = await store.orders.get(ask.orderId)
      if (order?.renews?.subscriptionId === subscription._id) await answered
      return charge(ask)
    }
    const lookAt = clock.now().toString({ fractionalSecondDigits: 3 })
    await store.orders.insert(reviewedOrder({ _id: 'left', number: 'left', state: 'abandoned', lookAt }))
    clock.advance(6 * 60_000)
    const beats = Promise.all(Object.values(stage.periodicTasks).map((beat) => beat()))
    await until(async () => (await store.orders.get('left'))?.lookAt === undefined, 'the order is not looked at')
    await until(async () => (await stage.deliveries('not-renewed')).length === 1, 'the other renewal waits')
    assert.equal(await termOf(), 1)
    release?.()
    await beats
    assert.equal(await termOf(), 2)
  })
})
