import assert from 'node:assert/strict'
import type { Database } from '../../../../store/database/collection.ts'
import { textOf } from '../../../support/conversation.ts'
import { cardIn, openDeskStage, text } from '../../../support/desk.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { jitteryDatabase } from '../../../support/jittery-database.ts'
import { chosen, oneTicket } from '../../../support/one-ticket.ts'
import { openChance } from '../../../support/random.ts'

type Options = Parameters<typeof openDeskStage>[0]

const SLIP = 'They never pay in time'
const NO: { outcome: 'blocked'; detail: string } = { outcome: 'blocked', detail: '403 ServiceError' }
/** More writes than taking back and correcting has. */
const MOST_WRITES = 40

/** A desk and its one ticket, taken by Agent One; the partner reads Chinese. */
async function withReply(options: Options = {}, within = (database: Database) => database) {
  const world = await oneTicket.together()
  const stage = await openDeskStage({ world, ...options, database: within(world.database) })
  const person = stage.person({ locale: 'zh-TW' })
  const [one, two] = [stage.agent(), stage.agent('agent-two', 'Agent Two')]
  const { thread } = stage.liveCard(1)
  const ticket = async () => (await stage.store.tickets.numbered(1)) ?? assert.fail()
  const beats = async (count = 2) => {
    for (let i = 0; i < count; i++) await stage.runDue()
  }
  /** Ids of messages in the partner's chat in which the words stand, as they look now. */
  const showing = (words: string) =>
    person
      .all()
      .filter(({ id = '' }) => !stage.adapter.deleted.includes(id))
      .map((each) => ({ ...each, ...stage.adapter.changed.get(each.id ?? '') }))
      .filter((each) => textOf([each]).includes(words))
  const inThread = () => text(stage.inChannel().filter((each) => each.text))
  const reply = async (words: string) => {
    await one.say(`reply ${words}`, thread)
    await beats()
  }
  return { stage, person, one, two, thread, ticket, beats, showing, inThread, reply, inner: world.database }
}

