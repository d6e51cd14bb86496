import assert from 'node:assert/strict'
import { readStripeEvent } from '../../../../bot/payments/stripe/webhook.ts'
import { askRefund } from '../../../../store/orders/refund-steps.ts'
import { stored } from '../../../../store/values/time.ts'
import { reviewOnStripe } from '../../../support/on-stripe.ts'
import { refundLines } from '../../../support/refunds.ts'

/** Bought on the tests' Stripe, whose events about refunds are all delivered. */
async function bought() {
  const { stage, person, server } = await reviewOnStripe()
  await person.press('Purchase')
  const order = async () => (await stage.store.orders.ofPartner('tenant-one', 5))[0] ?? assert.fail('no order')
  const paid = await order()
  assert.equal(paid.state, 'fulfilled')
  const intent = paid.attempts[0]?.chargeId ?? ''
  let delivered = 0
  async function events(): Promise<void> {
    // Newest first, as Stripe lists them, which is the wrong order.
    const all = server.account.events.filter(({ type }) => /refund/.test(type))
    for (const each of all.slice(0, all.length - delivered)) await stage.onPaymentEvent(readStripeEvent(each))
    delivered = all.length
  }
  async function desk(amount: number, seen: string): Promise<void> {
    const before = await order()
    const by = { ticketId: 'tic-none', proposedBy: 'p1', confirmedBy: 'p2', seen }
    const asked = askRefund(before, { ...by, money: { amount, currency: 'USD' } }, stored(stage.clock.now()))
    assert.ok(asked.ok)
    await stage.store.orders.save(before, asked.value)
    await stage.store.jobs.addAgain('refund', before._id, stored(stage.clock.now()))
    await stage.services.runNow('refund', before._id)
  }
  return { stage, server, order, intent, events, desk }
}

describe('refunds on Stripe', () => {
  it('by the desk, then in the dashboard, then failing: the order is as Stripe has it after each', async () => {
    const { server, order, intent, events, desk } = await bought()
    try {
      await desk(10_000, 'seen-1')
      await events()
      assert.deepEqual(refundLines(await order()), ['desk 10000 refunded'])
      await server.client.refunds.create({ payment_intent: intent })
      await events()
      assert.deepEqual(refundLines(await order()), ['desk 10000 refunded', 'gateway 37500 refunded'])
      assert.equal((await order()).state, 'refunded')
      const ours = server.refunds.find((each) => each.metadata.key)
      server.failRefund(ours?.id ?? '', 'lost_or_stolen_card')
      await events()
      assert.deepEqual(refundLines(await order()), ['desk 10000 failed', 'gateway 37500 refunded'])
      assert.equal((await order()).state, 'fulfilled')
      await desk(10_000, 'seen-2')
      assert.equal((await order()).state, 'refunded')
    } finally {
      await server.close()
    }
  })

  it('pending in Stripe’s balance, and arriving; an answer that got lost is found under its key', async () => {
    const { stage, server, order, events, desk } = await bought()
    try {
      server.account.refundsEnd.push('pending')
      server.faults.push({ answer: 500, carriedOut: true })
      await desk(100, 'seen-1')
      assert.deepEqual(refundLines(await order()), ['desk 100 asked'])
      stage.clock.advance(700_000)
      await stage.runDue()
      assert.deepEqual(refundLines(await order()), ['desk 100 pending'])
      server.refundArrives(server.refunds[0]?.id ?? '')
      await events()
      assert.deepEqual(refundLines(await order()), ['desk 100 refunded'])
      assert.equal(server.refunds.length, 1)
    } finally {
      await server.close()
    }
  })
})
