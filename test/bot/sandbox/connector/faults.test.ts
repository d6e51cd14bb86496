import assert from 'node:assert/strict'
import type { Connector } from '../../../../bot/sandbox/connector/connector.ts'
import type { Fault } from '../../../../bot/sandbox/connector/faults.ts'
import { personalConversationId } from '../../../../bot/sandbox/connector/stage.ts'
import { HANGS_MS } from '../../../support/hangs.ts'
import { openStage } from './stage.ts'

describe('connector: faults on request', () => {
  let connector: Connector

  beforeEach(async () => {
    // Nobody listens at the bot's address: here only the connector's own answers matter.
    connector = await openStage({ botUrl: 'http://127.0.0.1:9/api/messages' })
    await connector.install('purchaser-one')
    await connector.install('purchaser-two')
  })
  afterEach(async () => {
    await connector.close()
  })

  const address = (id: string) => `${connector.url}v3/conversations/${personalConversationId(connector.person(id))}`
  const send = (id = 'purchaser-one', signal?: AbortSignal) =>
    fetch(`${address(id)}/activities`, {
      method: 'POST',
      body: '{"type":"message","text":"hello"}',
      ...(signal ? { signal } : {}),
    })
  async function answerTo(fault: Fault): Promise<[number, string, string | null]> {
    connector.faults.next(fault)
    const response = await send()
    const code = /"code":"(\w+)"/.exec(await response.text())?.[1] ?? ''
    return [response.status, code, response.headers.get('retry-after')]
  }

  it('F43: throttles with or without Retry-After, word for word', async () => {
    assert.deepEqual(await answerTo({ answer: 'throttled' }), [429, 'Throttled', null])
    for (const retryAfter of ['2', '86400', 'Wed, 21 Oct 2026 07:28:00 GMT', 'soon']) {
      assert.deepEqual(await answerTo({ answer: 'throttled', retryAfter }), [429, 'Throttled', retryAfter])
    }
    assert.equal((await send()).status, 201)
  })

  it('F44: answers 412, 500, 502, 503, 504 before or after the message arrived', async () => {
    const answers = ['precondition-failed', 'server-error', 'bad-gateway', 'unavailable', 'gateway-timeout'] as const
    const statuses: number[] = []
    for (const answer of answers) statuses.push((await answerTo({ answer }))[0])
    assert.deepEqual(statuses, [412, 500, 502, 503, 504])
    assert.equal(connector.conversation('purchaser-one').length, 0)
    await answerTo({ answer: 'server-error', accepted: true })
    assert.equal(connector.conversation('purchaser-one').length, 1)
  })

  it('F44: resets the connection before or after the message arrived', async () => {
    connector.faults.next({ answer: 'reset' })
    await assert.rejects(send())
    assert.equal(connector.conversation('purchaser-one').length, 0)
    connector.faults.next({ answer: 'reset', accepted: true })
    await assert.rejects(send())
    assert.equal(connector.conversation('purchaser-one').length, 1)
  })

  it('F45: hangs until the client gives up, and is quiet all the same', async () => {
    connector.faults.next({ answer: 'hang' })
    const giveUp = new AbortController()
    const hanging = send('purchaser-one', giveUp.signal)
    await connector.quiet({ timeoutMs: HANGS_MS })
    assert.equal((await send()).status, 201)
    giveUp.abort()
    await assert.rejects(hanging)
  })

  it('F46: refuses in three ways, knows nobody, finds it too big', async () => {
    const answers = ['blocked', 'uninstalled', 'disabled', 'not-found', 'too-big'] as const
    const got: [number, string, string | null][] = []
    for (const answer of answers) got.push(await answerTo({ answer }))
    assert.deepEqual(
      got.map(([status, code]) => `${status} ${code}`),
      [
        '403 ConversationBlockedByUser',
        '403 BotNotInConversationRoster',
        '403 BotDisabledByAdmin',
        '404 ConversationNotFound',
        '413 MessageSizeTooBig',
      ],
    )
  })

  it('F46: one person’s fault is nobody else’s, and one operation’s no other’s', async () => {
    connector.faults.next({ answer: 'blocked', conversation: 'purchaser-two' })
    connector.faults.next({ answer: 'server-error', operations: ['read'] })
    assert.equal((await send('purchaser-one')).status, 201)
    assert.equal((await send('purchaser-two')).status, 403)
    assert.equal((await fetch(`${address('purchaser-one')}/members`)).status, 500)
  })

  it('F46: a fault can be that of all whose short keys match', async () => {
    connector.faults.every(1, { answer: 'blocked', conversation: /-two$/ })
    assert.equal((await send('purchaser-one')).status, 201)
    assert.equal((await send('purchaser-two')).status, 403)
  })

  it('answers every nth request so, until cleared', async () => {
    connector.faults.every(3, { answer: 'unavailable' })
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push((await send()).status)
    assert.deepEqual(statuses, [201, 201, 503, 201, 201, 503])
    connector.faults.clear()
    for (let i = 0; i < 3; i++) assert.equal((await send()).status, 201)
    assert.equal(connector.stats.faults, 2)
  })

  it('F43: keeps Teams’ limits when asked to, by real time', async () => {
    const strict = await openStage({ botUrl: 'http://127.0.0.1:9/api/messages', limits: true })
    try {
      await strict.install('purchaser-one')
      const to = `${strict.url}v3/conversations/${personalConversationId(strict.person('purchaser-one'))}/activities`
      const post = (text: string) => fetch(to, { method: 'POST', body: JSON.stringify({ type: 'message', text }) })
      assert.equal((await post('文'.repeat(14_400))).status, 413)
      const responses = await Promise.all(Array.from({ length: 8 }, () => post('hello')))
      const refused = responses.filter((each) => each.status === 429)
      assert.ok(refused.length >= 1)
      assert.equal(refused[0]?.headers.get('retry-after'), '1')
      assert.equal(strict.stats.throttled, refused.length)
    } finally {
      await strict.close()
    }
  })
})
