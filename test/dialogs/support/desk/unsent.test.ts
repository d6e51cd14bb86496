import assert from 'node:assert/strict'
import { textOf } from '../../../support/conversation.ts'
import { askedToCancel, cardIn, openDeskStage, text } from '../../../support/desk.ts'
import { worldOf } from '../../../support/played-worlds.ts'

const oneTicket = worldOf('a desk with one ticket, in English', async (database) => {
  const stage = await openDeskStage({ database })
  await stage.setUp()
  await askedToCancel(stage)
  await stage.runDue()
  return stage
})

async function withTicket() {
  const stage = await openDeskStage({ world: await oneTicket.together() })
  const partner = stage.person()
  const ticket = async () => {
    const found = await stage.store.tickets.numbered(1)
    assert.ok(found)
    return found
  }
  const { thread, card } = stage.liveCard(1)
  const [one, two] = [stage.agent(), stage.agent('agent-two', 'Agent Two')]
  /** What the partner has been told since. */
  const told = async () => {
    await stage.runDue()
    return textOf(partner.all())
  }
  const written = async () =>
    (await ticket()).entries.flatMap((each) => (each.text ? [`${each.kind}: ${each.text}`] : []))
  return { stage, ticket, thread, card, one, two, told, written }
}

const AMBIGUOUS = 'Please note that your invoice is due'

describe('words that may be meant for the desk', () => {
  for (const said of [AMBIGUOUS, 'close your browser', '備註欄請填寫訂單編號', 'noet: bad payer', 'take your time'])
    it(`S26: ${said}: nothing is sent, and the agent is asked with the text`, async () => {
      const { one, thread, told, written } = await withTicket()
      const asked = text(await one.say(said, thread))
      assert.match(asked, /Not sent yet: whom is this for\?/)
      assert.ok(asked.includes(said), asked)
      assert.doesNotMatch(await told(), new RegExp(said))
      assert.deepEqual(await written(), [])
    })

  for (const [title, typed, kept, says] of [
    ['Send to the partner', 'send', [`message: ${AMBIGUOUS}`], /Sent to the partner\./],
    ['Keep as a note', 'keep as a note', [`note: ${AMBIGUOUS}`], /Kept as an internal note\./],
    ['Keep as a note', 'note', [`note: ${AMBIGUOUS}`], /Kept as an internal note\./],
    ['Cancel', 'cancel', [], /Dropped\. It was neither sent nor kept\./],
  ] as const)
    it(`S26: “${title}”, pressed or typed as “${typed}”, does that, once`, async () => {
      for (const way of ['pressed', 'typed']) {
        const { one, thread, told, written, ticket } = await withTicket()
        const card = cardIn(await one.say(AMBIGUOUS, thread))
        const answered = way === 'typed' ? await one.say(typed, thread) : await one.press(card, title, {}, thread)
        assert.match(text(answered), says)
        for (const other of ['Send to the partner', 'Keep as a note', 'Cancel'])
          assert.doesNotMatch(text(await one.press(card, other, {}, thread)), /Not sent yet/)
        assert.deepEqual(await written(), kept)
        assert.equal((await told()).includes(AMBIGUOUS), title === 'Send to the partner')
        assert.equal((await ticket()).unsent, undefined)
      }
    })

  it('S26: only who wrote it says whom it is for, and the text outlives a restart for a day', async () => {
    const { stage, one, two, thread, written } = await withTicket()
    const card = cardIn(await one.say(AMBIGUOUS, thread))
    assert.match(text(await two.press(card, 'Send to the partner', {}, thread)), /Only who wrote this/)
    const again = await openDeskStage({ database: stage.database })
    assert.match(text(await again.agent().press(card, 'Keep as a note', {}, thread)), /Kept as an internal note/)
    assert.deepEqual(await written(), [`note: ${AMBIGUOUS}`])
    const late = cardIn(await one.say('Please note that it is late', thread))
    stage.clock.advance(24 * 3_600_000)
    assert.match(text(await one.press(late, 'Send to the partner', {}, thread)), /Nothing waits here any more/)
    assert.deepEqual(await written(), [`note: ${AMBIGUOUS}`])
  })

  it('S26: whose request a colleague has cannot send, and is told why; the text waits on', async () => {
    const { one, two, thread, written } = await withTicket()
    await two.say('take', thread)
    const card = cardIn(await one.say(AMBIGUOUS, thread))
    assert.match(text(await one.press(card, 'Send to the partner', {}, thread)), /Another agent has this/)
    assert.match(text(await one.press(card, 'Keep as a note', {}, thread)), /Kept as an internal note/)
    assert.deepEqual(await written(), [`note: ${AMBIGUOUS}`])
  })

  it('F60: a card number in it is masked before it waits', async () => {
    const { one, thread, ticket } = await withTicket()
    assert.match(
      text(await one.say('Please note 4242 4242 4242 4242', thread)),
      /card number was masked\. Please delete your message here too/,
    )
    assert.doesNotMatch(JSON.stringify(await ticket()), /4242 4242/)
  })

  it('S26: an answer with nothing waiting is asked about too, and never sent', async () => {
    const { one, thread, written } = await withTicket()
    for (const said of ['cancel', 'send', '取消']) {
      assert.match(text(await one.say(said, thread)), /Not sent yet/)
      assert.match(text(await one.say('note', thread)), /Kept as an internal note/)
    }
    assert.deepEqual(await written(), ['note: cancel', 'note: send', 'note: 取消'])
  })
})

