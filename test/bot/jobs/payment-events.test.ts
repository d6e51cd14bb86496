import assert from 'node:assert/strict'
import type { PaymentEvent } from '../../../store/use-cases/services.ts'
import { openStage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

/** All orders in which a few things can happen. */
function permutations<T>(of: T[]): T[][] {
  if (of.length < 2) return [of]
  return of.flatMap((first, i) => permutations(of.toSpliced(i, 1)).map((rest) => [first, ...rest]))
}

async function paidThrough(events: (key: string, session: string) => PaymentEvent[]) {
  const stage = await openStage()
  stage.payments.faults.webhooks = 'drop'
  const person = stage.person()
  await person.toReview({ card: 'processing' }).catch(() => undefined)
  await person.say('done')
  const [open] = await stage.store.orders.dueToExpire('2030-01-01T00:00:00.000Z', 10)
  const session = open?.methodPage?.sessionId ?? 'none'
  await person.press('Purchase')
  stage.clock.advance(60_000)
  await stage.payments.catchUp()
  const [order] = await stage.store.orders.dueForLook('2030-01-01T00:00:00.000Z', 10)
  assert.ok(order)
  for (const each of events(`${order._id}:1`, session)) await stage.onPaymentEvent(each)
  const held = await stage.store.subscriptions.ofPartner('tenant-one')
  const after = await stage.store.orders.get(order._id)
  const told = person.cards().filter((card) => /^Your order is confirmed/.test(card.fallbackText)).length
  return { order: after?.state, held: held.map((each) => each.state), told, said: textOf(person.all()) }
}

describe('payment events', () => {
  const EVENTS = (key: string, session: string): PaymentEvent[] => [
    { id: 'e1', kind: 'charge', key },
    { id: 'e2', kind: 'method', sessionId: session },
    { id: 'e3', kind: 'charge', key: 'ord-unknown:1' },
    { id: 'e4', kind: 'other' },
  ]
  const orders = permutations([0, 1, 2, 3])

  it('F56: in any order, the end is that of the run in order: paid, held once, told once', async () => {
    for (const each of orders.filter((_, i) => process.env.LONG || i % 4 === 0)) {
      const { said: _said, ...end } = await paidThrough((key, session) =>
        each.flatMap((i) => EVENTS(key, session)[i] ?? []),
      )
      assert.deepEqual(end, { order: 'fulfilled', held: ['active'], told: 1 }, each.join())
    }
  })

  it('F56: five times, at once and one by one → told once', async () => {
    const five = (key: string): PaymentEvent[] =>
      Array.from({ length: 5 }, (_, i) => ({ id: `e${i}`, kind: 'charge', key }))
    const { said: _said, ...end } = await paidThrough(five)
    assert.deepEqual(end, { order: 'fulfilled', held: ['active'], told: 1 })
  })

  it('F58: coming back without having paid grants nothing: “done” only looks', async () => {
    const { stage, person } = await reviewStage({ card: 'bank-asks' })
    await person.press('Purchase')
    assert.match(textOf(await person.say('done')), /Your bank wants to hear from you/)
    const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
    assert.equal(subscription?.state, 'pending')
  })
})
