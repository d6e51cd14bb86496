import assert from 'node:assert/strict'
import { KeyReusedError } from '../../../../store/use-cases/services.ts'
import { ASK, MONEY, RETURN_URL, stripeForEachTest } from './asks.ts'

/** Not always what was charged: docs.stripe.com/api/disputes/object#dispute_object-amount. */
const DISPUTED = { amount: 47_000, currency: 'USD' }

describe('Stripe', () => {
  const { server, payments } = stripeForEachTest()

  describe('refunds', () => {
    const BACK = { key: 'refund:order-1', chargeId: 'pi_1', money: MONEY }

    it('gives back once for a key, also after a day', async () => {
      await payments().charge(ASK)
      assert.deepEqual(await payments().refund(BACK), { status: 'refunded' })
      server().forgetKeys()
      assert.deepEqual(await payments().refund(BACK), { status: 'refunded' })
      assert.equal(server().refunds.length, 1)
      await assert.rejects(payments().refund({ ...BACK, money: { ...MONEY, amount: 1 } }), KeyReusedError)
    })

    it('fails for more than there is, and knows what was given back by hand', async () => {
      await payments().charge(ASK)
      const more = { ...BACK, key: 'refund:more', money: { ...MONEY, amount: 50_000 } }
      assert.deepEqual(await payments().refund(more), { status: 'failed', why: 'too-much' })
      await payments().refund(BACK)
      assert.deepEqual(await payments().refund({ ...BACK, key: 'refund:again' }), {
        ...{ status: 'failed', why: 'already-refunded' },
      })
      assert.deepEqual(
        (await payments().findRefunds('pi_1'))?.refunds.map((each) => [each.key, each.state]),
        [[BACK.key, 'refunded']],
      )
    })

    it('throws when Stripe can’t be asked, to be tried again with the same key', async () => {
      await payments().charge(ASK)
      server().faults.push({ answer: 500, carriedOut: true })
      await assert.rejects(payments().refund(BACK))
      assert.deepEqual(await payments().refund(BACK), { status: 'refunded' })
      assert.equal(server().refunds.length, 1)
    })
  })

  describe('disputes', () => {
    const dispute = (status: string, created = 1) => ({
      ...{ id: `dp_${created}`, object: 'dispute' as const, payment_intent: 'pi_1', status, created },
      ...{ amount: DISPUTED.amount, currency: 'usd' },
    })

    it('F59: says which charge of ours it is and how it stands; an inquiry is none', async () => {
      await payments().charge(ASK)
      assert.equal(await payments().findDispute('pi_1'), undefined)
      for (const [status, state] of [
        ['warning_needs_response', undefined],
        ['warning_closed', undefined],
        ['needs_response', 'open'],
        ['under_review', 'open'],
        ['won', 'won'],
        ['lost', 'lost'],
        ['appeal_needs_response', 'lost'],
        ['appeal_under_review', 'lost'],
      ] as const) {
        server().disputes.splice(0, 9, dispute(status))
        assert.deepEqual(
          await payments().findDispute('pi_1'),
          state && { key: ASK.key, id: 'dp_1', state, money: DISPUTED },
          status,
        )
      }
    })

    it('F59: of several an open one counts, then one that was lost, whichever came last', async () => {
      await payments().charge(ASK)
      const all = [dispute('lost', 1), dispute('needs_response', 2), dispute('won', 3), dispute('warning_closed', 4)]
      server().disputes.push(...all)
      assert.deepEqual(await payments().findDispute('pi_1'), {
        key: ASK.key,
        id: 'dp_2',
        state: 'open',
        money: DISPUTED,
      })
      server().disputes.splice(1, 1)
      assert.deepEqual(await payments().findDispute('pi_1'), {
        key: ASK.key,
        id: 'dp_1',
        state: 'lost',
        money: DISPUTED,
      })
    })
  })

  describe('methods', () => {
    const PAGE = { key: 'page-1', partnerId: 'partner-one', locale: 'zh-TW', returnUrl: RETURN_URL } as const

    it('opens Checkout in setup mode, in the person’s language, for one customer per partner', async () => {
      const page = await payments().openMethodPage(PAGE)
      assert.deepEqual(await payments().openMethodPage(PAGE), page)
      const [create] = server().posts('/v1/checkout/sessions')
      assert.deepEqual(Object.fromEntries(create?.form ?? []), {
        mode: 'setup',
        customer: 'cus_1',
        'allowed_payment_method_types[0]': 'card',
        locale: 'zh-TW',
        success_url: RETURN_URL,
        cancel_url: RETURN_URL,
        'metadata[key]': 'page-1',
      })
      const other = await payments().openMethodPage({ ...PAGE, key: 'page-2' })
      assert.notEqual(other.sessionId, page.sessionId)
      assert.equal(server().posts('/v1/checkout/sessions').at(-1)?.form.get('customer'), 'cus_1')
      await assert.rejects(payments().openMethodPage({ ...PAGE, locale: 'en' }), KeyReusedError)
    })

    it('makes a new customer where the one that we know was deleted, or never was this account’s', async () => {
      await server().client.customers.del('cus_ours')
      for (const customer of ['cus_ours', 'cus_of_another_account']) {
        const key = `page-of-${customer}`
        const page = await payments().openMethodPage({ ...PAGE, key, customer })
        assert.deepEqual(await payments().openMethodPage({ ...PAGE, key, customer }), page)
        const added = server().complete(page.sessionId)
        const found = await payments().findMethod(page.sessionId)
        assert.equal(found.status === 'complete' && found.customer, added.customer)
        assert.ok(added.customer !== customer && added.customer?.startsWith('cus_'))
      }
    })

    it('says how a card on file looks now, and takes one off file that is there', async () => {
      const there = { is: 'there', method: { id: 'pm_ok', brand: 'Visa', last4: '4242', expires: '2031-12' } }
      assert.deepEqual(await payments().findCard('pm_ok', 'cus_one'), there)
      assert.deepEqual(await payments().findCard('pm_ok', 'cus_other'), { is: 'gone' })
      await payments().forgetMethod('pm_ok', 'cus_other')
      assert.deepEqual(await payments().findCard('pm_ok', 'cus_one'), there)
      for (let n = 0; n < 2; n++) await payments().forgetMethod('pm_ok', 'cus_one')
      assert.deepEqual(await payments().findCard('pm_ok', 'cus_one'), { is: 'gone' })
      assert.deepEqual(await payments().findCard('pm_unknown', 'cus_one'), { is: 'gone' })
      await payments().forgetMethod('pm_unknown', 'cus_one')
    })

    it('asks for no new customer when the partner has one', async () => {
      await payments().openMethodPage({ ...PAGE, customer: 'cus_ours' })
      assert.equal(server().posts('/v1/customers').length, 0)
    })

    it('describes the card that was added: brand, last four, expiry', async () => {
      const { sessionId } = await payments().openMethodPage(PAGE)
      assert.deepEqual(await payments().findMethod(sessionId), { status: 'open' })
      const session = server().sessions.get(sessionId)
      assert.ok(session)
      const card = { brand: 'amex', last4: '0005', exp_month: 3, exp_year: 2031 }
      Object.assign(session, { status: 'complete', setup_intent: { payment_method: { id: 'pm_new', card } } })
      const method = { id: 'pm_new', brand: 'American Express', last4: '0005', expires: '2031-03' }
      assert.deepEqual(await payments().findMethod(sessionId), { status: 'complete', method, customer: 'cus_1' })
      Object.assign(session, { status: 'expired' })
      assert.deepEqual(await payments().findMethod(sessionId), { status: 'expired' })
      assert.deepEqual(await payments().findMethod('cs_unknown'), { status: 'expired' })
    })
  })
})
