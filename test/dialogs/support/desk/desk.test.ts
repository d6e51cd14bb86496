import assert from 'node:assert/strict'
import sinon from 'sinon'
import type { StateRecord } from '../../../../store/database/bot-storage.ts'
import { ConflictError } from '../../../../store/database/collection.ts'
import { textOf } from '../../../support/conversation.ts'
import { askedToCancel, cardIn, openAgent, openDeskStage, SUPPORT, text } from '../../../support/desk.ts'
import { chosen, withTicket } from '../../../support/one-ticket.ts'

describe('setting up the desk', () => {
  it('makes the channel the desk with the operator’s code, says whom that lets in, and refuses a second one', async () => {
    const stage = await openDeskStage()
    assert.match(text(await stage.agent().say('set up desk AAAAA-AAAAA')), /no code that is good now/)
    assert.match(await stage.setUp(), /This channel is the support desk now. Every member of this team, but no guest/)
    assert.match(await stage.setUp(), /There is a support desk already/)
  })

  it('greets its agents in their own chat with what they can do there, not with an invitation to join', async () => {
    const stage = await openDeskStage()
    await stage.setUp()
    for (const [locale, says] of [
      ['en-US', /Your company works the support desk.*“queue”/s],
      ['zh-TW', /貴公司負責服務台.*「佇列」/s],
    ] as const) {
      const hello = textOf(await stage.person({ tenant: SUPPORT, id: `agent-${locale}`, locale }).install())
      assert.match(hello, says)
      assert.doesNotMatch(hello, /"command":"join"/)
    }
  })

  it('is refused to guests, to other tenants, and when the team’s roster can’t be asked', async () => {
    for (const [standing, says] of [
      ['not', /by one of its members/],
      ['unknown', /couldn’t look up/],
    ] as const) {
      const stage = await openDeskStage({ teamRoster: async () => standing })
      assert.match(await stage.setUp(), says)
      assert.equal(await stage.store.desks.get(), undefined)
    }
    const stage = await openDeskStage()
    const stranger = openAgent(stage, { id: 'agent-nine', name: 'Agent Nine', locale: 'en-US', tenant: 'tenant-two' })
    assert.match(text(await stranger.say('set up desk AAAAA-AAAAA')), /do this in our own chat/)
  })

  it('F20: other channels, and everything of partners, still go to the 1:1 chat', async () => {
    const { stage } = await withTicket()
    const stranger = openAgent(stage, {
      id: 'purchaser-one',
      name: 'Purchaser One',
      locale: 'en-US',
      tenant: 'tenant-one',
    })
    assert.match(text(await stranger.say('queue')), /do this in our own chat/)
  })
})

