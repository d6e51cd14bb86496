import assert from 'node:assert/strict'
import { orderStatusCard } from '../../../dialogs/ordering/order-status-cards.ts'
import type { Attempt, Order } from '../../../store/orders/order.ts'
import { type OrderStatus, orderStatus } from '../../../store/orders/order-status.ts'
import { openStage, textOf } from '../../support/conversation.ts'
import { reviewedOrder } from '../../support/records.ts'
import { reviewStage } from '../../support/review-stage.ts'

const AT = '2026-11-23T08:00:00.000Z'
const RECEIPT = { number: 'RC-2611-AAAAAAAA', at: AT }

function attempt(differs: Partial<Attempt>): { attempts: Attempt[] } {
  const { frozen, method, _id } = reviewedOrder()
  assert.ok(frozen && method)
  const asked = { n: 1, key: `${_id}:1`, customer: 'customer-one', subscriptionId: 'place-one', openedAt: AT }
  return { attempts: [{ ...asked, money: frozen.price, method, state: 'open', ...differs }] }
}

const open = attempt({})
const succeeded = attempt({ state: 'succeeded', chargeId: 'charge-one', endedAt: AT })
const failed = (declineCode: string) => attempt({ state: 'failed', declineCode, endedAt: AT })

/** An order of every status, and the words of that status: on the card that is pressed, on the new one, and as it is told. */
const STATUSES: Record<OrderStatus, [differs: Partial<Order>, en: RegExp, chinese: RegExp]> = {
  draft: [{ state: 'draft' }, /isn’t finished/, /尚未完成/],
  reviewed: [{}, /waits for your Purchase/, /正等待您購買/],
  'in-payment': [{ state: 'charging', ...open }, /is being confirmed/, /正在確認中/],
  'no-answer': [{ state: 'unknown', ...open }, /hasn’t answered.*don’t pay again/, /尚未回覆.*請勿再次付款/],
  'waits-for-bank': [{ state: 'unknown', bankWaits: true, ...open }, /bank wants you to confirm/, /銀行要求您確認/],
  declined: [failed('insufficient_funds'), /The bank declined the payment/, /銀行拒絕了/],
  'not-taken': [failed('canceled'), /didn’t go through/, /付款未完成/],
  'card-over': [
    attempt({ state: 'failed', declineCode: 'stolen_card', forGood: true, endedAt: AT }),
    /can’t be charged any more/,
    /無法再扣款/,
  ],
  paid: [{ state: 'paid', ...succeeded }, /is paid; it is being set up/, /已付款，正在設定中/],
  fulfilled: [{ state: 'fulfilled', receipt: RECEIPT, ...succeeded }, /confirmed.*RC-2611-/s, /已確認.*RC-2611-/s],
  parked: [{ state: 'parked', parkedBecause: 'amount-differs', ...succeeded }, /amount differs/, /金額與您的檢閱不同/],
  'parked-late': [
    { state: 'parked', parkedBecause: 'nothing-to-fulfil', ...succeeded },
    /no longer there/,
    /訂閱已不存在/,
  ],
  'parked-found': [
    { state: 'parked', parkedBecause: 'found', ...succeeded },
    /was found at the payment gateway/,
    /已在付款閘道找到/,
  ],
  'parked-stuck': [
    { state: 'parked', parkedBecause: 'given-up', ...succeeded },
    /couldn’t be set up yet/,
    /尚未能完成設定/,
  ],
  refunding: [{ state: 'refunding', receipt: RECEIPT, ...succeeded }, /refund of order .* is on its way/, /退款處理中/],
  refunded: [{ state: 'refunded', receipt: RECEIPT, ...succeeded }, /was refunded/, /已退款/],
  abandoned: [{ state: 'abandoned' }, /was left\. Nothing was bought/, /已放棄/],
  expired: [{ state: 'expired', ...failed('given-up') }, /has expired: it wasn’t finished.*weren’t charged/, /已過期/],
}
/** What is said of one status only. */
const OF_ONE: [OrderStatus, RegExp][] = [
  ['declined', /declined|遭拒|銀行拒絕/],
  ['not-taken', /didn’t go through|付款未完成/],
  ['card-over', /charged any more|無法再扣款/],
  ['no-answer', /hasn’t answered|尚未回覆/],
  ['waits-for-bank', /bank wants|銀行要求您|銀行需要您/],
]

