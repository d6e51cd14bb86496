import assert from 'node:assert/strict'
import type { Connector } from '../../../../bot/sandbox/connector/connector.ts'
import { HANGS_MS } from '../../../support/hangs.ts'
import { startEndpoint } from './endpoint.ts'
import { openStage } from './stage.ts'

describe('connector: what people do, as Teams would send it', () => {
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>
  let connector: Connector
  const opened: { close(): Promise<unknown> }[] = []

  beforeEach(async () => {
    endpoint = await startEndpoint()
    connector = await openStage({
      botUrl: endpoint.url,
      authorization: async (activity) => `Bearer for ${activity.type}`,
    })
    await connector.install('purchaser-two')
    opened.push(connector, endpoint)
  })
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close()
  })
  const last = () => endpoint.heard.at(-1) ?? {}
  /** The bot's message with that id, put into the chat through the REST side. */
  async function botSays(text: string): Promise<string> {
    const { id } = Object(endpoint.heard[0]?.conversation)
    const response = await fetch(`${connector.url}v3/conversations/${encodeURIComponent(id)}/activities`, {
      method: 'POST',
      body: JSON.stringify({ type: 'message', text }),
    })
    return String(Object(await response.json()).id)
  }

  it('installs with two events, of which only installationUpdate has the locale', () => {
    const sorted = endpoint.heard.toSorted((a, b) => String(a.type).localeCompare(String(b.type)))
    assert.deepEqual(
      sorted.map(({ type, action, locale, membersAdded }) => ({ type, action, locale, membersAdded })),
      [
        { type: 'conversationUpdate', action: undefined, locale: undefined, membersAdded: [{ id: connector.bot.id }] },
        { type: 'installationUpdate', action: 'add', locale: 'zh-TW', membersAdded: undefined },
      ],
    )
  })

  it('says who, where, in which language and zone', async () => {
    await connector.say('purchaser-two', '優惠')
    const { from, conversation, recipient, ...rest } = last()
    assert.deepEqual(Object.keys(Object(from)), ['id', 'name', 'aadObjectId'])
    assert.match(JSON.stringify(from), /"29:1[\w-]{43}"/)
    assert.match(
      JSON.stringify(conversation),
      /"conversationType":"personal","tenantId":"22222222-.*"id":"a:1[\w-]{43}"/,
    )
    assert.match(String(Object(recipient).id), /^28:/)
    assert.deepEqual(rest, {
      type: 'message',
      id: 'id-3',
      timestamp: '2026-11-23T08:00:00.000Z',
      localTimestamp: '2026-11-23T16:00:00.000+08:00',
      localTimezone: 'Asia/Taipei',
      channelId: 'msteams',
      serviceUrl: connector.url,
      locale: 'zh-TW',
      text: '優惠',
      textFormat: 'plain',
      attachments: [{ contentType: 'text/html', content: '<p>優惠</p>' }],
      entities: [{ type: 'clientInfo', locale: 'zh-TW', country: 'TW', platform: 'Web', timezone: 'Asia/Taipei' }],
      channelData: { tenant: { id: connector.person('purchaser-two').tenantId } },
    })
    assert.equal(endpoint.headers.at(-1), 'Bearer for message')
  })

  it('sends the language and zone that the client was set to', async () => {
    connector.change('purchaser-two', { locale: 'en-GB', zone: 'Europe/London' })
    await connector.say('purchaser-two', 'offers')
    assert.deepEqual([last().locale, last().localTimezone], ['en-GB', 'Europe/London'])
    await connector.say('purchaser-two', 'offers', { locale: 'de-DE' })
    assert.equal(last().locale, 'de-DE')
  })

  it('sends Action.Submit as a message with a value, inputs over data', async () => {
    const id = await botSays('a card')
    await connector.press('purchaser-two', id, { type: 'Action.Submit', data: { verb: 'pick', n: 1 } }, { n: '2' })
    assert.deepEqual(
      [last().type, last().text, last().value, last().replyToId],
      ['message', undefined, { verb: 'pick', n: '2' }, id],
    )
    const alone = { type: 'Action.Submit', associatedInputs: 'None', data: { verb: 'back' } }
    await connector.press('purchaser-two', id, alone, { n: '2' })
    assert.deepEqual(last().value, { verb: 'back' })
    await connector.press('purchaser-two', id, { type: 'Action.Submit', data: 'plain' }, { n: '2' })
    assert.equal(last().value, 'plain')
  })

  it('turns the msteams block of a Submit into what Teams makes of it', async () => {
    const id = await botSays('a card')
    const press = (msteams: unknown) =>
      connector.press('purchaser-two', id, { type: 'Action.Submit', data: { msteams, more: 1 } })
    await press({ type: 'messageBack', text: 'offers', value: { a: 1 } })
    assert.deepEqual([last().text, last().value], ['offers', { a: 1 }])
    await press({ type: 'imBack', value: 'help' })
    assert.deepEqual([last().text, last().value], ['help', undefined])
    await press({ type: 'task/fetch' })
    assert.deepEqual(last().value, { more: 1 })
  })

  it('tells under the card what became of a press', async () => {
    const id = await botSays('a card')
    const note = () => connector.conversation('purchaser-two')[0]?.notes['purchaser-two']
    const execute = { type: 'Action.Execute', verb: 'buy' }
    endpoint.answers.push({ status: 500 })
    await connector.press('purchaser-two', id, execute)
    assert.deepEqual(note(), { failed: true, text: '' })
    const said = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Done' }
    endpoint.answers.push({ status: 200, body: said })
    await connector.press('purchaser-two', id, execute)
    assert.deepEqual(note(), { failed: false, text: 'Done' })
    const error = { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'Bad', message: 'No' } }
    endpoint.answers.push({ status: 200, body: error })
    await connector.press('purchaser-two', id, execute)
    assert.deepEqual(note(), { failed: true, text: 'No' })
    await connector.press('purchaser-two', id, execute)
    assert.equal(note(), undefined)
  })

  it('F36: sends edits, deletions and reactions as what they are, with the message’s own id', async () => {
    await connector.say('purchaser-two', 'teh offers')
    const { id } = last()
    assert.equal(typeof id, 'string')
    await connector.edit('purchaser-two', String(id), 'the offers')
    assert.deepEqual([last().type, last().id, last().text], ['messageUpdate', id, 'the offers'])
    assert.equal(Object(last().channelData).eventType, 'editMessage')
    await connector.react('purchaser-two', String(id), 'like')
    assert.deepEqual(
      [last().type, last().reactionsAdded, last().replyToId],
      ['messageReaction', [{ type: 'like' }], id],
    )
    await connector.remove('purchaser-two', String(id))
    assert.deepEqual([last().type, last().id, last().text], ['messageDelete', id, undefined])
    const other = await botSays('mine')
    await assert.rejects(connector.edit('purchaser-two', other, 'x'), /not purchaser-two's/)
  })

  it('F29: delivers the last act again, the same or with a new id', async () => {
    await connector.say('purchaser-two', 'hello', { replay: 2 })
    await connector.redeliver('purchaser-two', 2)
    await connector.redeliver('purchaser-two', 1, { newId: true })
    assert.deepEqual(
      endpoint.heard.slice(2).map((each) => [each.text, each.id]),
      [...Array.from({ length: 5 }, () => ['hello', 'id-3']), ['hello', 'id-4']],
    )
    await assert.rejects(connector.redeliver('purchaser-one'), /nothing yet/)
  })

  it('lets a test send anything', async () => {
    await connector.raw('purchaser-two', { type: 'invoke', name: 'unknown/name', from: undefined })
    assert.deepEqual([last().type, last().name, 'from' in last()], ['invoke', 'unknown/name', false])
  })

  it('gives status 0 for a bot that is silent or gone, and marks the message', async () => {
    const hasty = await openStage({ botUrl: endpoint.url, patienceMs: 50 })
    opened.push(hasty)
    await hasty.install('purchaser-one')
    endpoint.fallSilent()
    assert.equal((await hasty.say('purchaser-one', 'anybody?')).status, 0)
    assert.equal(hasty.conversation('purchaser-one')[0]?.delivered, false)
    await endpoint.close()
    assert.equal((await hasty.say('purchaser-one', 'anybody?')).status, 0)
  })

  it('waits for what fits, gives up in time, and passes on what the look throws', async () => {
    const later = (messages: { text?: string | undefined }[]) => messages.find(({ text }) => text === 'later')
    const waiting = connector.waitFor('purchaser-two', later, { timeoutMs: HANGS_MS })
    await botSays('first')
    await botSays('later')
    assert.equal((await waiting).text, 'later')
    await assert.rejects(
      connector.waitFor('purchaser-two', () => false, { timeoutMs: 20 }),
      /within 20 ms.*later/,
    )
    const look = (messages: unknown[]) => assert.equal(messages.length, 2)
    const broken = assert.rejects(
      connector.waitFor('purchaser-two', look, { timeoutMs: HANGS_MS }),
      assert.AssertionError,
    )
    await botSays('third')
    await broken
  })
})
