import assert from 'node:assert/strict'
import type { Sent } from '../support/bare-adapter.ts'
import { openStage, textOf } from '../support/conversation.ts'
import { boughtStage } from '../support/renewal-stage.ts'

const FORM = { problem: 'invoice', reason: 'other', details: 'We need fewer seats', contact: 'chat' }

/** What the pressed card turned into; undefined: it stays as it is. */
function became(activities: Sent[]): string | undefined {
  const answer = activities.find((each) => each.type === 'invokeResponse')?.value?.body
  return answer?.type === 'application/vnd.microsoft.card.adaptive' ? JSON.stringify(answer.value) : undefined
}

function assertKept(activities: Sent[], says: RegExp[], about: string): void {
  const card = became(activities)
  assert.ok(card, `${about}: replaced`)
  for (const each of says) assert.match(card, each, about)
  assert.doesNotMatch(
    card,
    /"Action\.|"Input\.|Or type|也可以輸入/,
    `${about}: nothing to press, to fill in or to type`,
  )
}

describe('a card that was used', () => {
  for (const [locale, words] of [
    [
      'en-US',
      {
        review: [/Review your order/, /USD 475.00/, /charged/, /is confirmed; receipt RC-2611/],
        receipt: [/Your order is confirmed/, /USD 475.00/, /PO-2611-/, /RC-2611-/, /November 23, 2027/],
      },
    ],
    [
      'zh-TW',
      {
        review: [/檢閱您的訂單/, /USD 475.00/, /已確認；收據 RC-2611/],
        receipt: [/您的訂單已確認/, /USD 475.00/, /PO-2611-/, /RC-2611-/, /2027 年 11 月 23 日/],
      },
    ],
  ] as const)
    it(`keeps what it said, at the review and at the confirmation, and loses only its buttons, in ${locale}`, async () => {
      const stage = await openStage()
      const person = stage.person({ locale })
      await person.toReview({ country: 'US' })
      assertKept(await person.press('purchase'), [...words.review], 'review')
      assertKept(await person.press('close'), [...words.receipt], 'confirmation')
    })

  it('the terms and the payment details stay to be read after a renewal', async () => {
    const stage = await boughtStage()
    await stage.goTo('2027-10-01', '12:00', 1)
    await stage.buyer.say('renew')
    assertKept(await stage.buyer.press('confirm-renewal'), [/Confirm the order details/, /USD 475.00/], 'details')
    assertKept(await stage.buyer.press('agree-terms'), [/Terms and conditions/, /version 2026-07/], 'terms')
    assertKept(await stage.buyer.press('use-method'), [/Payment details/, /Visa ending in 4242/], 'method')
  })

  it('what was written to support stays in the chat; so do the dates at which auto-renew was turned off', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('cancel subscription')
    await stage.buyer.press('cancellation')
    await stage.buyer.press('cancellation', FORM)
    assertKept(await stage.buyer.press('cancellation'), [/Check your request/, /We need fewer seats/], 'request')
    await stage.buyer.say('turn off auto-renew')
    const off = await stage.buyer.press('confirm-turn-off')
    assertKept(off, [/November 23, 2027/, /December 23, 2027/, /Auto-renew is off since/], 'off')
  })

  it('a step that was left says what it was about, and that it was left', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('cancel subscription')
    assertKept(await stage.buyer.press('leave'), [/Cancelling Action Pack/, /You left this step/], 'left')
  })

  it('a menu that leads somewhere stays a menu', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.toReview()
    await person.say('offers')
    assert.equal(became(await person.press('subscribe')), undefined)
  })

  it('F28: pressed a second time it is not written over', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('cancel subscription')
    const [pressed] = [stage.buyer.find('cancellation').data]
    assert.ok(became(await stage.buyer.execute(pressed)))
    const again = await stage.buyer.execute(pressed)
    assert.equal(became(again), undefined)
    assert.match(textOf(again), /already been used/)
  })
})
