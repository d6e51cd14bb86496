import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { turnOffAutoRenew } from '../../../../store/subscriptions/subscription.ts'
import { stored } from '../../../../store/values/time.ts'
import { textOf } from '../../../support/conversation.ts'
import { boughtStage } from '../../../support/renewal-stage.ts'

type Stage = Awaited<ReturnType<typeof boughtStage>>
const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

/** What the buyer is shown of a try that failed so many days after the end: at night, told in the morning. */
async function failedTry(stage: Stage, day: number, outcome: 'decline' | 'lost_not_taken' = 'decline') {
  stage.payments.faults.nextCharge = outcome
  await stage.goTo(plus(stage.term.end, day))
  stage.clock.advance(60_000)
  await stage.payments.catchUp()
  await stage.goTo(plus(stage.term.end, day), '09:05', 2)
  return {
    said: textOf(stage.buyer.all().slice(-1)),
    buttons: stage.buyer.lastCard().actions.map((each: { title: string }) => each.title),
  }
}

describe('what is told of a renewal that nobody pressed', () => {
  it('S11, S19: renewed → the receipt itself is one press away', async () => {
    const stage = await boughtStage()
    await stage.goTo(stage.term.end, '00:11')
    await stage.goTo(stage.term.end, '09:05', 2)
    assert.match(textOf(stage.buyer.all().slice(-1)), /Renewed: Action Pack/)
    const [, order] = (await stage.store.orders.withReceipt('tenant-one', 0, 5)).toReversed()
    assert.ok(order?.receipt)
    const shown = textOf(await stage.buyer.press('Receipt'))
    assert.match(shown, new RegExp(`Receipt ${order.receipt.number}.*/receipt\\?t=`, 's'))
  })

  it('S18, S19: the one thing that helps is the button that stands out: the bank’s page; after grace, Subscribe', async () => {
    const stage = await boughtStage()
    const main = () =>
      stage.buyer
        .lastCard()
        .actions.filter((each: { style?: string }) => each.style === 'positive')
        .map((each: { title: string }) => each.title)
    stage.payments.faults.nextCharge = 'needs_customer'
    await stage.goTo(stage.term.end)
    await stage.goTo(stage.term.end, '09:05', 2)
    assert.deepEqual(main(), ['Confirm with your bank'])
    for (const day of [3, 7, 29]) await failedTry(stage, day)
    await stage.goTo(plus(stage.term.end, 30))
    await stage.goTo(plus(stage.term.end, 30), '09:05', 2)
    assert.match(textOf(stage.buyer.all().slice(-1)), /Expired: Action Pack/)
    assert.deepEqual(main(), ['Subscribe'])
  })

  it('S19: to an admin: when it is tried again, and both ways out; after the last try only the one that is left', async () => {
    const stage = await boughtStage()
    const first = await failedTry(stage, 0)
    assert.match(first.said, /try again on November 26, 2027.*or change the payment method before the next try/s)
    assert.deepEqual(first.buttons, ['Renew', 'Change payment', 'View'])
    for (const day of [3, 7]) await failedTry(stage, day)
    const last = await failedTry(stage, 29)
    assert.match(
      last.said,
      /last automatic attempt; you won’t be charged again.*Renew before December 23, 2027.*You can renew now with any card/s,
    )
    assert.doesNotMatch(last.said, /next try|payment method/)
    assert.deepEqual(last.buttons, ['Renew', 'View'])
  })

  it('S19: to a purchaser, who can’t change the method on file: who can', async () => {
    const stage = await boughtStage()
    const known = await stage.store.people.get('p1')
    assert.ok(known)
    await stage.store.people.save(known, { ...known, role: 'purchaser' })
    const { said, buttons } = await failedTry(stage, 0)
    assert.match(said, /an admin of your company can change the payment method before the next try/)
    assert.doesNotMatch(said, /Or type “renew”, or/)
    assert.deepEqual(buttons, ['Renew', 'View'])
  })

  it('F52: a payment that never reached the bank is not called declined by it', async () => {
    const stage = await boughtStage()
    const { said } = await failedTry(stage, 0, 'lost_not_taken')
    assert.match(said, /Payment not completed: Action Pack.*didn’t go through\. Nothing was charged/s)
    assert.doesNotMatch(said, /declined/)
  })

  it('S19: declined → another method on file: told when it is tried with that, or Renew now', async () => {
    const stage = await boughtStage()
    await failedTry(stage, 0)
    const { buyer } = stage
    await buyer.say('payment method')
    await buyer.say('change')
    const before = buyer.all().length
    await buyer.addCard('mastercard')
    const said = textOf(buyer.all().slice(before))
    assert.match(
      said,
      /is now: Mastercard ending in 4444.*The renewal of Action Pack is tried with it on November 24, 2027/s,
    )
    await buyer.press('Renew')
    for (const button of ['Next', 'Agree', 'Next', 'Purchase']) await buyer.press(button)
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('S19: declined since the card has expired → the payment method’s card says so, with the day of the next try', async () => {
    const stage = await boughtStage()
    await failedTry(stage, 0)
    const partner = await stage.store.partners.get('tenant-one')
    assert.ok(partner?.method)
    await stage.store.partners.save(partner, { ...partner, method: { ...partner.method, expires: '2027-10' } })
    const said = textOf(await stage.buyer.say('payment method'))
    assert.match(said, /expires before the next charge: Action Pack renews on November 26, 2027/)
  })

  it('S19: auto-renew is off, in grace → another method on file: Renew now, since nothing is tried by itself', async () => {
    const stage = await boughtStage()
    const subscription = await stage.held()
    assert.ok(subscription)
    await stage.store.subscriptions.save(subscription, turnOffAutoRenew(subscription, 'p1', stored(stage.clock.now())))
    await stage.goTo(plus(stage.term.end, 2), '09:05', 1)
    await stage.buyer.say('payment method')
    await stage.buyer.say('change')
    const before = stage.buyer.all().length
    await stage.buyer.addCard('mastercard')
    assert.match(textOf(stage.buyer.all().slice(before)), /Action Pack isn’t renewed yet\. You can renew it now/)
  })

  it('S25: in Chinese without brackets in brackets', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('language')
    await stage.buyer.press('繁體中文')
    const { said } = await failedTry(stage, 0)
    assert.match(
      said,
      /銀行拒絕從 Visa（末四碼 4242，有效期限 \d{4}\/\d\d）支付 2027 年 11 月 23 日續約的 USD 475\.00。沒有扣款。/,
    )
  })
})
