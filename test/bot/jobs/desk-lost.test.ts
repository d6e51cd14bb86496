import assert from 'node:assert/strict'
import sinon from 'sinon'
import type { Outbound } from '../../../bot/teams/outbound.ts'
import { askedToCancel, CHANNEL, openDeskStage, TEAM, text } from '../../support/desk.ts'
import { worldOf } from '../../support/played-worlds.ts'

type Fate = Awaited<ReturnType<Outbound['once']>>
type Fields = Record<string, unknown>

const GENERAL = TEAM
const BOT = { id: '28:bot', name: 'Bot' }
/** As Teams answers an update of a message that somebody has deleted, or that it never knew. */
const NO_SUCH_MESSAGE: [how: string, fate: Fate][] = [
  ['403 ServiceError', { outcome: 'blocked', detail: '403 ServiceError' }],
  ['404 ActivityNotFoundInConversation', { outcome: 'gone', detail: '404 ActivityNotFoundInConversation' }],
  ['400 BadArgument', { outcome: 'failed', detail: '400 BadArgument' }],
]
const NOT_IN_ROSTER: Fate = { outcome: 'blocked', detail: '403 BotNotInConversationRoster' }

const twoTickets = worldOf('a desk with two tickets', async (database) => {
  const stage = await openDeskStage({ database })
  await stage.setUp()
  await askedToCancel(stage)
  await askedToCancel(stage, { tenant: 'tenant-two', id: 'purchaser-two', name: 'Purchaser Two' })
  await stage.runDue()
  return stage
})

