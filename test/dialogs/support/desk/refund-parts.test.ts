import assert from 'node:assert/strict'
import { textOf } from '../../../support/conversation.ts'
import { cardIn, text } from '../../../support/desk.ts'
import { jitteryDatabase, ticks } from '../../../support/jittery-database.ts'
import { chosen, withTicket } from '../../../support/one-ticket.ts'
import { openChance } from '../../../support/random.ts'
import {
  daysPass,
  firstOrder,
  gaveBack,
  moneyLines,
  proposed,
  refundLines,
  returned,
} from '../../../support/refunds.ts'

describe('a refund in parts', () => {
  it('of several: each is proposed and confirmed with its amount; the last one makes it refunded', async () => {
    const desk = await withTicket()
    await returned(desk, '100.00')
    assert.equal((await firstOrder(desk)).state, 'fulfilled')
    await returned(desk, 'USD 1.5')
    assert.deepEqual(refundLines(await firstOrder(desk)), ['desk 10000 refunded', 'desk 150 refunded'])
    const panel = JSON.stringify(cardIn(await desk.one.say('more', desk.stage.liveCard(1).thread)))
    assert.match(panel, /Refund order .* \(USD.373.50\)/)
    await returned(desk)
    const order = await firstOrder(desk)
    assert.equal(order.state, 'refunded')
    assert.equal(await gaveBack(desk), 47_500)
    assert.deepEqual(await moneyLines(desk, 1), [
      ...['refund-proposed 10000', 'refunded 10000', 'refund-proposed 150', 'refunded 150'],
      ...['refund-proposed 37350', 'refunded 37350'],
    ])
    const list = textOf(await desk.person.say('收據'))
    assert.match(list, /已退款 USD.1.50.*已退款 USD.373.50/s)
  })

  for (const [locale, confirm, most, check] of [
    ['en-US', 'Confirm', /at most USD.475.00/, /check the amount/],
    ['zh-TW', '確認', /最多 US?D?.?475.00|最多 USD.475.00/, /請檢查金額/],
  ] as const)
    it(`what is typed is shown in words before it counts, in ${locale}`, async () => {
      const desk = await withTicket()
      const agent = desk.stage.agent('agent-two', 'Agent Two', locale)
      const card = await chosen(desk.stage, agent, `refund:${(await firstOrder(desk))._id}`)
      assert.match(JSON.stringify(card), most)
      const shown = await agent.press(card, confirm, { amount: '４７.５' })
      assert.match(text(shown), check)
      assert.match(text(shown), /USD.47\.50/)
      assert.equal((await desk.ticket()).refund, undefined)
      await agent.press(cardIn(shown), confirm, { amount: '47.50' })
      assert.deepEqual((await desk.ticket()).refund?.money, { amount: 4_750, currency: 'USD' })
    })

  it('no amount, too much, another currency, too many digits: refused, with the card to put it right', async () => {
    const desk = await withTicket()
    const { stage, one } = desk
    for (const [amount, says] of [
      ['0', /isn’t an amount/],
      ['-5', /isn’t an amount/],
      ['ten', /isn’t an amount/],
      ['1,23', /isn’t an amount/],
      ['4.005', /isn’t an amount/],
      ['TWD 5', /isn’t an amount/],
      ['475.01', /more than is left/],
      ['99999999999999999999', /isn’t an amount/],
    ] as const) {
      const card = await chosen(stage, one, `refund:${(await firstOrder(desk))._id}`)
      const answer = await one.press(card, 'Confirm', { amount })
      assert.match(text(answer), says, amount)
      assert.equal((await desk.ticket()).refund, undefined, amount)
      assert.ok(cardIn(answer).actions.some((each) => each.title === 'Confirm'))
    }
    assert.equal(await gaveBack(desk), 0)
  })

  it('the second agent confirms the first one’s amount, and can change nothing of it', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    const choice = `refund:${(await firstOrder(desk))._id}`
    await proposed(stage, one, choice, '10')
    const card = await chosen(stage, two, choice)
    assert.match(JSON.stringify(card), /Agent One proposes to return USD.10.00/)
    await two.press(card, 'Confirm', { amount: '400' })
    assert.deepEqual(refundLines(await firstOrder(desk)), ['desk 1000 refunded'])
  })

  it('a part that is on its way leaves the rest to be returned, and its end takes no other proposal away', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    const choice = `refund:${(await firstOrder(desk))._id}`
    stage.payments.faults.nextRefund = 'pending'
    await returned(desk, '100')
    assert.equal((await firstOrder(desk)).state, 'refunding')
    await proposed(stage, one, choice, '200')
    await daysPass(desk, 4)
    assert.deepEqual(refundLines(await firstOrder(desk)), ['desk 10000 refunded'])
    await two.press(await chosen(stage, two, choice), 'Confirm')
    assert.deepEqual(refundLines(await firstOrder(desk)), ['desk 10000 refunded', 'desk 20000 refunded'])
    assert.equal((await firstOrder(desk)).state, 'fulfilled')
  })

  it('proposed, and meanwhile given back elsewhere: never above what was paid', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    stage.payments.faults.webhooks = 'drop'
    const choice = `refund:${(await firstOrder(desk))._id}`
    await proposed(stage, one, choice, '300')
    const card = await chosen(stage, two, choice)
    await stage.payments.refundAct('part_elsewhere')
    await two.press(card, 'Confirm')
    await daysPass(desk, 1)
    assert.deepEqual(refundLines(await firstOrder(desk)), ['desk 30000 failed', 'gateway 23750 refunded'])
    assert.equal(await gaveBack(desk), 23_750)
    await returned(desk, '237.50')
    assert.equal((await firstOrder(desk)).state, 'refunded')
  })

  it('parts asked for in two requests at once are never more than was paid, together', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const chance = openChance(seed)
      const desk = await withTicket((database) => jitteryDatabase(database, chance.next))
      const { stage, one, two } = desk
      stage.payments.faults.webhooks = 'drop'
      await stage.payments.refundAct('part_elsewhere')
      await daysPass(desk, 0)
      await stage.onPaymentEvent({
        ...{ id: `evt-${seed}`, kind: 'refund' },
        chargeId: (await firstOrder(desk)).attempts[0]?.chargeId ?? '',
      })
      await stage.runDue()
      const order = await firstOrder(desk)
      const choice = `refund:${order._id}`
      await proposed(stage, one, choice, '200')
      const first = await chosen(stage, two, choice)
      const inOther = async (agent: typeof one) => {
        const more = cardIn(await agent.say('more', stage.liveCard(2).thread))
        return cardIn(await agent.press(more, 'Go on', { choice }))
      }
      const partly = await one.press(await inOther(one), 'Confirm', { amount: '150' })
      await one.press(cardIn(partly), 'Confirm', { amount: '150' })
      const second = await inOther(two)
      await Promise.all([two.press(first, 'Confirm'), two.press(second, 'Confirm')])
      await stage.runDue()
      const lines = refundLines(await firstOrder(desk))
      assert.equal(lines.filter((each) => /^desk .* refunded/.test(each)).length, 1, `seed ${seed}: ${lines}`)
      assert.ok((await gaveBack(desk)) <= 47_500, `seed ${seed}`)
    }
  })

  it('L4: the second confirmation pressed twice at once: one refund, and both are shown it, without an apology', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const chance = openChance(seed)
      const desk = await withTicket((database) => jitteryDatabase(database, chance.next))
      const { stage, one, two } = desk
      const three = stage.agent('agent-three', 'Agent Three')
      const choice = `refund:${(await firstOrder(desk))._id}`
      await proposed(stage, one, choice, '100')
      const cards = [await chosen(stage, two, choice), await chosen(stage, three, choice)] as const
      const answers = await Promise.all([two.press(cards[0], 'Confirm'), three.press(cards[1], 'Confirm')])
      for (const each of answers) assert.doesNotMatch(text(each), /went wrong|not what your card|did not|no payment/)
      assert.deepEqual(refundLines(await firstOrder(desk)), ['desk 10000 refunded'], `seed ${seed}`)
    }
  })

  it('closed at the same instant as it is confirmed: carried out, or not, and the request says which', async () => {
    const ends = new Set<string>()
    for (let seed = 1; seed <= 16; seed++) {
      const chance = openChance(seed)
      const desk = await withTicket((database) => jitteryDatabase(database, chance.next))
      const { stage, one, two } = desk
      const choice = `refund:${(await firstOrder(desk))._id}`
      await proposed(stage, one, choice)
      const card = await chosen(stage, two, choice)
      const [answer] = await Promise.all([
        two.press(card, 'Confirm'),
        ticks((seed % 8) * 60).then(() => one.say('close', stage.liveCard(1).thread)),
      ])
      await stage.runDue()
      const back = await gaveBack(desk)
      const lines = await moneyLines(desk, 1)
      ends.add(`${back}`)
      assert.equal(lines.includes('refunded 47500'), back > 0, `seed ${seed}: ${lines}`)
      if (back === 0) assert.match(text(answer), /Nothing was done/, `seed ${seed}`)
    }
    assert.deepEqual([...ends].toSorted(), ['0', '47500'], 'both ends were met')
  })
})
