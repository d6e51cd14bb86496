import assert from 'node:assert/strict'
import { openStripe } from './server.ts'

const PAID = {
  ...{ amount: 47_500, currency: 'usd', customer: 'cus_one', payment_method: 'pm_ok', confirm: true },
  allowed_payment_method_types: ['card' as const],
}
const ONCE = { maxNetworkRetries: 0 }

/** What the tests believe of Stripe, sentence by sentence of its documentation. */
describe('the Stripe of the tests', () => {
  let server: Awaited<ReturnType<typeof openStripe>>
  beforeEach(async () => {
    server = await openStripe()
  })
  afterEach(() => server.close())

  const pay = (key: string, more: object = {}) =>
    server.client.paymentIntents.create({ ...PAID, ...more }, { ...ONCE, idempotencyKey: key })

  it('gives a 500 again under its key for a day, and carries the request out after that', async () => {
    server.faults.push({ answer: 500, carriedOut: false, kept: true })
    for (let n = 0; n < 2; n++) await assert.rejects(pay('k'), { statusCode: 500 })
    await assert.rejects(pay('k', { amount: 1 }), { type: 'StripeIdempotencyError' })
    assert.equal(server.intents.length, 0)
    server.account.now += 86_400
    assert.equal((await pay('k')).status, 'succeeded')
  })

  it('has the key in use while the first request is carried out', async () => {
    let go = (): void => undefined
    server.faults.push({ holds: new Promise((resolve) => (go = resolve)) })
    const first = pay('k')
    while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await assert.rejects(pay('k'), { statusCode: 409, code: 'idempotency_key_in_use' })
    go()
    assert.equal((await pay('k')).id, (await first).id)
  })

  it('lists in pages from 1 to 100, newest first, within a range of time', async () => {
    for (let n = 0; n < 5; n++) {
      await pay(`k${n}`)
      server.account.now += 10
    }
    const all = await server.client.charges.list({ limit: 100 })
    assert.deepEqual(
      all.data.map(({ id }) => id),
      ['ch_5', 'ch_4', 'ch_3', 'ch_2', 'ch_1'],
    )
    const page = await server.client.charges.list({ limit: 2, starting_after: 'ch_4' })
    assert.deepEqual([page.data.map(({ id }) => id), page.has_more], [['ch_3', 'ch_2'], true])
    const since = (all.data[2]?.created ?? 0) + 1
    assert.equal((await server.client.charges.list({ created: { gte: since } })).data.length, 2)
    for (const limit of [0, 101])
      await assert.rejects(server.client.charges.list({ limit }), { type: 'StripeInvalidRequestError' })
  })

  it('lets a refund that had succeeded fail days later, and its money be given back anew', async () => {
    const { id, latest_charge } = await pay('k')
    const refund = await server.client.refunds.create({ payment_intent: id, amount: 10_000 })
    const charge = async () => server.client.charges.retrieve(String(latest_charge))
    assert.equal((await charge()).amount_refunded, 10_000)
    server.failRefund(refund.id)
    const [failed] = (await server.client.refunds.list({ payment_intent: id })).data
    assert.deepEqual([failed?.status, failed?.failure_reason], ['failed', 'lost_or_stolen_card'])
    assert.equal((await charge()).amount_refunded, 0)
    assert.equal((await server.client.refunds.create({ payment_intent: id })).amount, 47_500)
    const [newest] = (await server.client.events.list({ type: 'refund.failed' })).data
    assert.equal(newest?.type, 'refund.failed')
  })

  it('refuses a card that was detached, of somebody else, or whose customer was deleted', async () => {
    await server.client.paymentMethods.detach('pm_ok')
    await assert.rejects(pay('k1'), { statusCode: 400, type: 'StripeInvalidRequestError' })
    await assert.rejects(pay('k2', { customer: 'cus_other', payment_method: 'pm_other' }), { param: 'payment_method' })
    await server.client.customers.del('cus_one')
    await assert.rejects(pay('k3', { payment_method: 'pm_other' }), { code: 'resource_missing', param: 'customer' })
    const found = await server.client.customers.retrieve('cus_one')
    assert.equal('deleted' in found && found.deleted, true)
    assert.deepEqual((await server.client.paymentIntents.list({ customer: 'cus_one' })).data, [])
    await assert.rejects(server.client.paymentIntents.list({ customer: 'cus_nobody' }), { code: 'resource_missing' })
  })
})
