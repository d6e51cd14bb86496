import assert from 'node:assert/strict'
import { type ConversationParameters, TeamsInfo, type TurnContext } from 'botbuilder'
import type { Connector } from '../../../../bot/sandbox/connector/connector.ts'
import {
  accountId,
  channelThreadId,
  personalConversationId,
  teamThreadId,
} from '../../../../bot/sandbox/connector/stage.ts'
import { DESK, openStage } from './stage.ts'
import { startStockBot } from './stock-bot.ts'

describe('connector: who and what is where', () => {
  let connector: Connector
  let bot: Awaited<ReturnType<typeof startStockBot>>
  let logic: (context: TurnContext) => Promise<void>

  beforeEach(async () => {
    logic = async () => undefined
    bot = await startStockBot((context) => logic(context))
    connector = await openStage({ botUrl: bot.url })
    await connector.install('purchaser-one')
  })
  afterEach(async () => {
    await connector.close()
    await bot.close()
    assert.deepEqual(bot.errors, [])
  })
  const told = () => connector.conversation('purchaser-one').filter((each) => each.from === 'bot')

  it('answers the roster: members, a page of them, one of them, nobody else', async () => {
    const found: unknown[] = []
    logic = async (context) => {
      found.push(await TeamsInfo.getMember(context, context.activity.from.id))
      found.push((await TeamsInfo.getPagedMembers(context)).members.length)
      found.push(await TeamsInfo.getMember(context, '29:nobody').catch((error) => error.statusCode))
    }
    const guest = connector.people.find((each) => each.guest)
    assert.ok(guest)
    await connector.install(guest.id)
    found.length = 0
    await connector.say(guest.id, 'hi')
    const [member, ...rest] = found
    assert.deepEqual(rest, [1, 404])
    assert.ok(typeof member === 'object' && member !== null && 'userRole' in member && 'aadObjectId' in member)
    assert.deepEqual([member.userRole, member.aadObjectId], ['guest', guest.aadObjectId])
  })

  it('opens a 1:1 chat from outside a turn, in the right tenant only', async () => {
    const person = connector.people[0]
    assert.ok(person)
    const open = (tenantId: string, memberId: string) => {
      const parameters = { isGroup: false, bot: connector.bot, members: [{ id: memberId }], tenantId }
      return bot.adapter.createConversationAsync(
        '',
        'msteams',
        connector.url,
        '',
        // The library's type asks for an activity, its client does not.
        { ...parameters, channelData: { tenant: { id: tenantId } } } as unknown as ConversationParameters,
        async (context) => {
          await context.sendActivity('a reminder')
        },
      )
    }
    await open(person.tenantId, accountId(person))
    assert.equal(told().at(-1)?.text, 'a reminder')
    await assert.rejects(open('another-tenant', accountId(person)), { statusCode: 404 })
    await assert.rejects(open(person.tenantId, '29:nobody'), { statusCode: 404 })
  })

  it('F46: takes nothing for a person who removed the app, and takes it again after the next install', async () => {
    const address = `${connector.url}v3/conversations/${personalConversationId(connector.person('purchaser-one'))}/activities`
    const send = () => fetch(address, { method: 'POST', body: '{"type":"message","text":"reminder"}' })
    await connector.uninstall('purchaser-one')
    assert.equal(bot.heard.at(-1)?.action, 'remove')
    const refused = await send()
    assert.equal(refused.status, 403)
    assert.match(await refused.text(), /BotNotInConversationRoster/)
    await assert.rejects(connector.say('purchaser-one', 'hi'), /install first/)
    await connector.install('purchaser-one')
    assert.equal((await send()).status, 201)
  })

  it('F46: knows no conversation, message or path but its own', async () => {
    const ask = async (method: string, path: string) => (await fetch(`${connector.url}${path}`, { method })).status
    const own = `v3/conversations/${encodeURIComponent(personalConversationId(connector.person('purchaser-one')))}`
    assert.deepEqual(
      await Promise.all([
        ask('POST', 'v3/conversations/a:1nobody/activities'),
        ask('PUT', `${own}/activities/none`),
        ask('DELETE', `${own}/activities/none`),
        ask('GET', `${own}/attachments`),
        ask('GET', 'v3/teams/19:none'),
        ask('POST', 'v3/conversations'),
        ask('GET', 'v3/conversations/%ZZ/members'),
        ask('GET', ''),
      ]),
      Array.from({ length: 8 }, () => 404),
    )
    assert.equal((await fetch(`${connector.url}${own}/activities`, { method: 'POST', body: '{' })).status, 400)
    assert.equal(
      (await fetch(`${connector.url}${own}/activities`, { method: 'POST', body: 'x'.repeat(1_100_000) })).status,
      413,
    )
  })

  it('holds a channel: threads, mention, team, its members', async () => {
    await connector.installInTeam('desk', 'purchaser-one')
    assert.deepEqual(bot.heard.at(-1)?.membersAdded ?? bot.heard.at(-2)?.membersAdded, [{ id: connector.bot.id }])
    const found: unknown[] = []
    logic = async (context) => {
      const team = await TeamsInfo.getTeamDetails(context)
      found.push(
        [team.id, team.name],
        (await TeamsInfo.getTeamChannels(context)).map((each) => each.name),
      )
      found.push((await TeamsInfo.getPagedMembers(context)).members.map((each) => each.name))
      await context.sendActivity('in the thread')
    }
    const heard = bot.heard.length
    await connector.say('colleague-one', 'nobody hears this', { in: 'desk', mention: false })
    assert.equal(bot.heard.length, heard)
    await connector.say('purchaser-one', 'queue', { in: 'desk' })
    const [, asked, answered] = connector.conversation('desk')
    assert.deepEqual(found, [[teamThreadId(DESK), 'Support'], ['Desk'], ['Purchaser One', 'Colleague One']])
    assert.equal(answered?.thread, asked?.id)
    const activity = bot.heard.at(-1)
    assert.equal(activity?.text, `<at>${connector.bot.name}</at> queue`)
    assert.deepEqual(activity?.conversation, {
      isGroup: true,
      conversationType: 'channel',
      tenantId: DESK.tenantId,
      id: `${channelThreadId(DESK)};messageid=${asked?.id}`,
    })
    await connector.say('colleague-one', 'mine', { in: 'desk', thread: asked?.id ?? '' })
    assert.equal(connector.conversation('desk').at(-1)?.thread, asked?.id)
  })
})