/** Somebody who has joined, and their order of that status; nobody has been told of it yet. */
async function withOrder(locale: 'en' | 'zh-TW', status: OrderStatus) {
  const stage = await openStage()
  const person = stage.person({ locale })
  await person.say('join')
  await person.say('Partner One, US, Asia/Taipei')
  const [me, partner] = await Promise.all([
    stage.store.people.known('tenant-one', 'purchaser-one'),
    stage.store.partners.get('tenant-one'),
  ])
  const chat = me && (await stage.store.conversations.get(me._id))
  assert.ok(chat && partner)
  const order = reviewedOrder({ personId: me._id, ...STATUSES[status][0] })
  assert.equal(orderStatus(order), status)
  // A press that was handled before comes again: it changes nothing, and its card says what has become of the order.
  const press = { verb: 'check-order', orderId: order._id, nonce: 'nonce-of-the-card' }
  await person.execute(press)
  await stage.store.orders.insert({ ...order, untold: order.state })
  const pressed = textOf(await person.execute(press))
  const speaker = { tenantId: partner._id, partner, person: me, locale, zone: undefined }
  const fresh = String((await orderStatusCard(stage.services, order, speaker)).content.fallbackText)
  await stage.adapter.continueConversation(JSON.parse(chat.reference), (context) =>
    stage.bot.onEvent(context, { about: 'order', orderId: order._id }),
  )
  const told = String(person.lastCard().fallbackText)
  return { order, pressed, fresh, told }
}

for (const locale of ['en', 'zh-TW'] as const)
  describe(`what is said of an order, ${locale}`, () => {
    for (const status of Object.keys(STATUSES) as OrderStatus[])
      it(`${status}: pressed card, new card and what is told by itself agree`, async () => {
        const { order, pressed, fresh, told } = await withOrder(locale, status)
        const says = STATUSES[status][locale === 'en' ? 1 : 2]
        assert.equal(told, fresh)
        for (const said of [pressed, fresh]) {
          assert.match(said, says)
          assert.ok(said.includes(order.number))
          for (const [only, words] of OF_ONE) if (only !== status) assert.doesNotMatch(said, words)
        }
      })
  })

const WORDS = {
  en: { purchase: 'Purchase', check: 'Check again', title: 'The payment didn’t go through', line: /didn’t go through/ },
  'zh-TW': { purchase: '購買', check: '再次查看', title: '付款未完成', line: /付款未完成/ },
}

for (const locale of ['en', 'zh-TW'] as const)
  it(`F52: paid with a card whose call gets lost → Check again: no card says that a bank has declined it (${locale})`, async () => {
    const words = WORDS[locale]
    const { stage, person } = await reviewStage({ locale, card: 'call-lost' })
    await person.press(words.purchase)
    stage.clock.advance(60_000)
    const old = person.find(words.check).data
    const said = await person.press(words.check)
    assert.equal(person.lastCard().fallbackText.split('\n')[0], words.title)
    // Both the pressed card and the new one.
    assert.equal(said.filter((each) => words.line.test(textOf([each]))).length, 2)
    assert.doesNotMatch(textOf(said), /declined|遭拒|拒絕/)
    // An older card that comes into sight once it has been told says no other thing.
    const refresh = { verb: 'refresh', what: 'order', about: old.orderId, nonce: old.nonce }
    assert.match(textOf(await person.execute(refresh)), words.line)
  })
