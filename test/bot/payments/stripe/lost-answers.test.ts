import assert from 'node:assert/strict'
import { standingTimer } from '../../../support/standing-timer.ts'
import { ASK, INTENTS, stripeForEachTest } from './asks.ts'
import type { Fault } from './server.ts'

/** The library's own bound on a request is real time: a hundred times what the request needs to get there. */
const SHORT = { timeoutMs: 1_000 }
const CLOSED = { status: 'declined', code: 'canceled', retryable: true }

describe('Stripe: what is not answered', () => {
  const { server, payments } = stripeForEachTest()

  describe('answers that do not come', () => {
    const LOST: Record<string, Fault> = {
      '500 after it was carried out': { answer: 500, carriedOut: true },
      '502 before': { answer: 502, carriedOut: false },
      '429': { answer: 429, carriedOut: false },
      '409, the same key is under way': { answer: 409, carriedOut: false },
      '401, the key of the account is wrong': { answer: 401, carriedOut: false },
      'no answer at all': 'hang-after',
      'an answer that never ends': 'drip',
    }
    for (const [what, fault] of Object.entries(LOST))
      it(`F52: ${what} is unknown, asked once, and settled with the same key`, async () => {
        const timers = standingTimer()
        server().faults.push(fault)
        const charging = payments({ timer: timers.timer, ...(fault === 'hang-after' ? SHORT : {}) }).charge(ASK)
        while (server().posts(INTENTS).length === 0) await new Promise((resolve) => setImmediate(resolve))
        if (fault === 'drip') timers.turn(Number.POSITIVE_INFINITY)
        assert.deepEqual(await charging, { status: 'unknown' })
        assert.equal(server().posts(INTENTS).length, 1)
        assert.equal((await payments().charge(ASK)).status, 'succeeded')
        assert.equal(server().intents.length, 1)
        assert.ok(
          server()
            .posts(INTENTS)
            .every(({ key }) => key === ASK.key),
        )
      })

    it('F51: a charge that was taken without an answer is found by its key', async () => {
      server().faults.push('hang-after')
      assert.deepEqual(await payments(SHORT).charge(ASK), { status: 'unknown' })
      assert.equal((await payments().findCharge(ASK.key, ASK.customer)).status, 'succeeded')
    })

    it('F52: a reset after the money was taken is repeated under the same key, and taken once', async () => {
      server().faults.push('reset-after')
      assert.equal((await payments().charge(ASK)).status, 'succeeded')
      assert.equal(server().intents.length, 1)
      server().faults.push('reset-after', 'reset-after')
      const second = { ...ASK, key: 'order-2:1', orderId: 'order-2' }
      assert.deepEqual(await payments().charge(second), { status: 'unknown' })
      assert.equal((await payments().findCharge(second.key, ASK.customer)).status, 'succeeded')
      assert.equal(server().intents.length, 2)
    })

    it('F52: a 500 that Stripe keeps is said to be for good when it is asked for again, and not before', async () => {
      server().faults.push({ answer: 500, carriedOut: false, kept: true })
      assert.deepEqual(await payments().charge(ASK), { status: 'unknown' })
      assert.deepEqual(await payments().cancelCharge(ASK.key, ASK.customer), { status: 'unknown' })
      const notTaken = { status: 'declined', code: 'not-taken', retryable: true }
      assert.deepEqual(await payments().charge(ASK), notTaken)
      server().faults.push({ answer: 500, carriedOut: true, kept: true })
      const second = { ...ASK, key: 'order-2:1', orderId: 'order-2' }
      assert.deepEqual(await payments().charge(second), { status: 'unknown' })
      assert.equal((await payments().charge(second)).status, 'succeeded')
    })

    it('F53: asked again after more than a day, a charge is looked up and not made anew', async () => {
      await payments().charge(ASK)
      server().forgetKeys()
      assert.equal((await payments().charge(ASK)).status, 'succeeded')
      assert.equal(server().posts(INTENTS).length, 1)
    })

    it('finds a charge behind hundreds of the same customer’s, and nobody else’s', async () => {
      await payments().charge(ASK)
      const [first] = server().intents
      assert.ok(first)
      for (let n = 0; n < 250; n++)
        server().intents.unshift({ ...first, id: `pi_x${n}`, metadata: { key: `other:${n}` } })
      assert.equal((await payments().findCharge(ASK.key, ASK.customer)).status, 'succeeded')
      assert.deepEqual(await payments().findCharge(ASK.key, 'cus_other'), { status: 'none' })
      assert.deepEqual(await payments().findCharge('order-1:2', ASK.customer), { status: 'none' })
    })

    it('throws when it can’t look, instead of saying that there is nothing', async () => {
      await server().close()
      await assert.rejects(payments().findCharge(ASK.key, ASK.customer))
      assert.deepEqual(await payments().charge(ASK), { status: 'unknown' })
    })
  })

  describe('canceling', () => {
    it('F57: closes a charge that waits for the person, for good', async () => {
      const ask = { ...ASK, methodId: 'pm_bank_asks' }
      await payments().charge(ask)
      const closed = { ...CLOSED, chargeId: 'pi_1' }
      assert.deepEqual(await payments().cancelCharge(ask.key, ask.customer), closed)
      assert.deepEqual(await payments().cancelCharge(ask.key, ask.customer), closed)
      assert.deepEqual(await payments().findCharge(ask.key, ask.customer), closed)
      assert.deepEqual(await payments().charge(ask), closed)
    })

    it('says what was taken, declined or is under way, and changes nothing of it', async () => {
      for (const [methodId, status] of [
        ['pm_ok', 'succeeded'],
        ['pm_no_funds', 'declined'],
        ['pm_slow_bank', 'processing'],
      ] as const) {
        const ask = { ...ASK, key: `${methodId}:1`, methodId }
        const before = await payments().charge(ask)
        assert.equal(before.status, status)
        assert.deepEqual(await payments().cancelCharge(ask.key, ask.customer), before)
      }
      assert.ok(server().intents.every(({ status }) => status !== 'canceled'))
    })

    it('F52: uses a key up that Stripe has not seen, so that a late call takes nothing', async () => {
      const closed = await payments().cancelCharge(ASK.key, ASK.customer)
      assert.deepEqual(closed, { ...CLOSED, chargeId: 'pi_1' })
      const late = server().client.paymentIntents.create(
        { amount: 47_500, currency: 'usd', customer: 'cus_one', payment_method: 'pm_ok', confirm: true },
        { idempotencyKey: ASK.key },
      )
      await assert.rejects(late, { type: 'StripeIdempotencyError' })
      assert.deepEqual(await payments().charge(ASK), closed)
      assert.ok(server().intents.every(({ amount_received }) => amount_received === 0))
    })

    it('F52: looks again when the charge arrives while its key is being used up', async () => {
      await payments().charge(ASK)
      const [made] = server().intents.splice(0)
      assert.ok(made)
      assert.deepEqual(await payments().cancelCharge(ASK.key, ASK.customer), { status: 'unknown' })
      server().intents.push(made)
      assert.equal((await payments().cancelCharge(ASK.key, ASK.customer)).status, 'succeeded')
    })

    it('takes a charge that is just being confirmed for under way, not for closed', async () => {
      await payments().charge(ASK)
      Object.assign(server().intents[0] ?? {}, { status: 'requires_payment_method', last_payment_error: null })
      assert.equal((await payments().findCharge(ASK.key, ASK.customer)).status, 'processing')
    })
  })
})