describe('what is edited or deleted in a ticket’s thread', () => {
  it('S26: an edit that may be internal changes nothing that the partner reads; a note stays one, without its word', async () => {
    const { one, thread, told, written } = await withTicket()
    await one.say('We call on Monday', thread, 'message-1')
    await one.say('note Pays late', thread, 'message-2')
    for (const words of ['note bad payer', 'Please note: bad payer', '備註客戶', 'internal: bad payer']) {
      const edited = { type: 'messageUpdate', text: `<at>Bot</at>&nbsp;${words}` }
      assert.match(
        text(await one.deliver(edited, thread, 'message-1')),
        /the partner still reads the earlier text.*“take back”/,
      )
    }
    await one.deliver({ type: 'messageUpdate', text: '<at>Bot</at>&nbsp;note Pays in time' }, thread, 'message-2')
    assert.deepEqual(await written(), ['message: We call on Monday', 'note: Pays in time'])
    await one.deliver({ type: 'messageUpdate', text: '<at>Bot</at> reply We call on Tuesday' }, thread, 'message-1')
    assert.deepEqual(await written(), ['message: We call on Tuesday', 'note: Pays in time'])
    assert.doesNotMatch(await told(), /bad payer|客戶/)
  })

  it('S26: an edit that is held back is said in the agent’s language', async () => {
    const { stage, thread } = await withTicket()
    const one = stage.agent('agent-one', 'Agent One', 'zh-TW')
    await one.say('We call on Monday', thread, 'message-1')
    const edited = { type: 'messageUpdate', text: '<at>Bot</at> 備註：不付錢' }
    assert.match(text(await one.deliver(edited, thread, 'message-1')), /合作夥伴看到的仍是先前的內容.*「收回」/)
  })

  it('S26: what waits is what its message says by now', async () => {
    const { one, thread, written } = await withTicket()
    const card = cardIn(await one.say(AMBIGUOUS, thread, 'message-1'))
    await one.deliver({ type: 'messageUpdate', text: '<at>Bot</at> Your invoice is due' }, thread, 'message-1')
    await one.press(card, 'Send to the partner', {}, thread)
    assert.deepEqual(await written(), ['message: Your invoice is due'])
  })

  it('S26: what has waited for a day goes, and the thread says that it has reached nobody, once', async () => {
    const { stage, one, two, thread, ticket, told, written } = await withTicket()
    await one.say(AMBIGUOUS, thread)
    stage.clock.advance(3_600_000)
    await two.say('Please note the date', thread)
    const said = () =>
      text(stage.inChannel()).match(/A text of Agent \w+ has waited for a day and is dropped[^"]*/g) ?? []
    stage.clock.advance(22.9 * 3_600_000)
    await stage.runDue()
    assert.deepEqual(said(), [])
    stage.clock.advance(0.2 * 3_600_000)
    for (let beat = 0; beat < 3; beat++) await stage.runDue()
    assert.equal(said().length, 1)
    assert.ok(said()[0]?.includes(AMBIGUOUS))
    assert.deepEqual((await ticket()).unsent?.length, 1)
    stage.clock.advance(3_600_000)
    for (let beat = 0; beat < 3; beat++) await stage.runDue()
    assert.match(said()[1] ?? '', /A text of Agent Two.*Please note the date/)
    assert.equal((await ticket()).unsent, undefined)
    assert.deepEqual(await written(), [])
    assert.doesNotMatch(await told(), /invoice is due|note the date/)
  })

  it('S26: what waits is gone when its message is deleted', async () => {
    const { one, thread, ticket, written } = await withTicket()
    const card = cardIn(await one.say(AMBIGUOUS, thread, 'message-1'))
    await one.deliver({ type: 'messageDelete' }, thread, 'message-1')
    assert.equal((await ticket()).unsent, undefined)
    assert.match(text(await one.press(card, 'Send to the partner', {}, thread)), /It was not sent/)
    assert.deepEqual(await written(), [])
  })

  for (const [markup, kept] of [
    ['<at>Bot</at>&nbsp;note bad payer', 'note: bad payer'],
    ['<at id="0">Bot</at> note bad payer', 'note: bad payer'],
    ['<quoted messageId="1"/> <at>Bot</at> note bad payer', 'note: bad payer'],
    ['<p><at>Bot</at>&nbsp;</p><p>note bad payer</p>', 'note: bad payer'],
    ['<at>Bot</at> Smith &amp; Co: 5 &lt; 6', 'message: Smith & Co: 5 < 6'],
  ] as const)
    it(`S26: ${markup} is ${kept}`, async () => {
      const { one, thread, written } = await withTicket()
      const entities = [{ type: 'mention', text: '<at>Bot</at>', mentioned: { id: '28:bot', name: 'Bot' } }]
      await one.deliver({ type: 'message', text: markup, entities }, thread, 'message-1')
      assert.deepEqual(await written(), [kept])
    })

  it('S26: words that mention a colleague are asked about, whatever they begin with', async () => {
    const { one, thread, written, told } = await withTicket()
    const entities = [
      { type: 'mention', text: '<at>Bot</at>', mentioned: { id: '28:bot', name: 'Bot' } },
      { type: 'mention', text: '<at>Agent Two</at>', mentioned: { id: '29:two', name: 'Agent Two' } },
    ]
    const said = '<at>Bot</at> <at>Agent Two</at>&nbsp;he never pays'
    assert.match(
      text(await one.deliver({ type: 'message', text: said, entities }, thread, 'message-1')),
      /Not sent yet.*Agent Two he never pays/s,
    )
    assert.deepEqual(await written(), [])
    assert.doesNotMatch(await told(), /never pays/)
  })
})

describe('the two fields of a request’s card at the desk', () => {
  it('S26: each has its own button: a note is kept, a reply goes out, both at once are both done', async () => {
    const { stage, one, card, told, written } = await withTicket()
    await one.press(card, 'Take')
    await stage.runDue()
    const taken = stage.liveCard(1).card
    await one.press(taken, 'Reply', { message: 'We call on Monday', note: 'Bad payer' })
    assert.deepEqual(await written(), ['message: We call on Monday', 'note: Bad payer'])
    const heard = await told()
    assert.match(heard, /We call on Monday/)
    assert.doesNotMatch(heard, /Bad payer/)
  })

  it('S26: words in the note’s field with the reply’s button, or the other way round, are asked about', async () => {
    const { stage, one, card, told, written } = await withTicket()
    await one.press(card, 'Take')
    await stage.runDue()
    const taken = stage.liveCard(1).card
    assert.match(text(await one.press(taken, 'Reply', { message: '', note: 'Bad payer' })), /Not sent yet.*Bad payer/s)
    const both = text(await one.press(taken, 'Note', { message: 'We call', note: 'Pays late' }))
    assert.match(both, /Not sent yet.*We call/s)
    assert.deepEqual(await written(), ['note: Pays late'])
    assert.doesNotMatch(await told(), /Bad payer|Pays late|We call/)
  })

  it('S26: while nobody has it there is no field for a reply', async () => {
    const { stage, one, card } = await withTicket()
    assert.doesNotMatch(JSON.stringify(card), /"id":"message"/)
    await one.press(card, 'Take')
    await stage.runDue()
    assert.match(JSON.stringify(stage.liveCard(1).card), /"id":"message".*"style":"warning".*"id":"note"/s)
  })
})
