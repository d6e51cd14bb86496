import assert from 'node:assert/strict'
import { cardIn, openAgent, openDeskStage, text } from '../../../support/desk.ts'
import { jitteryDatabase } from '../../../support/jittery-database.ts'
import { chosen, oneTicket, withTicket } from '../../../support/one-ticket.ts'
import { openChance } from '../../../support/random.ts'
import { chargesIn, heldOn } from '../../../support/renewal-stage.ts'

type Desk = Awaited<ReturnType<typeof withTicket>>

/** The order of the first term. */
async function firstOrder({ stage, ticket }: Pick<Desk, 'stage' | 'ticket'>) {
  const subscription = await stage.store.subscriptions.get((await ticket()).subscriptionId ?? '')
  const order = await stage.store.orders.get(subscription?.orderId ?? '')
  assert.ok(order)
  return { id: order._id, number: order.number, choice: `refund:${order._id}` }
}

/** Renewed by hand: while the request is open, nothing is charged by itself (S21). */
async function renewed({ stage }: Desk): Promise<string> {
  const held = await heldOn(stage)
  await held.goTo(held.term.end)
  for (const typed of ['renew', 'next', 'agree', 'next', 'Purchase']) await held.buyer.say(typed)
  const renewal = await stage.store.orders.renewalOf({ subscriptionId: (await held.held())?._id ?? '', term: 2 })
  assert.equal(renewal?.state, 'fulfilled')
  return renewal._id
}

async function statesOf({ stage }: Desk): Promise<Record<string, string>> {
  const orders = await stage.store.orders.ofPartner('tenant-one', 10)
  return Object.fromEntries(orders.map((each) => [each._id, each.state]))
}

async function refundsOf({ stage }: Desk) {
  return (await chargesIn(stage)).flatMap((each) => each.refunds)
}

const confirmOf = (card: ReturnType<typeof cardIn>) => card.actions[0]?.data ?? {}