describe('the desk', () => {
  it('has one live card per ticket, with the tenant id beside the company’s own name', async () => {
    const { stage } = await withTicket()
    await stage.runDue()
    assert.equal(stage.roots().length, 1)
    const shown = JSON.stringify(stage.liveCard(1).card)
    for (const each of [
      /1 · Partner One/,
      /tenant\\*-one/,
      /tenant\\*-one.example/,
      /Waiting for support/,
      /Help with partner invoice/,
      /Bought/,
    ])
      assert.match(shown, each)
    assert.doesNotMatch(shown, /"text":"[^"]*\byour?\b/i, 'it speaks to agents of the partner')
  })

  it('is taken, answered, waited for and closed; every change reaches the partner in Chinese', async () => {
    const { stage, person, ticket, one } = await withTicket()
    const steps: [title: string, inputs: Record<string, string>, state: string, told: RegExp | undefined][] = [
      ['Take', {}, 'taken', /Agent One接手了|Agent One 接手了/],
      ['Reply', { message: 'Shall it end now?' }, 'waiting-for-partner', /支援人員）：Shall it end now/],
      ['Note', { message: 'Called them' }, 'waiting-for-partner', undefined],
      ['Close it', { reason: 'answered' }, 'closed', /結案：問題已答覆.*未解決/s],
    ]
    for (const [title, inputs, state, told] of steps) {
      const before = person.all().length
      await one.press(stage.liveCard(1).card, title, inputs)
      await stage.runDue()
      assert.equal((await ticket()).state, state, title)
      const said = textOf(person.all().slice(before))
      if (told) assert.match(said, told)
      else assert.equal(said, '')
      assert.doesNotMatch(said, /Called them/)
    }
    assert.equal(stage.roots().length, 1)
  })

  it('the partner’s answer arrives in the ticket’s thread, and a reply by mention there reaches their chat', async () => {
    const { stage, person, ticket, one } = await withTicket()
    const { thread } = stage.liveCard(1)
    await one.say('What shall happen with the keys?', thread)
    assert.equal((await ticket()).state, 'waiting-for-partner')
    const before = person.all().length
    await stage.runDue()
    assert.match(textOf(person.all().slice(before)), /What shall happen with the keys/)
    await person.say('支援要求')
    await person.say('回覆 不需要了')
    await stage.runDue()
    const inThread = stage.inChannel().filter((each) => each.conversation?.id.endsWith(`messageid=${thread}`))
    assert.match(text(inThread), /Purchaser One: 不需要了/)
    assert.equal((await ticket()).waitsFor, 'desk')
  })

  it('two agents at once: one has it, the other reads who', async () => {
    const { stage, ticket, one, two } = await withTicket()
    const { card } = stage.liveCard(1)
    const answers = (await Promise.all([one.press(card, 'Take'), two.press(card, 'Take')])).map(text)
    assert.equal((await ticket()).entries.filter((each) => each.what === 'taken').length, 1)
    assert.ok(answers.some((each) => /Another agent has this support request. Agent (One|Two) has it/.test(each)))
  })

  it('F29: a press or a mention that is delivered again stands in the timeline once', async () => {
    const { stage, ticket, one } = await withTicket()
    const { card, thread } = stage.liveCard(1)
    for (let times = 0; times < 3; times++) await one.press(card, 'Note', { message: 'The same note' })
    for (let times = 0; times < 3; times++) await one.say('The same reply', thread, 'message-1')
    const texts = (await ticket()).entries.flatMap((each) => each.text ?? [])
    assert.deepEqual(texts, ['The same note', 'The same reply'])
  })

  for (const [title, inputs, besides] of [
    ['Take', {}, 0],
    ['Note', { message: 'Called them' }, 0],
    ['Note', { message: '' }, 1],
    ['Reply', { message: 'Card 4242 4242 4242 4242' }, 1],
    ['Close it', { reason: 'answered' }, 0],
    ['More', {}, 1],
  ] as const)
    it(`F29: ${title} with ${JSON.stringify(inputs)}, delivered twice, acts once and is answered twice alike`, async () => {
      const { stage, ticket, one } = await withTicket()
      if (title === 'Reply' || title === 'Close it') await one.press(stage.liveCard(1).card, 'Take')
      await stage.runDue()
      const { card, thread } = stage.liveCard(1)
      const first = await one.press(card, title, inputs, thread)
      const after = await ticket()
      const second = await one.press(card, title, inputs, thread)
      assert.deepEqual(await ticket(), after)
      assert.equal(first.length, besides + 1)
      assert.deepEqual(
        second.map((each) => each.value),
        [first.at(-1)?.value],
      )
    })

  it('F29: a confirmation that is delivered twice is answered twice with the ticket, as is what follows later', async () => {
    const { stage, ticket, one, two } = await withTicket()
    const { thread } = stage.liveCard(1)
    await two.say('queue')
    const panel = cardIn(await one.say('more', thread))
    const answers = (again: unknown[]) => JSON.stringify(again).replace(/"nonce":"[^"]*"/g, '')
    const choice = { choice: 'cancel-at-end' }
    const shown = [await one.press(panel, 'Go on', choice, thread), await one.press(panel, 'Go on', choice, thread)]
    assert.equal(answers(shown[0]?.map((each) => each.value) ?? []), answers(shown[1]?.map((each) => each.value) ?? []))
    const to = { choice: `hand-over:${(await stage.store.people.known(SUPPORT, 'agent-two'))?._id}` }
    const handed = [await one.press(panel, 'Go on', to, thread), await one.press(panel, 'Go on', to, thread)]
    assert.deepEqual(
      handed[0]?.map((each) => each.value),
      handed[1]?.map((each) => each.value),
    )
    assert.equal((await ticket()).entries.filter((each) => each.what === 'handed-over').length, 1)
    stage.clock.advance(60_000)
    const later = await one.press(panel, 'Go on', to, thread)
    assert.equal((await ticket()).entries.filter((each) => each.what === 'handed-over').length, 1)
    assert.equal(later.at(-1)?.type, 'invokeResponse')
  })

  it('F29: what is done at once is answered with the ticket as it stands, when its turn is run again or delivered much later', async () => {
    const { stage, ticket, one, two } = await withTicket()
    await two.say('queue')
    const to = (await stage.store.people.known(SUPPORT, 'agent-two'))?._id
    const { thread } = stage.liveCard(1)
    const panel = cardIn(await one.say('more', thread))
    const { get } = stage.store.partners
    let lost = false
    stage.store.partners.get = async (id) => {
      if (lost || (await ticket()).agent !== to) return get(id)
      lost = true
      throw new ConflictError('another instance has written in this thread')
    }
    const done = await one.press(panel, 'Go on', { choice: `hand-over:${to}` }, thread)
    assert.deepEqual([lost, (await ticket()).agent], [true, to])
    stage.clock.advance(60_000)
    const later = await one.press(panel, 'Go on', { choice: `hand-over:${to}` }, thread)
    for (const answer of [done, later]) {
      assert.deepEqual(
        answer.map((each) => each.type),
        ['invokeResponse'],
      )
      assert.match(text(answer), /Agent One handed/)
    }
    assert.equal((await ticket()).entries.filter((each) => each.what === 'handed-over').length, 1)
  })

  it('a turn at the desk writes one state document; a press that repeats, or words that were changed, write none', async () => {
    const { stage, one } = await withTicket()
    const { card, thread } = stage.liveCard(1)
    const states = stage.database.collection<StateRecord>('bot-state')
    const kept = async () => (await states.find({}, { limit: 50 }).toArray()).map(({ _id, eTag }) => `${_id} ${eTag}`)
    const before = await kept()
    await one.press(card, 'Take', {}, thread)
    const after = await kept()
    assert.equal(after.filter((each) => !before.includes(each)).length, 1)
    await one.press(card, 'Take', {}, thread)
    assert.deepEqual(await kept(), after, 'a press that repeats')
    await one.deliver({ type: 'messageUpdate', text: 'First' }, thread, 'message-9')
    assert.deepEqual(await kept(), after, 'an edit')
  })

  it('F29: the same button of the channel’s one card, pressed by somebody else, is another press', async () => {
    const { stage, one, two } = await withTicket()
    const { card, thread } = stage.liveCard(1)
    await one.press(card, 'Take', {}, thread)
    assert.match(text(await two.press(card, 'Take', {}, thread)), /Another agent has this.*Agent One has it/)
  })

  it('F41: a turn that fails says so once, with a reference; delivered again it says nothing, asked again it is done', async () => {
    const { stage, ticket, one } = await withTicket()
    const { card, thread } = stage.liveCard(1)
    const sorry = /Sorry, something went wrong.*type “queue”.*Reference: \w{8}/
    const { get, inThread } = stage.store.tickets
    stage.store.tickets.inThread = stage.store.tickets.get = async () => {
      throw new TypeError('secret: mongodb://u:p@h')
    }
    const said = await one.say('note Called them', thread, 'message-1')
    assert.equal(said.length, 1)
    assert.match(text(said), sorry)
    const pressed = await one.press(card, 'Take', {}, thread)
    assert.deepEqual(
      pressed.map((each) => each.type),
      ['invokeResponse'],
    )
    assert.match(text(pressed), sorry)
    assert.doesNotMatch(text([...said, ...pressed]), /secret|mongodb/)
    Object.assign(stage.store.tickets, { get, inThread })
    assert.deepEqual(await one.say('note Called them', thread, 'message-1'), [])
    await one.press(card, 'Take', {}, thread)
    assert.equal((await ticket()).state, 'taken')
  })

  it('F41: a desk command that fails in an agent’s own chat ends no dialog that is open there', async () => {
    const { stage } = await withTicket()
    const own = stage.person({ tenant: SUPPORT, id: 'agent-one', name: 'Agent One' })
    await own.say('join')
    const { queue } = stage.store.tickets
    stage.store.tickets.queue = async () => {
      throw new TypeError('broken')
    }
    assert.match(textOf(await own.say('queue')), /Sorry, something went wrong/)
    stage.store.tickets.queue = queue
    assert.match(textOf(await own.say('queue')), /1 · Partner One/)
    await own.say('Support Inc, United States, America/New_York')
    assert.equal((await stage.store.partners.get(SUPPORT))?.name, 'Support Inc')
  })

  it('F36: an edited or deleted mention is recorded as that', async () => {
    const { stage, ticket, one } = await withTicket()
    const { thread } = stage.liveCard(1)
    await one.say('Frist', thread, 'message-1')
    await one.deliver({ type: 'messageUpdate', text: '<at>Bot</at> First' }, thread, 'message-1')
    const edited = (await ticket()).entries.at(-1)
    assert.deepEqual([edited?.text, edited?.edited?.first], ['First', 'Frist'])
    await one.deliver({ type: 'messageDelete' }, thread, 'message-1')
    assert.equal((await ticket()).entries.at(-1)?.text, undefined)
  })

  it('F32, F60: card numbers are masked and tricks are text, also in an agent’s words', async () => {
    const { stage, ticket, one } = await withTicket()
    const { thread } = stage.liveCard(1)
    const answered = text(await one.say(`note 4242-4242-4242-4242 <b>x</b> ${'y'.repeat(30_000)}`, thread))
    assert.match(answered, /card number was masked/)
    const kept = (await ticket()).entries.at(-1)?.text ?? ''
    assert.ok(kept.length <= 2_000 && !kept.includes('4242'), kept.slice(0, 60))
  })

  it('F31: agents are looked up at each act: removed ones, guests and failed look-ups are refused', async () => {
    let standing: 'agent' | 'not' | 'unknown' = 'agent'
    const stage = await openDeskStage({ teamRoster: async () => standing })
    await stage.setUp()
    await askedToCancel(stage)
    await stage.runDue()
    const { card } = stage.liveCard(1)
    for (const [now, says] of [
      ['not', /Only members of the support team/],
      ['unknown', /couldn’t look up/],
    ] as const) {
      standing = now
      stage.clock.advance(61_000)
      assert.match(text(await stage.agent().press(card, 'Take')), says)
    }
    assert.equal((await stage.store.tickets.numbered(1))?.state, 'open')
  })

  it('F31: an agent’s button pressed by a partner is refused', async () => {
    const { stage, person, ticket } = await withTicket()
    const { data } = stage.liveCard(1).card.actions[0] ?? { data: {} }
    assert.match(textOf(await person.execute(data)), /只有支援團隊的成員/)
    assert.equal((await ticket()).state, 'open')
  })

  it('is handed over to a colleague and given back to the queue', async () => {
    const { stage, ticket, one, two } = await withTicket()
    await two.say('queue')
    await one.press(stage.liveCard(1).card, 'Take')
    const known = await stage.store.people.known(SUPPORT, 'agent-two')
    const panel = cardIn(await one.say('more', stage.liveCard(1).thread))
    await one.press(panel, 'Go on', { choice: `hand-over:${known?._id}` })
    assert.equal((await ticket()).agent, known?._id)
    await two.say('release', stage.liveCard(1).thread)
    assert.deepEqual([(await ticket()).state, (await ticket()).agent], ['open', undefined])
  })

  it('lists the queue with filters and search, in the agent’s language, in the channel and in their own chat', async () => {
    const { stage, one } = await withTicket()
    assert.match(text(await one.say('queue')), /All open requests, oldest waiting first.*1 · Partner One.*unassigned/s)
    assert.match(text(await one.say('queue mine')), /Mine.*Nothing here/s)
    assert.match(text(await one.say('queue partner')), /Found for.*1 · Partner One/s)
    assert.match(text(await one.say('queue 1')), /1 · Partner One.*Take/s)
    assert.match(
      text(await stage.agent('agent-two', 'Agent Two', 'zh-TW').say('佇列 未指派')),
      /未指派，等待最久的在前/,
    )
    const own = stage.person({ tenant: SUPPORT, id: 'agent-one', name: 'Agent One' })
    assert.match(textOf(await own.say('queue')), /1 · Partner One/)
    assert.match(text(await one.say('report')), /Opened.*█+ 1.*First reply, median.*none yet/s)
  })

  for (const [locale, help, says] of [
    ['en-US', 'help', /You work at the support desk\. Here too you can type “queue”, “ticket N”/],
    ['zh-TW', '說明', /您在服務台工作，在這裡也可以輸入「佇列」、「支援要求 N」/],
  ] as const)
    it(`help in an agent’s own chat names the desk’s commands, in nobody else’s, in ${locale}`, async () => {
      const { stage, person } = await withTicket()
      const own = (id: string) => stage.person({ tenant: SUPPORT, id, name: id, locale })
      assert.match(textOf(await own('agent-one').say(help)), says)
      assert.doesNotMatch(textOf(await own('somebody-else').say(help)), says)
      assert.doesNotMatch(textOf(await person.say(help)), says)
    })

  it('an agent opens a ticket for a partner, who is told', async () => {
    const { stage, person, one } = await withTicket()
    const before = person.all().length
    assert.match(text(await one.say('open ticket Partner')), /Opened request 2 for Partner One \(tenant\\*-one\)/)
    assert.match(text(await one.say('open ticket Nobody')), /No company begins like that/)
    await stage.runDue()
    assert.match(textOf(person.all().slice(before)), /支援要求 2 有新消息/)
    assert.ok(stage.liveCard(2))
  })
})

