import assert from 'node:assert/strict'
import { aboutCharge, type ChargeAbout, orderOfCharge } from '../../../store/orders/charge-about.ts'
import { lastAttempt, type Order } from '../../../store/orders/order.ts'
import { boughtStage } from '../../support/renewal-stage.ts'

const NOW = '2026-12-24T08:00:00.000Z'

async function bought(): Promise<Order> {
  const stage = await boughtStage()
  const held = await stage.held()
  return (await stage.store.orders.get(held?.orderId ?? '')) ?? assert.fail('no order')
}

/** The charge as the gateway would keep it. */
function charged(order: Order) {
  const attempt = lastAttempt(order) ?? assert.fail('no attempt')
  const { key, customer, method, chargeId = '', openedAt: at, money } = attempt
  const about: ChargeAbout = { ...aboutCharge(order, attempt), key, order: order._id, method: method.id }
  return { key, chargeId, customer, at, money, about }
}

describe('what a charge says of its order', () => {
  it('is enough to make the order anew: who, what, which term, what was agreed to', async () => {
    const order = await bought()
    const made = orderOfCharge(charged(order), NOW) ?? assert.fail('not made')
    const same = ['_id', 'number', 'partnerId', 'personId', 'kind', 'offerId', 'frozen', 'terms', 'method', 'createdAt']
    for (const each of same) assert.deepEqual(Reflect.get(made, each), Reflect.get(order, each), each)
    const { openedAt: _opened, endedAt: _ended, ...attempt } = lastAttempt(order) ?? assert.fail('no attempt')
    const { openedAt: _o, endedAt: _e, ...again } = made.attempts[0] ?? assert.fail('no attempt')
    assert.deepEqual(again, attempt)
    assert.deepEqual([made.state, made.parkedBecause, made.lookAt], ['paid', 'found', NOW])
  })

  it('keeps a renewal, an area and that it came by itself', async () => {
    const order: Order = {
      ...(await bought()),
      ...{ kind: 'renewal', area: 'security', automatic: true, renews: { subscriptionId: 'sub-1', term: 1 } },
    }
    const made = orderOfCharge(charged(order), NOW)
    assert.deepEqual([made?.renews, made?.area, made?.automatic], [order.renews, 'security', true])
  })

  it('fits into what a gateway keeps: at most 50 texts with short names, of at most 500 letters, nobody’s name in them', async () => {
    const { about } = charged(await bought())
    assert.ok(Object.keys(about).length <= 50)
    for (const [name, value] of Object.entries(about)) assert.ok(name.length <= 40 && value.length <= 500, name)
    assert.doesNotMatch(JSON.stringify(about), /Partner One|Purchaser One|4242424242424242/)
  })

  it('makes nothing of less: a charge from before it was said, one of another order, or broken texts', async () => {
    const whole = charged(await bought())
    const { about } = whole
    assert.equal(orderOfCharge({ ...whole, about: {} }, NOW), undefined)
    assert.equal(orderOfCharge({ ...whole, about: { ...about, order: 'ord-other' } }, NOW), undefined)
    const needed = [
      'number',
      'kind',
      'partner',
      'person',
      'offer',
      'subscription',
      'catalogue',
      'price',
      'term',
      'starts',
    ]
    for (const name of [...needed, 'ends', 'zone', 'anchor', 'last4', 'created'])
      for (const value of [undefined, '']) {
        const { [name]: _left, ...rest } = about
        const broken = value === undefined ? rest : { ...rest, [name]: value }
        // An empty text of a name or id is no text at all.
        const made = orderOfCharge({ ...whole, about: broken }, NOW)
        assert.equal(made, undefined, `${name} ${value === '' ? 'empty' : 'absent'}`)
      }
    for (const price of ['475.00 USD', '-1 USD', '1e9 USD', '47500', '47500 usd', 'NaN USD'])
      assert.equal(orderOfCharge({ ...whole, about: { ...about, price } }, NOW), undefined, price)
  })
})