describe('a reply that went out', () => {
  for (const [typed, locale, done, deleted] of [
    ['take back', 'en-US', /The reply is taken back/, /The reply was deleted in the partner’s chat/],
    ['Take it back!', 'en-US', /The reply is taken back/, /The reply was deleted in the partner’s chat/],
    ['take back the last reply', 'en-US', /The reply is taken back/, /was deleted in the partner’s chat/],
    ['收回', 'zh-TW', /已收回這則回覆/, /was deleted in the partner’s chat/],
  ] as const)
    it(`S26: “${typed}” deletes it in the partner’s chat, and the thread says so`, async () => {
      const { stage, person, one, thread, ticket, beats, showing, inThread, reply } = await withReply()
      await reply(SLIP)
      const [out] = showing(SLIP)
      assert.ok(out?.id)
      assert.match(text(await stage.agent('agent-one', 'Agent One', locale).say(typed, thread)), done)
      await beats()
      assert.deepEqual(stage.adapter.deleted, [out.id])
      assert.match(inThread(), deleted)
      const { state, waitsFor, firstReplyAt } = await ticket()
      assert.deepEqual([state, waitsFor, firstReplyAt], ['taken', 'desk', undefined])
      assert.match(JSON.stringify(stage.liveCard(1).card), /Agent One took back a reply: They never pay/)
      const seen = [...(await person.say('支援要求')), ...(await person.say('1'))]
      assert.match(textOf(seen), /收回了一則訊息/)
      assert.deepEqual(showing(SLIP), [])
      await one.say('take back', thread)
      await beats()
      assert.equal(stage.adapter.deleted.length, 1, 'once')
      assert.equal(inThread().match(/was deleted in the partner/g)?.length, 1)
    })

  it('S26: on the card: chosen, shown with its effect, confirmed; the same press again changes nothing', async () => {
    const { stage, one, beats, showing, reply } = await withReply()
    await reply('Good morning')
    await reply(SLIP)
    const { value } = await choiceOf(await panelOf(one, stage))
    const asked = await chosen(stage, one, value)
    assert.match(JSON.stringify(asked), /“They never pay in time” goes from the partner’s chat/)
    for (let press = 0; press < 2; press++) await one.press(asked, 'Confirm')
    await beats()
    assert.deepEqual(showing(SLIP), [])
    assert.ok(showing('Good morning').length > 0)
    assert.equal(stage.adapter.deleted.length, 1)
    const next = await choiceOf(await panelOf(one, stage))
    assert.notEqual(next.value, value, 'the one before it can be taken back as well')
  })

  it('S26: deleted in Teams by its writer, it is taken back as well', async () => {
    const { stage, one, thread, beats, showing } = await withReply()
    await one.say(`reply ${SLIP}`, thread, 'm-77')
    await beats()
    assert.equal(showing(SLIP).length, 1)
    const gone = { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } }
    const { team, channel, tenant } = {
      team: { id: '19:team@thread.tacv2' },
      channel: { id: '19:channel@thread.tacv2' },
      tenant: { id: 'tenant-support' },
    }
    await one.deliver({ ...gone, channelData: { ...gone.channelData, team, channel, tenant } }, thread, 'm-77')
    await beats()
    assert.deepEqual(showing(SLIP), [])
    assert.equal(stage.adapter.deleted.length, 1)
  })

  it('S26: two messages show it: the one that told it goes, the other one is shown without it', async () => {
    const { stage, one, thread, beats, showing, reply } = await withReply()
    await reply(SLIP)
    await reply('And a good morning')
    assert.equal(showing(SLIP).length, 2)
    const mine = await choiceOf(await panelOf(one, stage))
    assert.match(JSON.stringify(await chosen(stage, one, mine.value)), /And a good morning/)
    await one.say('take back', thread)
    await one.say('take back', thread)
    await beats()
    assert.deepEqual(showing(SLIP), [])
    assert.deepEqual(showing('And a good morning'), [])
  })

  it('S26: not deletable: the message is shown without it; not changeable either: they are told', async () => {
    for (const [update, became] of [
      [undefined, /no longer shows the reply/],
      [NO, /neither deleted nor changed.*I have written to them/],
    ] as const) {
      const chat = 'a:tenant-one'
      const { stage, person, one, thread, beats, inThread, reply } = await withReply({
        remove: async () => NO,
        ...(update
          ? { update: async ({ conversation }) => (conversation?.id.startsWith(chat) ? update : { outcome: 'sent' }) }
          : {}),
      })
      await reply(SLIP)
      const before = person.all().length
      await one.say('take back', thread)
      await beats(3)
      assert.match(inThread(), became)
      const said = textOf(person.all().slice(before))
      if (update) assert.match(said, /支援人員收回了支援要求 1 的一則訊息，請忽略該訊息/)
      else assert.equal(said, '')
      assert.equal(stage.adapter.deleted.length, 0)
    }
  })

  it('F43: Teams asks us to wait: it is deleted then, and the thread hears it then', async () => {
    let isThrottled = true
    const { stage, one, thread, beats, inThread, reply } = await withReply({
      remove: async () => (isThrottled ? { outcome: 'failed', retryAfterMs: 120_000 } : { outcome: 'sent' }),
    })
    await reply(SLIP)
    await one.say('take back', thread)
    await beats()
    assert.doesNotMatch(inThread(), /was deleted/)
    isThrottled = false
    stage.clock.advance(60_000)
    await beats()
    assert.deepEqual(stage.adapter.deleted, [], 'not before')
    stage.clock.advance(61_000)
    await beats()
    assert.equal(stage.adapter.deleted.length, 1)
    assert.match(inThread(), /was deleted/)
  })

  it('S26: taken back before it went out, it reaches nobody, and nobody hears of it', async () => {
    const { stage, person, one, thread, beats, inThread } = await withReply()
    await beats()
    const before = person.all().length
    await one.say('take', thread)
    await beats()
    const taken = person.all().length
    await one.say(`reply ${SLIP}`, thread)
    await one.say('take back', thread)
    await beats()
    assert.ok(taken > before)
    assert.equal(person.all().length, taken)
    assert.match(inThread(), /had not gone out yet/)
    await one.say(`reply ${SLIP}`, thread)
    await beats()
    assert.match(textOf(person.all()), new RegExp(SLIP), 'the same words again are another reply')
    assert.equal(stage.adapter.deleted.length, 0)
  })

  it('answered already: it stays, and the agent is told', async () => {
    const { stage, person, one, thread, beats, reply } = await withReply()
    await reply(SLIP)
    await person.say('支援要求')
    await person.say('1')
    await person.say('回覆 我們上週付了')
    await beats()
    const asked = text(await one.say('take back', thread))
    assert.match(asked, /The partner has answered it already/)
    await beats()
    assert.deepEqual(stage.adapter.deleted, [])
    assert.doesNotMatch(JSON.stringify(await panelOf(one, stage)), /Take back the last reply/)
  })

  it('is its writer’s, or who has the request’s, to take back', async () => {
    const { two, thread, ticket, reply } = await withReply()
    await reply(SLIP)
    assert.match(text(await two.say('take back', thread)), /Agent One has it/)
    assert.equal(
      (await ticket()).entries.some((each) => each.takenBack),
      false,
    )
  })

  it('nothing was replied: it says what can be taken back', async () => {
    const { one, thread } = await withReply()
    assert.match(text(await one.say('take back', thread)), /There is no reply here that can be taken back/)
  })

  it('S26: at the same instant as the partner’s answer, one of them is first; both sides see which', async () => {
    const ends = new Set<string>()
    for (let seed = 1; seed <= 12; seed++) {
      const chance = openChance(seed)
      const desk = await withReply({}, (database) => jitteryDatabase(database, chance.next))
      const { person, one, thread, ticket, beats, showing, reply } = desk
      await reply(SLIP)
      const [told] = showing(SLIP)
      await person.say('支援要求')
      await person.say('1')
      const [answered] = await Promise.all([one.say('take back', thread), person.say('回覆 我們上週付了')])
      await beats(3)
      const { entries } = await ticket()
      const isBack = entries.some((each) => each.takenBack)
      assert.ok(
        entries.some((each) => each.text === '我們上週付了'),
        `seed ${seed}: no answer is lost`,
      )
      assert.match(text(answered), isBack ? /The reply is taken back/ : /has answered it already/, `seed ${seed}`)
      const stays = showing(SLIP).some((each) => each.id === told?.id)
      assert.equal(stays, !isBack, `seed ${seed}`)
      ends.add(String(isBack))
    }
    assert.equal(ends.size, 2, 'both ends are reached')
  })

  for (const done of [false, true])
    it(`F40: killed ${done ? 'after' : 'before'} any write, it is taken back once all the same`, async () => {
      let tried = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        let dying: ReturnType<typeof dyingDatabase> | undefined
        const before = await withReply({}, (database) => {
          dying = dyingDatabase(database)
          return dying.database
        })
        await before.reply(SLIP)
        dying?.dieAt(at, done)
        const typed = () => before.one.say('take back', before.thread, 'm-back')
        await typed().catch(() => undefined)
        await before.beats().catch(() => undefined)
        if (dying?.isSpared()) break
        tried = at
        const { adapter, clock } = before.stage
        const { sent, changed } = adapter
        const rest = { bank: before.inner, charged: undefined, at: clock.now().toString() }
        const stage = await openDeskStage({ world: { sent, changed, database: before.inner, ...rest }, clock })
        await stage.agent().say('take back', before.thread, 'm-back')
        for (let i = 0; i < 4; i++) {
          stage.clock.advance(31_000)
          await stage.runDue()
        }
        const ticket = await stage.store.tickets.numbered(1)
        assert.equal(ticket?.entries.filter((each) => each.takenBack).length, 1, `write ${at}`)
        assert.equal(new Set(stage.adapter.deleted.concat(adapter.deleted)).size, 1, `write ${at}`)
      }
      assert.ok(tried >= 3, `${tried} writes`)
    })
})

async function panelOf(
  agent: Awaited<ReturnType<typeof withReply>>['one'],
  stage: Awaited<ReturnType<typeof withReply>>['stage'],
) {
  return cardIn(await agent.say('more', stage.liveCard(1).thread))
}

function choiceOf(panel: unknown): { value: string } {
  const found = /"title":"Take back the last reply","value":"([^"]+)"/.exec(JSON.stringify(panel))
  return { value: found?.[1] ?? assert.fail(JSON.stringify(panel)) }
}