describe('what the desk does from a ticket', () => {
  it('S21: cancels now: the effect is said, confirmed, audited; the subscription changes only so', async () => {
    const { stage, one, ticket } = await withTicket()
    const id = (await ticket()).subscriptionId ?? ''
    const confirm = await chosen(stage, one, 'cancel-now')
    assert.match(JSON.stringify(confirm), /benefits and auto-renew stop now.*doesn’t refund any money/s)
    assert.equal((await stage.store.subscriptions.get(id))?.state, 'active')
    await one.press(confirm, 'Confirm')
    await one.press(confirm, 'Confirm')
    assert.equal((await stage.store.subscriptions.get(id))?.state, 'cancelled')
    const trail = await stage.store.audits.ofPartner('tenant-one', 50)
    assert.equal(trail.filter((each) => each.what === 'cancelled').length, 1)
    assert.equal((await ticket()).entries.filter((each) => each.what === 'cancelled-now').length, 1)
  })

  it('S21: lets it end with its term: auto-renew goes off, the term stays', async () => {
    const { stage, one, ticket } = await withTicket()
    const id = (await ticket()).subscriptionId ?? ''
    const before = await stage.store.subscriptions.get(id)
    await one.press(await chosen(stage, one, 'cancel-at-end'), 'Confirm')
    const after = await stage.store.subscriptions.get(id)
    assert.deepEqual([after?.state, after?.autoRenew, after?.term], ['active', false, before?.term])
  })

  it('S4: records evidence for a competency', async () => {
    const { stage, one } = await withTicket()
    const choice = 'evidence:silver:security:certified-people'
    assert.match(JSON.stringify(await chosen(stage, one, choice)), /is recorded as met for Partner One/)
    await one.press(await chosen(stage, one, choice), 'Confirm')
    assert.deepEqual(await stage.store.evidences.met('tenant-one', 'silver', 'security'), ['certified-people'])
  })

  it('a refund needs a second agent, and is made once', async () => {
    const { stage, one, two, ticket } = await withTicket()
    const subscription = await stage.store.subscriptions.get((await ticket()).subscriptionId ?? '')
    const order = await stage.store.orders.get(subscription?.orderId ?? '')
    const choice = `refund:${order?._id}`
    await one.press(await chosen(stage, one, choice), 'Confirm')
    const own = await chosen(stage, one, choice)
    assert.match(text(await one.press(own, 'Confirm')), /A refund needs a second agent/)
    assert.equal((await stage.store.orders.get(order?._id ?? ''))?.state, 'fulfilled')
    const second = await chosen(stage, two, choice)
    assert.match(JSON.stringify(second), /Agent One proposes to return USD 475.00/)
    await two.press(second, 'Confirm')
    await two.press(second, 'Confirm')
    assert.equal((await stage.store.orders.get(order?._id ?? ''))?.state, 'refunded')
    assert.equal((await ticket()).entries.filter((each) => each.what === 'refunded').length, 1)
    assert.equal((await stage.store.subscriptions.get((await ticket()).subscriptionId ?? ''))?.state, 'active')
  })

  it('F59: what is disputed is the bank’s to give back: no refund, and no end with a term that has none', async () => {
    const { stage, one, two, ticket } = await withTicket()
    const id = (await ticket()).subscriptionId ?? ''
    const subscription = await stage.store.subscriptions.get(id)
    const order = async () => stage.store.orders.get(subscription?.orderId ?? '')
    const refund = `refund:${(await order())?._id}`
    await one.press(await chosen(stage, one, refund), 'Confirm')
    const [second, atEnd] = [await chosen(stage, two, refund), await chosen(stage, one, 'cancel-at-end')]
    await stage.payments.dispute('open')
    await stage.payments.idle()
    assert.match(text(await two.press(second, 'Confirm')), /did not refund it/)
    assert.equal((await order())?.state, 'fulfilled')
    assert.match(text(await one.press(atEnd, 'Confirm')), /disputed at the bank/)
    assert.equal((await stage.store.subscriptions.get(id))?.autoRenew, true)
    const panel = JSON.stringify(cardIn(await one.say('more', stage.liveCard(1).thread)))
    assert.match(panel, /cancel-now/)
    assert.doesNotMatch(panel, /cancel-at-end/)
  })

  it('F59: refunded as the dispute came → the money went once, and both stands in the audit log', async () => {
    const { stage, one, two, ticket } = await withTicket()
    const subscription = await stage.store.subscriptions.get((await ticket()).subscriptionId ?? '')
    const order = async () => stage.store.orders.get(subscription?.orderId ?? '')
    const refund = `refund:${(await order())?._id}`
    await one.press(await chosen(stage, one, refund), 'Confirm')
    const second = await chosen(stage, two, refund)
    const give = stage.payments.refund
    sinon.stub(stage.payments, 'refund').callsFake(async (ask) => {
      const given = await give(ask)
      await stage.payments.dispute('open')
      await stage.payments.idle()
      return given
    })
    await two.press(second, 'Confirm')
    assert.equal((await order())?.state, 'refunded')
    const trail = (await stage.store.audits.ofPartner('tenant-one', 50)).map((each) => each.what)
    assert.deepEqual(trail.filter((what) => what === 'refunded' || what === 'dispute-open').toSorted(), [
      'dispute-open',
      'refunded',
    ])
  })

  it('F59: lost → the request of the dispute is where it is cancelled', async () => {
    const { stage, one, ticket } = await withTicket()
    const id = (await ticket()).subscriptionId ?? ''
    for (const state of ['open', 'lost'] as const) {
      await stage.payments.dispute(state)
      await stage.payments.idle()
    }
    await stage.runDue()
    const { thread, card } = stage.liveCard(2)
    assert.match(
      JSON.stringify(card),
      /payment of USD 475.00 for Action Pack.*is disputed at the bank.*taken the payment.*back/s,
    )
    const panel = cardIn(await one.say('more', thread))
    await one.press(cardIn(await one.press(panel, 'Go on', { choice: 'cancel-now' })), 'Confirm')
    assert.equal((await stage.store.subscriptions.get(id))?.state, 'cancelled')
  })

  it('rights for these are asked anew: an agent who was removed this second is refused', async () => {
    let gone = false
    const stage = await openDeskStage({ teamRoster: async () => (gone ? 'not' : 'agent') })
    await stage.setUp()
    await askedToCancel(stage)
    await stage.runDue()
    const one = stage.agent()
    const confirm = await chosen(stage, one, 'cancel-now')
    gone = true
    assert.match(text(await one.press(confirm, 'Confirm')), /Only members of the support team/)
    const id = (await stage.store.tickets.numbered(1))?.subscriptionId ?? ''
    assert.equal((await stage.store.subscriptions.get(id))?.state, 'active')
  })
})
