import assert from 'node:assert/strict'
import { hasRole, ROLES } from '../../../store/people/person.ts'
import { textOf } from '../../support/conversation.ts'
import { pressOf, VERB_SHAPES } from '../../support/press.ts'
import { boughtStage } from '../../support/renewal-stage.ts'

async function withBookkeeper(locale: 'en' | 'zh-TW' = 'en') {
  const stage = await boughtStage()
  const bookkeeper = stage.person({ id: 'billing-one', name: 'Billing One', locale })
  await bookkeeper.install()
  const admin = stage.buyer
  await admin.say('people')
  await admin.say('2')
  assert.match(textOf(await admin.say('billing')), /Billing One now has the role billing/)
  return { stage, bookkeeper }
}

describe('the role billing', () => {
  it('carries its own rights and a viewer’s; a purchaser has none of them, an admin all', () => {
    const carried = ROLES.map((role) => ROLES.filter((needed) => hasRole({ role }, needed)).join(' '))
    assert.deepEqual(carried, ['viewer', 'viewer billing', 'viewer purchaser', 'viewer billing purchaser admin'])
  })

  it('F31: changes no order, subscription, benefit or role with any button, whatever record it names', async () => {
    const { stage, bookkeeper } = await withBookkeeper()
    const { database, store } = stage
    const kept = async () =>
      Promise.all(
        ['orders', 'subscriptions', 'benefits', 'benefit-keys', 'tickets'].map((each) =>
          database
            .collection(each)
            .find({}, { sort: { _id: 1 }, limit: 500 })
            .toArray(),
        ),
      )
    const [subscription] = await store.subscriptions.ofPartner('tenant-one')
    const [order] = await store.orders.withReceipt('tenant-one', 0, 1)
    assert.ok(subscription && order)
    const before = await kept()
    const given = { subscriptionId: subscription._id, orderId: order._id, personId: 'p1', offerId: 'action-pack' }
    for (const [i, shape] of VERB_SHAPES.entries()) {
      const fields = Object.fromEntries(Object.entries(given).filter(([name]) => name in shape))
      await bookkeeper.execute(pressOf(shape, fields, `billing-press-${i}`))
    }
    for (const said of ['subscribe', 'renew', 'turn off auto-renew', 'cancel subscription', 'activate benefits'])
      assert.match(textOf(await bookkeeper.say(said)), /look but not buy/, said)
    assert.deepEqual(await kept(), before)
    const roles = (await store.people.ofPartner('tenant-one')).map(({ role }) => role)
    assert.deepEqual(roles, ['admin', 'billing'])
  })

  for (const [locale, receipts, receipt, method, change] of [
    ['en', 'receipts', 'Receipt', 'payment method', 'change'],
    ['zh-TW', '收據', '收據', '付款方式', '變更'],
  ] as const)
    it(`sees receipts, and sees and changes the payment method (${locale})`, async () => {
      const { stage, bookkeeper } = await withBookkeeper(locale)
      assert.match(textOf(await bookkeeper.say(receipts)), new RegExp(`"text":"${receipt} RC-`))
      assert.match(textOf(await bookkeeper.say(method)), /4242/)
      await bookkeeper.say(change)
      await bookkeeper.addCard('mastercard')
      await bookkeeper.say(locale === 'en' ? 'done' : '完成')
      assert.notEqual((await stage.store.partners.get('tenant-one'))?.method?.last4, '4242')
    })
})
