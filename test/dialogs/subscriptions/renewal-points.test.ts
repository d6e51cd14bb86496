import assert from 'node:assert/strict'
import type { Collection, Database, Document } from '../../../store/database/collection.ts'
import { openAttempt } from '../../../store/orders/order-steps.ts'
import { automaticOrder, readyToCharge } from '../../../store/subscriptions/automatic-renewal.ts'
import { quote } from '../../../store/use-cases/orders/quote.ts'
import { bringUpToDate } from '../../../store/use-cases/subscriptions/current-subscriptions.ts'
import { stored } from '../../../store/values/time.ts'
import { standingClock } from '../../support/clock.ts'
import { saidBy } from '../../support/colleague.ts'
import { openStage } from '../../support/conversation.ts'
import { boughtStage, boughtWorld, heldOn, settled } from '../../support/renewal-stage.ts'

const DAY = 86_400_000
const TO_REVIEW = ['renew', 'next', 'agree', 'next']

/** A database that does something else after one look for the renewal of a term, before that look is answered. */
function interrupted(inner: Database, after: () => Promise<void>): Database {
  let done = false
  return {
    ...inner,
    ready: () => inner.ready(),
    close: () => inner.close(),
    collection<T extends Document>(name: string): Collection<T> {
      const of = inner.collection<T>(name)
      return {
        findOne: async (filter) => {
          const found = await of.findOne(filter)
          if (!done && 'theRenewal' in filter) {
            done = true
            await after()
          }
          return found
        },
        find: (filter, options) => of.find(filter, options),
        insertOne: (document) => of.insertOne(document),
        updateOne: (filter, update, options) => of.updateOne(filter, update, options),
        findOneAndUpdate: (filter, update, options) => of.findOneAndUpdate(filter, update, options),
        deleteOne: (filter) => of.deleteOne(filter),
        countDocuments: (filter, options) => of.countDocuments(filter, options),
        createIndex: (spec, options) => of.createIndex(spec, options),
      }
    },
  }
}

/** The automatic renewal as it stands when its attempt is open and the gateway has not been asked yet. */
async function openAutomatic(stage: Awaited<ReturnType<typeof boughtStage>>): Promise<string> {
  const { store, services, clock } = stage
  const [subscription, partner] = await Promise.all([stage.held(), store.partners.get('tenant-one')])
  assert.ok(subscription && partner?.method && partner.customer)
  const now = stored(clock.now())
  const order = automaticOrder(subscription, 2, { salt: 0, now, keepUntil: '2027-12-22T16:00:00.000Z' })
  assert.ok(await store.orders.insert(order))
  const today = await quote(services, partner, order)
  assert.ok(today.ok)
  const ready = await store.orders.save(order, readyToCharge(order, partner.method, today.value))
  const opened = openAttempt(ready, partner.customer, subscription._id, now)
  assert.ok(opened.ok)
  await store.orders.save(ready, opened.value)
  return order._id
}

