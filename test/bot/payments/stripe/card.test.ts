import assert from 'node:assert/strict'
import { ASK, stripeForEachTest } from './asks.ts'

describe('Stripe: a card on file', () => {
  const { server, payments } = stripeForEachTest()

  it('is as its network has it now', async () => {
    const found = server().account.methods.find((each) => each.id === 'pm_ok') ?? assert.fail('no card')
    Object.assign(found.card, { last4: '0077', exp_month: 3, exp_year: 2033 })
    const card = await payments().findCard('pm_ok', ASK.customer)
    assert.deepEqual(card, {
      is: 'there',
      method: { id: 'pm_ok', brand: 'Visa', last4: '0077', expires: '2033-03' },
    })
  })

  it('is gone when it was detached, its customer was deleted, it is somebody else’s, or nobody knows it', async () => {
    const { client } = server()
    assert.deepEqual(await payments().findCard('pm_ok', 'cus_other'), { is: 'gone' })
    assert.deepEqual(await payments().findCard('pm_unknown', ASK.customer), { is: 'gone' })
    await client.paymentMethods.detach('pm_ok')
    assert.deepEqual(await payments().findCard('pm_ok', ASK.customer), { is: 'gone' })
    await client.customers.del(ASK.customer)
    assert.deepEqual(await payments().findCard('pm_other', ASK.customer), { is: 'gone' })
  })

  it('rejects when Stripe can’t be asked: a card that was not looked up is not gone', async () => {
    server().getFaults.push(500)
    await assert.rejects(payments().findCard('pm_ok', ASK.customer))
  })
})