describe('a refund at the desk', () => {
  for (const [locale, confirm, says] of [
    ['en-US', 'Confirm', /not what your card showed/],
    ['zh-TW', '確認', /與您卡片上顯示的內容不同/],
  ] as const)
    it(`an old card and a renewal in between refund what the card said, never the renewal, in ${locale}`, async () => {
      const desk = await withTicket()
      const { stage, one } = desk
      const two = stage.agent('agent-two', 'Agent Two', locale)
      const first = await firstOrder(desk)
      await one.press(await chosen(stage, one, first.choice), 'Confirm')
      const seen = await chosen(stage, two, first.choice)
      const renewal = await renewed(desk)
      await two.press(seen, confirm)
      assert.deepEqual(await statesOf(desk), { [first.id]: 'refunded', [renewal]: 'fulfilled' })
      const forged = { ...confirmOf(seen), choice: `refund:${renewal}:${String(confirmOf(seen).choice).split(':')[2]}` }
      const said = text(await two.execute(forged))
      assert.match(said, says)
      assert.equal((await statesOf(desk))[renewal], 'fulfilled')
      assert.equal((await desk.ticket()).refund, undefined, 'nobody proposed what he was not shown')
    })

  for (const [locale, says] of [
    ['en-US', /Agent One proposed to return USD.475\.00 of order .*Anybody else of the desk can confirm it/],
    ['zh-TW', /Agent One 提議退還訂單 .* 的 USD.475\.00/],
  ] as const)
    it(`a second agent is told of it in the thread, by name and once, in ${locale}`, async () => {
      const desk = await withTicket()
      const { stage, one } = desk
      const set = await stage.store.desks.get()
      assert.ok(set)
      await stage.database
        .collection<{ _id: string; locale: string }>('desk')
        .updateOne({ _id: set._id }, { $set: { locale: locale.startsWith('zh') ? 'zh-TW' : 'en' } })
      await desk.two.say('queue')
      await openAgent(stage, { id: 'visitor-three', name: 'Visitor Three', locale: 'en-US' }).say('queue')
      const before = stage.inChannel().length
      await one.press(await chosen(stage, one, (await firstOrder(desk)).choice), 'Confirm')
      for (let beat = 0; beat < 3; beat++) await stage.runDue()
      const called = stage
        .inChannel()
        .slice(before)
        .filter((each) => each.attachments?.[0]?.content.msteams)
      assert.equal(called.length, 1)
      const [message] = called
      const card = message?.attachments?.[0]?.content
      assert.match(message?.conversation?.id ?? '', new RegExp(`messageid=${stage.liveCard(1).thread}$`))
      assert.deepEqual(card.msteams.entities, [
        { type: 'mention', text: '<at>Agent Two</at>', mentioned: { id: 'agent-two', name: 'Agent Two' } },
      ])
      assert.match(JSON.stringify(card.body), /<at>Agent Two<\/at>/)
      assert.match(JSON.stringify(card.body), says)
      assert.match(card.fallbackText, says)
      assert.doesNotMatch(card.fallbackText, /<at>/)
    })

  it('where nobody else is known, the thread says all the same that a second agent is needed', async () => {
    const desk = await withTicket()
    const { stage, one } = desk
    await one.press(await chosen(stage, one, (await firstOrder(desk)).choice), 'Confirm')
    await stage.runDue()
    assert.match(text(stage.inChannel().slice(-1)), /A refund waits for a second agent/)
  })

  it('Teams wants us to wait: it is said later, once', async () => {
    const world = await oneTicket.together()
    let isThrottled = true
    const post: NonNullable<Parameters<typeof openDeskStage>[0]>['post'] = async (_reference, { attachments }) =>
      isThrottled && /A refund waits/.test(JSON.stringify(attachments))
        ? { outcome: 'failed', retryAfterMs: 60_000 }
        : { outcome: 'sent' }
    const stage = await openDeskStage({ world, database: world.database, post })
    const [one, ticket] = [stage.agent(), async () => (await stage.store.tickets.numbered(1)) ?? assert.fail()]
    const { choice } = await firstOrder({ stage, ticket })
    await one.press(await chosen(stage, one, choice), 'Confirm')
    await stage.runDue()
    isThrottled = false
    const told = () => stage.inChannel().filter((each) => /A refund waits/.test(text([each]))).length
    assert.equal(told(), 0)
    stage.clock.advance(60_000)
    for (let beat = 0; beat < 3; beat++) await stage.runDue()
    assert.equal(told(), 1)
  })

  it('any paid order of the subscription can be chosen, with its amount', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    const first = await firstOrder(desk)
    const renewal = await renewed(desk)
    const panel = JSON.stringify(cardIn(await one.say('more', stage.liveCard(1).thread)))
    assert.match(panel, new RegExp(`Refund order ${first.number} \\(USD.475.00\\)`))
    assert.match(panel, new RegExp(`"value":"refund:${renewal}"`))
    for (const agent of [one, two]) await agent.press(await chosen(stage, agent, first.choice), 'Confirm')
    assert.deepEqual(await statesOf(desk), { [first.id]: 'refunded', [renewal]: 'fulfilled' })
    for (const agent of [one, two]) await agent.press(await chosen(stage, agent, `refund:${renewal}`), 'Confirm')
    assert.deepEqual(await statesOf(desk), { [first.id]: 'refunded', [renewal]: 'refunded' })
    assert.deepEqual(
      (await refundsOf(desk)).map((each) => each.amount),
      [47_500, 47_500],
    )
  })

  it('a card that was sent before cards said what they showed is answered with a fresh one, and does nothing', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    const { id, choice } = await firstOrder(desk)
    const former = async (agent: ReturnType<typeof openAgent>) =>
      agent.execute({ ...confirmOf(await chosen(stage, agent, choice)), choice })
    const asked = await former(one)
    assert.match(text(asked), /not what your card showed/)
    assert.equal((await desk.ticket()).refund, undefined)
    await one.press(cardIn(asked), 'Confirm')
    const { refund } = await desk.ticket()
    assert.deepEqual([refund?.orderId, refund?.money], [id, { amount: 47_500, currency: 'USD' }])
    const second = await former(two)
    assert.match(text(second), /Agent One proposes to return USD.475.00/)
    assert.equal((await statesOf(desk))[id], 'fulfilled')
    await two.press(cardIn(second), 'Confirm')
    assert.equal((await statesOf(desk))[id], 'refunded')
  })

  it('a proposal from before amounts were kept is confirmed by whoever is shown it', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    const { id, choice } = await firstOrder(desk)
    await one.press(await chosen(stage, one, choice), 'Confirm')
    await stage.store.tickets.change((await desk.ticket())._id, (ticket) => {
      const { money: _money, ...refund } = ticket.refund ?? { orderId: '', by: '', at: '', key: '' }
      return { ...ticket, refund }
    })
    await two.press(await chosen(stage, two, choice), 'Confirm')
    assert.equal((await statesOf(desk))[id], 'refunded')
  })

  it('another proposal in between: what the second agent saw is not carried out, but shown as it stands', async () => {
    const desk = await withTicket()
    const { stage, one, two } = desk
    const three = stage.agent('agent-three', 'Agent Three')
    const { id, choice } = await firstOrder(desk)
    const renewal = await renewed(desk)
    await one.press(await chosen(stage, one, choice), 'Confirm')
    const seen = await chosen(stage, two, choice)
    await three.press(await chosen(stage, three, `refund:${renewal}`), 'Confirm')
    const answered = await two.press(seen, 'Confirm')
    assert.match(text(answered), /not what your card showed.*A second agent has to confirm/s)
    assert.deepEqual(await statesOf(desk), { [id]: 'fulfilled', [renewal]: 'fulfilled' })
    assert.equal((await desk.ticket()).refund?.orderId, renewal)
    assert.deepEqual(await refundsOf(desk), [])
  })

  it('proposed by two at once: one has proposed it, the other is shown that; nothing goes back unseen', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const chance = openChance(seed)
      const desk = await withTicket((database) => jitteryDatabase(database, chance.next))
      const { stage, one, two } = desk
      const { id, choice } = await firstOrder(desk)
      const cards = [await chosen(stage, one, choice), await chosen(stage, two, choice)] as const
      const answers = await Promise.all([one.press(cards[0], 'Confirm'), two.press(cards[1], 'Confirm')])
      const proposals = (await desk.ticket()).entries.filter((each) => each.what === 'refund-proposed')
      assert.equal(proposals.length, 1, `seed ${seed}`)
      assert.equal((await statesOf(desk))[id], 'fulfilled', `seed ${seed}`)
      assert.match(text(answers.flat()), /not what your card showed.*proposes to return USD.475.00/s, `seed ${seed}`)
    }
  })

  it('confirmed by two at once: the money goes back once, and one of them is on record', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const chance = openChance(seed)
      const desk = await withTicket((database) => jitteryDatabase(database, chance.next))
      const { stage, one, two } = desk
      const three = stage.agent('agent-three', 'Agent Three')
      const { choice } = await firstOrder(desk)
      await one.press(await chosen(stage, one, choice), 'Confirm')
      const cards = [await chosen(stage, two, choice), await chosen(stage, three, choice)] as const
      await Promise.all([two.press(cards[0], 'Confirm'), three.press(cards[1], 'Confirm')])
      const lines = (await desk.ticket()).entries.filter((each) => each.what === 'refunded')
      assert.equal(lines.length, 1, `seed ${seed}`)
      assert.equal((await refundsOf(desk)).length, 1, `seed ${seed}`)
    }
  })
})
