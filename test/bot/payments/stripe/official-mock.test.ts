import assert from 'node:assert/strict'
import type { Payments } from '../../../../store/use-cases/services.ts'
import { openStripeMock } from '../../../support/stripe-mock.ts'
import { ASK, MONEY, RETURN_URL, stripeForEachTest } from './asks.ts'

/** Newer (2026-09-30) than the mock's specification (2026-08-26); the library's types have it. */
const NEWER = { path: '/v1/checkout/sessions', param: 'allowed_payment_method_types[0]' }

/**
 * Whatever the adapter asks of Stripe is played on the tests' own Stripe, which keeps state, and each of those requests is
 * then sent to Stripe's official mock, which keeps none and knows every path, parameter, type and value that there is.
 */
describe('Stripe: what we ask, before Stripe’s official mock', () => {
  const { server, payments } = stripeForEachTest()
  let mock: Awaited<ReturnType<typeof openStripeMock>>
  before(async function () {
    mock = await openStripeMock()
    if (!mock) this.skip()
  })
  after(() => mock?.stop())

  const lookedUp = { key: ASK.key, customer: ASK.customer, locale: 'en' as const, returnUrl: RETURN_URL }
  const page = { key: 'page-1', partnerId: 'partner-one', locale: 'zh-TW' as const, returnUrl: RETURN_URL }

  /** Every call of the port: a new one does not compile until it is played here. */
  const PLAYS: Record<Exclude<keyof Payments, 'name' | 'parseWebhook'>, () => Promise<unknown>> = {
    charge: () => payments().charge(ASK),
    openBankPage: async () => {
      await payments().charge({ ...ASK, methodId: 'pm_bank_asks', unattended: true })
      await payments().openBankPage(lookedUp)
    },
    findCharge: () => payments().findCharge(ASK.key, ASK.customer),
    cancelCharge: async () => {
      await payments().charge({ ...ASK, methodId: 'pm_bank_asks' })
      await payments().cancelCharge(ASK.key, ASK.customer)
      await payments().cancelCharge('order-2:1', ASK.customer)
    },
    refund: async () => {
      await payments().charge(ASK)
      await payments().refund({ key: 'refund:order-1', chargeId: 'pi_1', money: MONEY })
    },
    findRefunds: async () => {
      await payments().charge(ASK)
      await payments().findRefunds('pi_1')
    },
    findDispute: async () => {
      await payments().charge(ASK)
      server().dispute('pi_1', 'needs_response')
      await payments().findDispute('pi_1')
    },
    books: async () => {
      await payments().charge(ASK)
      const { books } = payments()
      const ask = { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' }
      await Promise.all([books.charges({ ...ask, after: 'ch_1' }), books.refunds(ask), books.disputes(ask)])
      await Promise.all([books.charge('pi_1'), books.charge('ch_1'), books.refundsOf('pi_1')])
    },
    forgetMethod: () => payments().forgetMethod('pm_ok', ASK.customer),
    openMethodPage: () => payments().openMethodPage(page),
    findCard: () => payments().findCard('pm_ok', ASK.customer),
    findMethod: async () => {
      const { sessionId } = await payments().openMethodPage(page)
      server().complete(sessionId)
      await payments().findMethod(sessionId)
    },
  }

  for (const [name, play] of Object.entries(PLAYS))
    it(`${name}: takes every request of it`, async () => {
      await play()
      assert.notEqual(server().asked.length, 0)
      for (const { method, path, query, form } of server().asked) {
        const body = new URLSearchParams(form)
        if (path === NEWER.path) body.delete(NEWER.param)
        assert.equal(await answerTo(method, `${path}?${query}`, body), '200', `${method} ${path} ${query} ${form}`)
      }
    })

  it('refuses a parameter that there is not, and one that is newer than it', async () => {
    const amount = new URLSearchParams({ amount: '100', currency: 'usd' })
    assert.equal(await answerTo('POST', '/v1/payment_intents', amount), '200')
    amount.set('amout', '100')
    assert.match(await answerTo('POST', '/v1/payment_intents', amount), /^400/)
    const newer = new URLSearchParams({ mode: 'setup', success_url: RETURN_URL, [NEWER.param]: 'card' })
    assert.match(await answerTo('POST', NEWER.path, newer), /^400/)
  })

  /** '200', or the status and what is wrong. */
  async function answerTo(method: string, path: string, form: URLSearchParams): Promise<string> {
    const headers = { authorization: 'Bearer sk_test_mock', 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(`${mock?.url}${path}`, { method, headers, ...(method === 'POST' ? { body: form } : {}) })
    return answer.ok ? '200' : `${answer.status} ${await answer.text()}`
  }
})