/** A desk whose two tickets' cards are posted; from then on its channel does what the test says. */
async function withTwoTickets() {
  const posts: Fate[] = []
  const updates: Fate[] = []
  let isOut = false
  const world = await twoTickets.together()
  const stage = await openDeskStage({
    ...{ world, database: world.database },
    post: async (reference) => {
      const isDesk = reference.conversation?.id.startsWith(CHANNEL)
      return isDesk && isOut ? NOT_IN_ROSTER : ((isDesk ? posts.shift() : undefined) ?? { outcome: 'sent' })
    },
    update: async (_reference, id, activity) => {
      if (isOut) return NOT_IN_ROSTER
      const fate = updates.shift() ?? { outcome: 'sent', activityId: id }
      if (fate.outcome === 'sent') stage.adapter.changed.set(id, activity)
      return fate
    },
  })
  const agent = stage.agent()
  const card = async (number: number) => (await stage.store.tickets.numbered(number))?.card?.activityId
  const lostAt = async () => (await stage.store.desks.get())?.lostAt
  const hours = async (count: number) => {
    for (let i = 0; i < count * 12; i++) {
      stage.clock.advance(300_000)
      await stage.runDue()
    }
  }
  const out = (is = true) => {
    isOut = is
  }
  /** What Teams tells of the team: it names the General channel, or the one that it is about, and no person by their Entra id. */
  const hear = (fields: Fields, data: Fields = {}) =>
    stage.adapter.run(
      {
        ...{ channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/amer/', id: `f:${Math.random()}` },
        ...{ from: { id: '29:agent', name: '' }, recipient: BOT },
        conversation: { id: GENERAL, isGroup: true, conversationType: 'channel', tenantId: 'tenant-support', name: '' },
        channelData: { team: { id: TEAM }, tenant: { id: 'tenant-support' }, ...data },
        ...fields,
      },
      (context) => stage.bot.onActivity(context),
    )
  return { stage, agent, posts, updates, card, lostAt, hours, out, hear }
}

describe('a card that somebody has deleted', () => {
  for (const [how, fate] of NO_SUCH_MESSAGE)
    it(`is posted anew, alone: ${how}`, async () => {
      const { stage, agent, updates, card, lostAt } = await withTwoTickets()
      const [one, two] = [await card(1), await card(2)]
      updates.push(fate)
      await agent.say('take', one)
      await stage.runDue()
      assert.equal(await lostAt(), undefined)
      assert.notEqual(await card(1), one)
      assert.equal(await card(2), two)
      assert.equal(stage.roots().length, 3)
      await stage.runDue()
      await agent.say('release', await card(1))
      await stage.runDue()
      assert.equal(stage.roots().length, 3, 'and it is kept up to date from then on')
    })

  it('is posted anew where its thread takes no answers any more, with what the partner wrote', async () => {
    const { stage, posts, card, lostAt } = await withTwoTickets()
    const one = await card(1)
    posts.push({ outcome: 'gone', detail: '404 ActivityNotFoundInConversation' })
    const person = stage.person()
    await person.say('support requests')
    await person.say('reply The keys are here')
    await stage.runDue()
    assert.equal(await lostAt(), undefined)
    assert.notEqual(await card(1), one)
    assert.match(JSON.stringify(stage.liveCard(1).card), /The keys are here/)
  })

  it('too much for now is no deleted card: the same one is updated as soon as Teams takes it', async () => {
    const { stage, agent, updates, card, hours } = await withTwoTickets()
    const one = await card(1)
    updates.push({ outcome: 'failed', retryAfterMs: 60_000 })
    await agent.say('take', one)
    await stage.runDue()
    await hours(1)
    assert.equal(await card(1), one)
    assert.match(JSON.stringify(stage.liveCard(1).card), /Agent One/)
  })
})

describe('a desk that is lost', () => {
  const BACK: [how: string, fields: Fields, data?: Fields][] = [
    ['the app is added again, in General', { type: 'installationUpdate', action: 'add' }, { channel: { id: GENERAL } }],
    ['the app is updated', { type: 'installationUpdate', action: 'add-upgrade' }],
    [
      'the bot is a member again',
      { type: 'conversationUpdate', membersAdded: [BOT] },
      { eventType: 'teamMemberAdded' },
    ],
    [
      'its channel is restored',
      { type: 'conversationUpdate' },
      { eventType: 'channelRestored', channel: { id: CHANNEL } },
    ],
    ['its team is restored', { type: 'conversationUpdate' }, { eventType: 'teamRestored' }],
    ['its team is restored, in small letters', { type: 'conversationUpdate' }, { eventType: 'teamrestored' }],
    ['its team is unarchived', { type: 'conversationUpdate' }, { eventType: 'teamUnarchived' }],
    [
      'somebody joins its team',
      { type: 'conversationUpdate', membersAdded: [{ id: '29:new' }] },
      { eventType: 'teamMemberAdded' },
    ],
    [
      'another channel of its team is renamed',
      { type: 'conversationUpdate' },
      { eventType: 'channelRenamed', channel: { id: '19:other' } },
    ],
    [
      'somebody writes in another channel of its team',
      { type: 'message', text: 'hello' },
      { channel: { id: '19:other' } },
    ],
  ]
  for (const [how, fields, data] of BACK)
    it(`comes back and shows everything that waited: ${how}`, async () => {
      const { stage, agent, card, lostAt, out, hear } = await withTwoTickets()
      const one = await card(1)
      out()
      await agent.say('take', one)
      await stage.runDue()
      assert.ok(await lostAt())
      await askedToCancel(stage, { tenant: 'tenant-three', id: 'purchaser-three', name: 'Purchaser Three' })
      await stage.runDue()
      assert.equal(await card(3), undefined)
      out(false)
      await hear(fields, data)
      // The first one that gets through has the others follow.
      for (let beat = 0; beat < 2; beat++) await stage.runDue()
      assert.equal(await lostAt(), undefined)
      assert.ok(await card(3))
      assert.match(JSON.stringify(stage.liveCard(1).card), /Agent One/)
    })

  const GONE: [how: string, fields: Fields, data?: Fields][] = [
    ['the app is removed, in General', { type: 'installationUpdate', action: 'remove' }, { channel: { id: GENERAL } }],
    [
      'the bot is no member any more',
      { type: 'conversationUpdate', membersRemoved: [BOT] },
      { eventType: 'teamMemberRemoved' },
    ],
    [
      'its channel is deleted',
      { type: 'conversationUpdate' },
      { eventType: 'channelDeleted', channel: { id: CHANNEL } },
    ],
    ['its team is deleted', { type: 'conversationUpdate' }, { eventType: 'teamDeleted' }],
    ['its team is archived', { type: 'conversationUpdate' }, { eventType: 'teamArchived' }],
  ]
  for (const [how, fields, data] of GONE)
    it(`is noticed at once: ${how}`, async () => {
      const { lostAt, hear } = await withTwoTickets()
      await hear(fields, data)
      assert.ok(await lostAt())
    })

  it('is not lost by what happens to others', async () => {
    const { lostAt, hear } = await withTwoTickets()
    await hear({ type: 'conversationUpdate' }, { eventType: 'channelDeleted', channel: { id: '19:other' } })
    await hear({ type: 'conversationUpdate', membersRemoved: [{ id: '29:agent' }] }, { eventType: 'teamMemberRemoved' })
    await hear({ type: 'installationUpdate', action: 'remove' }, { team: { id: '19:another-team' } })
    assert.equal(await lostAt(), undefined)
  })

  it('is tried again now and then, and no more often: nobody needs to do anything once the channel takes messages', async () => {
    const { stage, agent, card, lostAt, hours, out } = await withTwoTickets()
    out()
    await agent.say('take', await card(1))
    await stage.runDue()
    const asked = () => stage.store.desks.get().then((desk) => desk?.tries)
    await hours(24)
    assert.ok(await lostAt())
    const tries = (await asked()) ?? 0
    assert.ok(tries >= 4 && tries <= 6, `${tries} tries in a day`)
    out(false)
    await hours(7)
    assert.equal(await lostAt(), undefined)
    assert.match(JSON.stringify(stage.liveCard(1).card), /Agent One/)
  })

  it('keeps no partner waiting: what an agent wrote arrives meanwhile', async () => {
    const { stage, agent, card, out } = await withTwoTickets()
    out()
    const person = stage.person()
    const before = person.all().length
    await agent.say('reply We look into it', await card(1))
    await stage.runDue()
    assert.match(text(person.all().slice(before)), /We look into it/)
  })
})

describe('who follows a request', () => {
  it('F43: is told again after as long as Teams asks for, and not before', async () => {
    const { stage } = await withTwoTickets()
    const person = stage.person()
    const { thread } = stage.liveCard(1)
    const throttled = { statusCode: 429, response: { headers: { get: () => '600' } } }
    const proactive = sinon.stub(stage.adapter, 'continueConversation').rejects(Object.assign(new Error(), throttled))
    const before = person.all().length
    await stage.agent().say('reply We look into it', thread)
    await stage.runDue()
    const wait = Date.parse((await stage.store.tickets.numbered(1))?.owedAt ?? '') - stage.clock.now().epochMilliseconds
    assert.ok(wait >= 600_000, `${wait} ms`)
    proactive.restore()
    stage.clock.advance(wait)
    await stage.runDue()
    assert.match(text(person.all().slice(before)), /We look into it/)
  })
})
