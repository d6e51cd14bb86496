import assert from 'node:assert/strict'
import { KeyReusedError } from '../../../../store/use-cases/services.ts'
import { ASK, INTENTS, MONEY, RETURN_URL, stripeForEachTest } from './asks.ts'

describe('Stripe: charges', () => {
  const { server, payments } = stripeForEachTest()

  describe('charges', () => {
    it('takes the money with our key, our metadata and the card on file only', async () => {
      const taken = await payments().charge(ASK)
      assert.deepEqual(taken, { status: 'succeeded', chargeId: server().intents[0]?.id, money: MONEY })
      const [create] = server().posts(INTENTS)
      assert.equal(create?.key, 'order-1:1')
      assert.deepEqual(Object.fromEntries(create?.form ?? []), {
        amount: '47500',
        currency: 'usd',
        customer: 'cus_one',
        payment_method: 'pm_ok',
        'allowed_payment_method_types[0]': 'card',
        confirm: 'true',
        off_session: 'false',
        return_url: RETURN_URL,
        'metadata[key]': 'order-1:1',
        'metadata[order]': 'order-1',
        'metadata[method]': 'pm_ok',
      })
    })

    const DECLINES = [
      ['pm_no_funds', 'insufficient_funds', true],
      ['pm_do_not_honor', 'do_not_honor', true],
      ['pm_lost', 'lost_card', false],
    ] as const
    for (const [methodId, code, retryable] of DECLINES)
      it(`${code} is declined, ${retryable ? 'worth another try' : 'for good'}, and found so`, async () => {
        const declined = await payments().charge({ ...ASK, methodId })
        assert.deepEqual(declined, { status: 'declined', code, retryable, chargeId: server().intents[0]?.id })
        assert.deepEqual(await payments().findCharge(ASK.key, ASK.customer), declined)
      })

    it('a card that was taken off file is declined, not unknown', async () => {
      const declined = { status: 'declined', code: 'resource_missing', retryable: false }
      assert.deepEqual(await payments().charge({ ...ASK, methodId: 'pm_gone' }), declined)
    })

    it('a card that was detached, or whose customer was deleted, is declined for good, by its own name', async () => {
      await server().client.paymentMethods.detach('pm_other')
      const gone = { status: 'declined', code: 'resource_missing', retryable: false }
      assert.deepEqual(await payments().charge({ ...ASK, methodId: 'pm_other' }), gone)
      await server().client.customers.del('cus_one')
      const noCustomer = { status: 'declined', code: 'no_such_customer', retryable: false }
      assert.deepEqual(await payments().charge({ ...ASK, key: 'order-2:1' }), noCustomer)
    })

    it('an answer of the other mode, live or test, says nothing of the charge', async () => {
      server().account.livemode = true
      assert.deepEqual(await payments({ live: false }).charge(ASK), { status: 'unknown' })
      assert.equal((await payments({ live: true }).charge(ASK)).status, 'succeeded')
    })

    it('names us on the card’s statement as set, and sends nobody an e-mail', async () => {
      await payments({ suffix: 'MEMBERSHIP' }).charge(ASK)
      const [create] = server().posts(INTENTS)
      assert.equal(create?.form.get('statement_descriptor_suffix'), 'MEMBERSHIP')
      assert.equal(create?.form.has('receipt_email'), false)
    })

    it('an amount that Stripe can’t charge exactly is declined before anything is asked', async () => {
      const declined = { status: 'declined', code: 'unsupported_amount', retryable: false }
      assert.deepEqual(await payments().charge({ ...ASK, money: { amount: 1_001, currency: 'KWD' } }), declined)
      assert.equal(server().asked.length, 0)
    })

    it('F57: says what was really taken, so that a difference is seen', async () => {
      await payments().charge(ASK)
      Object.assign(server().intents[0] ?? {}, { amount_received: 100 })
      const found = await payments().findCharge(ASK.key, ASK.customer)
      assert.deepEqual(found.status === 'succeeded' && found.money, { amount: 100, currency: 'USD' })
    })

    it('what the bank is still working on is processing', async () => {
      assert.equal((await payments().charge({ ...ASK, methodId: 'pm_slow_bank' })).status, 'processing')
    })
  })

  describe('keys', () => {
    it('F54: the same key with another amount, method or order is refused, also after a day', async () => {
      await payments().charge(ASK)
      const others = [{ money: { ...MONEY, amount: 1 } }, { methodId: 'pm_other' }, { orderId: 'order-2' }]
      for (const other of others) await assert.rejects(payments().charge({ ...ASK, ...other }), KeyReusedError)
      server().forgetKeys()
      for (const other of others) await assert.rejects(payments().charge({ ...ASK, ...other }), KeyReusedError)
      assert.equal(server().intents.length, 1)
    })

    it('F54: is refused by Stripe’s own word, when the charge can’t be seen yet', async () => {
      await payments().charge(ASK)
      server().intents.length = 0
      await assert.rejects(payments().charge({ ...ASK, money: { ...MONEY, amount: 1 } }), KeyReusedError)
    })
  })

  describe('the bank asks', () => {
    it('leads a person who is there to the bank’s page of the same charge', async () => {
      const ask = { ...ASK, methodId: 'pm_bank_asks' }
      const waiting = { status: 'needs_customer', chargeId: 'pi_1' }
      assert.deepEqual(await payments().charge(ask), waiting)
      const page = { key: ask.key, customer: ask.customer, locale: 'en', returnUrl: RETURN_URL } as const
      const { url } = await payments().openBankPage(page)
      assert.equal(url, 'https://hooks.stripe.test/redirect/pi_1')
      assert.equal((await payments().openBankPage(page)).url, url)
      assert.deepEqual(await payments().findCharge(ask.key, ask.customer), waiting)
      assert.equal(server().intents.length, 1)
    })

    it('confirms a renewal that the bank stopped once more, the same charge, with the person there', async () => {
      const ask = { ...ASK, methodId: 'pm_bank_asks', unattended: true }
      assert.deepEqual(await payments().charge(ask), { status: 'needs_customer', chargeId: 'pi_1' })
      const page = {
        key: ask.key,
        customer: ask.customer,
        locale: 'zh-TW',
        returnUrl: 'https://bot.example/else',
      } as const
      assert.equal((await payments().openBankPage(page)).url, 'https://hooks.stripe.test/redirect/pi_1')
      const [confirmed] = server().posts(`${INTENTS}/pi_1/confirm`)
      assert.deepEqual(Object.fromEntries(confirmed?.form ?? []), {
        payment_method: 'pm_bank_asks',
        off_session: 'false',
        return_url: 'https://bot.example/else',
      })
      assert.equal(server().intents.length, 1)
    })

    it('F57: a refusal at the bank is declined, and leads nowhere any more', async () => {
      const ask = { ...ASK, methodId: 'pm_bank_asks' }
      await payments().charge(ask)
      Object.assign(server().intents[0] ?? {}, {
        status: 'requires_payment_method',
        last_payment_error: { type: 'card_error', code: 'payment_intent_authentication_failure' },
      })
      const refused = { status: 'declined', code: 'authentication_failed', retryable: true, chargeId: 'pi_1' }
      assert.deepEqual(await payments().findCharge(ask.key, ask.customer), refused)
      const page = { key: ask.key, customer: ask.customer, locale: 'en', returnUrl: RETURN_URL } as const
      assert.equal((await payments().openBankPage(page)).url, RETURN_URL)
    })
  })
})