describe('a renewal, at the very point where it could go wrong', () => {
  it('S18: expiring looked before a payment began, and writes after it did → it does not expire under the payment', async () => {
    const world = await boughtWorld().apart()
    const first = await openStage({ world })
    const stage = { ...first, ...(await heldOn(first)) }
    const id = (await stage.held())?._id ?? ''
    stage.clock.advance(Date.parse('2027-12-22T15:59:50Z') - stage.clock.now().epochMilliseconds)
    for (const typed of TO_REVIEW) await stage.buyer.say(typed)
    stage.payments.faults.nextCharge = 'processing'
    const pay = async () => {
      await stage.buyer.press('Purchase')
    }
    // Another instance, whose clock is a minute ahead, sees the end of grace first.
    const ahead = standingClock('2027-12-22T16:00:50Z')
    const elsewhere = await openStage({ world, database: interrupted(world.database, pay), clock: ahead })
    await bringUpToDate(elsewhere.services, id)
    assert.equal((await stage.held())?.state, 'grace')
    await settled(stage, 5)
    const subscription = await stage.held()
    assert.deepEqual(
      [subscription?.state, subscription?.term?.number, subscription?.term?.start],
      ['active', 2, '2027-11-23'],
    )
  })

  it('S14: off, after the automatic renewal has its attempt and before the bank was asked → nothing is ever charged', async () => {
    const stage = await boughtStage()
    stage.clock.advance(365 * DAY)
    await stage.buyer.say('turn off auto-renew')
    const orderId = await openAutomatic(stage)
    await stage.buyer.press('confirm-turn-off')
    assert.match(saidBy(stage.buyer), /^Auto-renew is off\n/)
    await settled(stage, 20)
    assert.equal((await stage.charges()).filter((each) => each.state === 'succeeded').length, 1)
    const [subscription, order] = [await stage.held(), await stage.store.orders.get(orderId)]
    assert.deepEqual([subscription?.autoRenew, subscription?.term?.number, order?.state], [false, 1, 'reviewed'])
    assert.deepEqual(await stage.deliveries('declined'), [], 'nobody is told of a decline that was none')
  })

  it('S14: off, after the bank took the money and before anybody knew → renewed, on, and said so', async () => {
    const stage = await boughtStage()
    stage.clock.advance(365 * DAY)
    await stage.buyer.say('turn off auto-renew')
    const order = await stage.store.orders.get(await openAutomatic(stage))
    const attempt = order?.attempts[0]
    assert.ok(order && attempt)
    const { key, money, method, customer } = attempt
    stage.payments.faults.webhooks = 'drop'
    await stage.payments.charge({ key, money, methodId: method.id, customer, orderId: order._id, unattended: true })
    await stage.buyer.press('confirm-turn-off')
    assert.match(saidBy(stage.buyer), /The current term ends on November 23, 2028/, 'asked again, with the new dates')
    const subscription = await stage.held()
    assert.deepEqual([subscription?.autoRenew, subscription?.term?.number], [true, 2])
    const trail = (await stage.store.audits.ofPartner('tenant-one', 50)).map((each) => each.what)
    assert.ok(trail.includes('auto-renew-off') && trail.includes('renewed'), 'the audit log shows both')
  })

  it('S13: off while the bank waits for its customer → the automatic renewal gives way', async () => {
    const stage = await boughtStage()
    stage.payments.faults.nextCharge = 'needs_customer'
    await stage.goTo('2027-11-23', '00:11')
    assert.equal(
      (await stage.store.orders.renewalOf({ subscriptionId: (await stage.held())?._id ?? '', term: 2 }))?.state,
      'needs-customer',
    )
    await stage.buyer.say('turn off auto-renew')
    assert.match(saidBy(stage.buyer), /is paying for a renewal right now/)
    await stage.buyer.press('confirm-turn-off')
    assert.match(saidBy(stage.buyer), /^Auto-renew is off\n/)
    await settled(stage, 20)
    const subscription = await stage.held()
    assert.deepEqual([subscription?.autoRenew, subscription?.term?.number, subscription?.state], [false, 1, 'grace'])
    assert.equal((await stage.charges()).filter((each) => each.state === 'succeeded').length, 1)
  })

  it('cancelled while it was being paid → the money is parked with its order, and no term is written', async () => {
    const stage = await boughtStage()
    stage.clock.advance(300 * DAY)
    for (const typed of TO_REVIEW) await stage.buyer.say(typed)
    stage.payments.faults.nextCharge = 'processing'
    await stage.buyer.press('Purchase')
    const subscription = await stage.held()
    assert.ok(subscription)
    await stage.store.subscriptions.save(subscription, { ...subscription, state: 'cancelled' })
    await settled(stage, 5)
    const order = (
      await stage.database
        .collection<{ _id: string; kind: string; state: string; parkedBecause: string }>('orders')
        .find({ partnerId: subscription.partnerId, state: 'parked' }, { limit: 5 })
        .toArray()
    )[0]
    assert.deepEqual([order?.state, order?.parkedBecause], ['parked', 'nothing-to-fulfil'])
    assert.match(saidBy(stage.buyer), /is paid, but what it pays for is no longer there/)
  })
})
