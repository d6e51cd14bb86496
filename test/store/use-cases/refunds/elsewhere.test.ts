import assert from 'node:assert/strict'
import { refundsOf } from '../../../../store/orders/refunds-of.ts'
import { textOf } from '../../../support/conversation.ts'
import { chosen, withTicket } from '../../../support/one-ticket.ts'
import { daysPass, firstOrder, gaveBack, moneyLines, refundLines, returned } from '../../../support/refunds.ts'
import { heldOn, settled } from '../../../support/renewal-stage.ts'
import { reviewStage } from '../../../support/review-stage.ts'

type Desk = Awaited<ReturnType<typeof withTicket>>

async function trail({ stage }: Desk, what: string) {
  const audits = await stage.store.audits.ofPartner('tenant-one', 50)
  return audits.filter((each) => each.what === what).map(({ by, facts }) => `${by} ${facts?.amount} ${facts?.currency}`)
}

async function elsewhere({ stage }: Desk, share: 'whole' | 'part') {
  assert.equal(await stage.payments.refundAct(`${share}_elsewhere`), true)
  await stage.payments.idle()
  await settled(stage, 2)
}

describe('a refund that begins or ends at the gateway', () => {
  it('made there in full: the order is refunded, audited as the gateway’s, the partner told, one request for the desk', async () => {
    const desk = await withTicket()
    await elsewhere(desk, 'whole')
    const order = await firstOrder(desk)
    assert.equal(order.state, 'refunded')
    assert.deepEqual(refundLines(order), ['gateway 47500 refunded'])
    assert.deepEqual(await trail(desk, 'refunded'), ['payments 47500 USD'])
    assert.deepEqual(await moneyLines(desk, 2), ['refunded-elsewhere 47500', 'refund-decide'])
    const held = await desk.stage.store.subscriptions.heldBy('tenant-one')
    assert.deepEqual(
      held.map((each) => each.state),
      ['active'],
    )
    assert.match(textOf(desk.person.all()), /已由付款閘道退款 USD.475.00/)
    assert.doesNotMatch(textOf(desk.person.all()), /請與該公司確認/)
    const panel = JSON.stringify(await desk.one.say('more', desk.stage.liveCard(2).thread))
    assert.match(panel, /Cancel the subscription now/)
    assert.doesNotMatch(panel, /Refund order/)
    assert.equal(await desk.stage.store.tickets.numbered(3), undefined)
  })

  it('made there in part, twice: the amounts stand on the order, its receipt and the lists; then there is no more to refund', async () => {
    const desk = await withTicket()
    await elsewhere(desk, 'part')
    assert.equal((await firstOrder(desk)).state, 'fulfilled')
    await elsewhere(desk, 'part')
    assert.deepEqual(refundLines(await firstOrder(desk)), ['gateway 23750 refunded', 'gateway 11875 refunded'])
    const list = textOf(await desk.person.say('收據'))
    assert.match(list, /已退款 USD.237.50.*已退款 USD.118.75/s)
    assert.deepEqual(await moneyLines(desk, 2), [
      'refunded-elsewhere 23750',
      'refund-decide',
      'refunded-elsewhere 11875',
    ])
    await returned(desk)
    assert.equal((await firstOrder(desk)).state, 'refunded')
    assert.equal(await gaveBack(desk), 47_500)
  })

  it('its events doubled, late and out of order change nothing more', async () => {
    const desk = await withTicket()
    const { stage } = desk
    stage.payments.faults.webhooks = 'drop'
    await elsewhere(desk, 'part')
    const charge = (await firstOrder(desk)).attempts[0]?.chargeId ?? ''
    for (let times = 0; times < 3; times++) {
      await stage.onPaymentEvent({ id: `evt-${times}`, kind: 'refund', chargeId: charge })
      await settled(stage, 1)
    }
    await Promise.all(
      [3, 4].map((each) => stage.onPaymentEvent({ id: `evt-${each}`, kind: 'refund', chargeId: charge })),
    )
    await settled(stage, 2)
    assert.deepEqual(refundLines(await firstOrder(desk)), ['gateway 23750 refunded'])
    assert.deepEqual(await trail(desk, 'refunded'), ['payments 23750 USD'])
    assert.deepEqual(await moneyLines(desk, 2), ['refunded-elsewhere 23750', 'refund-decide'])
    await stage.onPaymentEvent({ id: 'evt-of-another', kind: 'refund', chargeId: 'sch_ord-unknown:1' })
  })

  it('whose event never came is found when the day’s books are compared', async () => {
    const desk = await withTicket()
    desk.stage.payments.faults.webhooks = 'drop'
    await elsewhere(desk, 'part')
    assert.deepEqual(refundLines(await firstOrder(desk)), [])
    await daysPass(desk, 2)
    assert.deepEqual(refundLines(await firstOrder(desk)), ['gateway 23750 refunded'])
    assert.deepEqual(await moneyLines(desk, 2), ['refunded-elsewhere 23750', 'refund-decide'])
  })

  it('made before its order was set up: taken up when that has been written', async () => {
    const { stage, person } = await reviewStage({ card: 'visa' })
    const fulfilled = stage.services.runNow
    stage.services.runNow = async (kind, about) => (kind === 'fulfil' ? undefined : fulfilled(kind, about))
    await person.press('Purchase')
    const [order] = await stage.store.orders.ofPartner('tenant-one', 5)
    assert.equal(order?.state, 'paid')
    assert.equal(await stage.payments.refundAct('whole_elsewhere'), true)
    await stage.payments.idle()
    stage.services.runNow = fulfilled
    await settled(stage, 3)
    stage.clock.advance(700_000)
    await settled(stage, 3)
    assert.equal((await stage.store.orders.get(order?._id ?? ''))?.state, 'refunded')
    assert.deepEqual(
      (await stage.store.subscriptions.heldBy('tenant-one')).map((each) => each.state),
      ['active'],
    )
  })

  for (const state of ['open', 'closed'] as const)
    it(`the gateway takes its word back days later: the desk has it again (${state} before), and can try again`, async () => {
      const desk = await withTicket()
      const { stage, one } = desk
      await returned(desk)
      assert.equal((await firstOrder(desk)).state, 'refunded')
      if (state === 'closed') await one.say('close', stage.liveCard(1).thread)
      await daysPass(desk, 2)
      assert.equal(await stage.payments.refundAct('fails'), true)
      await stage.payments.idle()
      await settled(stage, 2)
      const order = await firstOrder(desk)
      assert.equal(order.state, 'fulfilled')
      assert.deepEqual(refundLines(order), ['desk 47500 failed'])
      assert.equal((await desk.ticket()).live, true)
      assert.deepEqual(await moneyLines(desk, 1), [
        'refund-proposed 47500',
        'refunded 47500',
        'refund-taken-back 47500',
      ])
      assert.deepEqual(await trail(desk, 'refund-failed'), ['support 47500 USD'])
      assert.match(textOf(desk.person.all()), /款項最終未送達/)
      const receipt = textOf(await desk.person.say('收據'))
      assert.doesNotMatch(receipt, /已退款/)
      await returned(desk)
      assert.deepEqual(refundLines(await firstOrder(desk)), ['desk 47500 failed', 'desk 47500 refunded'])
      assert.equal((await firstOrder(desk)).state, 'refunded')
    })

  it('found without any event, by a look a day; and the looks end when it can’t fail any more', async () => {
    const desk = await withTicket()
    const { stage } = desk
    stage.payments.faults.nextRefund = 'fails_later'
    stage.payments.faults.webhooks = 'drop'
    await returned(desk)
    await daysPass(desk, 4)
    assert.equal((await firstOrder(desk)).state, 'refunded')
    await daysPass(desk, 2)
    assert.equal((await firstOrder(desk)).state, 'fulfilled')
    await returned(desk)
    let looks = 0
    const look = stage.payments.findRefunds
    stage.payments.findRefunds = (charge) => {
      looks += 1
      return look(charge)
    }
    await daysPass(desk, 45)
    assert.ok(looks >= 30 && looks <= 40, `${looks} looks`)
    const job = await stage.store.jobs.get(`refund:${(await firstOrder(desk))._id}`)
    assert.notEqual(job?.state, 'waiting')
  })

  it('of a renewal whose term was undone meanwhile: its money waits for a decision, and can be accepted for the term', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    const held = await heldOn(stage)
    const first = await held.held()
    await held.goTo(held.term.end)
    for (const typed of ['renew', 'next', 'agree', 'next', 'Purchase']) await held.buyer.say(typed)
    const renewal = await stage.store.orders.renewalOf({ subscriptionId: first?._id ?? '', term: 2 })
    assert.equal(renewal?.state, 'fulfilled')
    const give = `refund:${renewal._id}`
    for (const agent of [one, two]) await agent.press(await chosen(stage, agent, give), 'Confirm')
    const renewed = await held.held()
    assert.ok(renewed && first?.term)
    await stage.store.subscriptions.save(renewed, { ...renewed, term: first.term })
    assert.equal(await stage.payments.refundAct('fails'), true)
    await stage.payments.idle()
    await settled(stage, 2)
    const waits = await stage.store.orders.get(renewal._id)
    assert.deepEqual([waits?.state, waits?.parkedBecause, waits?.theRenewal], ['parked', 'undone', true])
    const accept = `accept:${renewal._id}`
    for (const agent of [one, two]) await agent.press(await chosen(stage, agent, accept), 'Confirm')
    assert.equal((await stage.store.orders.get(renewal._id))?.state, 'fulfilled')
    assert.equal((await held.held())?.term?.number, 2)
  })

  it('without an answer for a day: the desk hears it once, the gateway is asked on, and the money goes back once', async () => {
    const desk = await withTicket()
    const { stage } = desk
    const give = stage.payments.refund
    stage.payments.refund = async () => {
      throw new Error('reset')
    }
    await returned(desk)
    await daysPass(desk, 1)
    await daysPass(desk, 2)
    assert.deepEqual(await moneyLines(desk, 1), [
      'refund-proposed 47500',
      'refund-pending 47500',
      'refund-silent 47500',
    ])
    assert.doesNotMatch(textOf(desk.person.all()), /沒有收到付款閘道的回覆/)
    stage.payments.refund = give
    await daysPass(desk, 1)
    assert.equal((await firstOrder(desk)).state, 'refunded')
    assert.equal(await gaveBack(desk), 47_500)
  })

  it('what can’t be returned is said in the desk’s words, and nothing of it to the partner', async () => {
    for (const [fault, says] of [
      ['refused', /The gateway gives no reason/],
      ['disputed', /disputed at the bank, which decides/],
      ['elsewhere', /gone back before/],
    ] as const) {
      const desk = await withTicket()
      const { stage } = desk
      stage.payments.faults.webhooks = 'drop'
      if (fault === 'refused') stage.payments.faults.nextRefund = 'refused'
      if (fault === 'disputed') await stage.payments.dispute('open')
      if (fault === 'elsewhere') await stage.payments.refundAct('whole_elsewhere')
      const answer = JSON.stringify(await returned(desk))
      assert.match(answer, says, fault)
      assert.doesNotMatch(answer, /try again later/, fault)
      await settled(stage, 2)
      assert.doesNotMatch(textOf(desk.person.all()), /付款閘道未說明|由銀行決定|先前已全數/, fault)
      const after = await firstOrder(desk)
      assert.equal(after.state, fault === 'elsewhere' ? 'refunded' : 'fulfilled', fault)
      assert.equal(refundsOf(after).filter((each) => each.state === 'refunded').length, fault === 'elsewhere' ? 1 : 0)
    }
  })
})
