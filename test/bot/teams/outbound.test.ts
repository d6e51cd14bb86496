import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import type { ConversationReference } from 'botframework-schema'
import { openLog } from '../../../bot/log/log.ts'
import { readConfig } from '../../../bot/settings/config.ts'
import { createAdapter } from '../../../bot/teams/adapter.ts'
import type { Sent } from '../../../bot/teams/outcome.ts'
import type { DeliveryOptions } from '../../../bot/teams/retry-policy.ts'
import { invokeFallback } from '../../../bot/turn/invoke-fallback.ts'
import type { Timer } from '../../../store/values/timer.ts'
import { type Answerer, hang, hangInTheMiddle, openSink, reset, type Sink, status } from '../../support/sink.ts'
import { standingTimer } from '../../support/standing-timer.ts'

/** Longer than all pauses. */
const TRY_MS = 5_000
const TEXT = 'canary text of the message'

describe('outbound', () => {
  let sink: Sink
  let timers: ReturnType<typeof pausing>
  beforeEach(async () => {
    sink = await openSink()
    timers = pausing()
  })
  afterEach(() => sink.close())

  /** Local mode, so without a token of our own; pauses are noted and pass at once, chance always says 0.5. */
  function outbound(delivery: Partial<DeliveryOptions> = {}) {
    const log = openLog({ level: 'silent' })
    const adapter = createAdapter(readConfig({}, ['--local']), {
      log,
      invokeFallback,
      timer: timers.timer,
      delivery: { random: () => 0.5, ...delivery },
    })
    return adapter.outbound
  }

  const reference = (changes: Partial<ConversationReference> = {}): Partial<ConversationReference> => ({
    activityId: 'said-before',
    bot: { id: '28:bot', name: 'Bot' },
    user: { id: '29:purchaser-one', name: 'Purchaser One' },
    conversation: { id: 'a:conversation-one', isGroup: false, conversationType: 'personal', name: '' },
    channelId: 'msteams',
    serviceUrl: sink.url,
    ...changes,
  })
  const send = (delivery?: Partial<DeliveryOptions>) =>
    outbound(delivery).send(reference(), { type: 'message', text: TEXT })

  it('sends to the conversation that the reference names, once, and tells the id', async () => {
    assert.deepEqual(await send(), { outcome: 'sent', activityId: 'id-1' })
    const [hit] = sink.hits
    assert.equal(hit?.method, 'POST')
    assert.equal(hit?.path, '/v3/conversations/a%3Aconversation-one/activities')
    const body = JSON.parse(hit?.body ?? '')
    assert.deepEqual(
      [body.text, body.from.id, body.recipient.id, body.replyToId],
      [TEXT, '28:bot', '29:purchaser-one', undefined],
    )
  })

  it('changes a message', async () => {
    const sent = await outbound().update(reference(), 'old', { type: 'message', text: TEXT })
    assert.equal(sent.outcome, 'sent')
    assert.equal(sink.hits[0]?.method, 'PUT')
    assert.equal(sink.hits[0]?.path, '/v3/conversations/a%3Aconversation-one/activities/old')
  })

  it('leaves the activity and the reference as they were', async () => {
    const activity = Object.freeze({ type: 'message', text: TEXT })
    const place = Object.freeze(reference())
    assert.equal((await outbound().send(place, activity)).outcome, 'sent')
  })

  it('takes no id for an answer', async () => {
    sink.next((_hit, response) => {
      response.writeHead(202, { 'content-type': 'text/html' })
      response.end('<p>accepted')
      return true
    })
    assert.deepEqual(await send(), { outcome: 'sent' })
  })

  const ONE_TRY: [fault: string, what: string, answer: Answerer, expected: Sent][] = [
    ['F44', '500', status(500, {}, 'ServiceError'), { outcome: 'unknown', detail: '500 ServiceError' }],
    ['F44', '503', status(503), { outcome: 'unknown', detail: '503 Refused' }],
    ['F44', '503 with Retry-After', status(503, { 'retry-after': '1' }), { outcome: 'unknown', detail: '503 Refused' }],
    ['F44', 'a reset', reset, { outcome: 'unknown', detail: 'ECONNRESET' }],
    [
      'F46',
      '403, blocked',
      status(403, {}, 'ConversationBlockedByUser'),
      { outcome: 'blocked', detail: '403 ConversationBlockedByUser' },
    ],
    [
      'F46',
      '403, not in the roster',
      status(403, {}, 'BotNotInConversationRoster'),
      { outcome: 'blocked', detail: '403 BotNotInConversationRoster' },
    ],
    [
      'F46',
      '403, disabled',
      status(403, {}, 'BotDisabledByAdmin'),
      { outcome: 'blocked', detail: '403 BotDisabledByAdmin' },
    ],
    ['F46', '404', status(404, {}, 'ConversationNotFound'), { outcome: 'gone', detail: '404 ConversationNotFound' }],
    ['F46', '413', status(413, {}, 'MessageSizeTooBig'), { outcome: 'too-big', detail: '413 MessageSizeTooBig' }],
    [
      'F46',
      '400 for its size',
      status(400, {}, 'MessageSizeTooBig'),
      { outcome: 'too-big', detail: '400 MessageSizeTooBig' },
    ],
    ['F46', '400', status(400, {}, 'BadSyntax'), { outcome: 'failed', detail: '400 BadSyntax' }],
    [
      'F46',
      '401',
      status(401, {}, 'Unauthorized'),
      { outcome: 'failed', retryAfterMs: 60_000, detail: '401 Unauthorized' },
    ],
    [
      'F12',
      'a redirect elsewhere',
      status(307, { location: 'http://127.0.0.1:9/' }),
      { outcome: 'failed', detail: '307 Refused' },
    ],
  ]
  for (const [fault, what, answer, expected] of ONE_TRY) {
    it(`${fault}: ${what} -> ${expected.outcome}, one try`, async () => {
      sink.next(answer)
      assert.deepEqual(await send(), expected)
      assert.equal(sink.hits.length, 1)
    })
  }

  for (const code of [412, 429, 502, 504]) {
    it(`F44: ${code} twice, then well -> sent, with growing pauses`, async () => {
      sink.next(status(code), status(code))
      assert.deepEqual(await send(), { outcome: 'sent', activityId: 'id-3' })
      assert.deepEqual(timers.pauses, [187.5, 375])
    })

    it(`F43: ${code} for ever -> failed after four tries, and when to come back`, async () => {
      sink.next(...Array.from({ length: 10 }, () => status(code)))
      assert.deepEqual(await send(), { outcome: 'failed', retryAfterMs: 5_000, detail: `${code} Refused` })
      assert.equal(sink.hits.length, 4)
    })
  }

  const date = 'Mon, 23 Nov 2026 08:00:00 GMT'
  const RETRY_AFTER: [what: string, headers: Record<string, string>, pause: number | undefined, later: number][] = [
    ['of a second', { 'retry-after': '1' }, 1_125, 1_000],
    ['of half a second', { 'retry-after': '0.5' }, 625, 1_000],
    ['of nothing', { 'retry-after': '0' }, 187.5, 1_000],
    ['of a date in two seconds', { 'retry-after': 'Mon, 23 Nov 2026 08:00:02 GMT', date }, 2_125, 2_000],
    ['of a date gone by', { 'retry-after': 'Mon, 23 Nov 2026 07:00:00 GMT', date }, 187.5, 1_000],
    ['of a day', { 'retry-after': '86400' }, undefined, 900_000],
    ['of thirty years', { 'retry-after': '999999999' }, undefined, 900_000],
    ['below nothing', { 'retry-after': '-5' }, 187.5, 5_000],
    ['of nonsense', { 'retry-after': 'soon' }, 187.5, 5_000],
    ['of nothing at all', { 'retry-after': '' }, 187.5, 5_000],
  ]
  for (const [what, headers, pause, later] of RETRY_AFTER) {
    it(`F43: Retry-After ${what} -> ${pause === undefined ? 'no waiting here' : `${pause} ms`}, at the end ${later} ms`, async () => {
      sink.next(...Array.from({ length: 4 }, () => status(429, headers)))
      const sent = await send()
      assert.deepEqual(sent, { outcome: 'failed', retryAfterMs: later, detail: '429 Refused' })
      assert.equal(timers.pauses[0], pause)
    })
  }

  it('F43: pauses and slow tries together stay within the bound', async () => {
    const slow: Answerer = (...asked) => {
      timers.turn(2_000)
      return status(502)(...asked)
    }
    sink.next(...Array.from({ length: 9 }, () => slow))
    assert.equal((await send()).outcome, 'failed')
    assert.ok(timers.timer.now() <= 7_000, `it took ${timers.timer.now()}`)
  })

  for (const [what, answer] of [
    ['before the answer', hang],
    ['in the middle of the answer', hangInTheMiddle],
  ] as const) {
    it(`F45: hangs ${what} -> given up at the set time, unknown, not sent again`, async () => {
      sink.next(answer)
      const sending = send({ tryMs: TRY_MS })
      while (sink.hits.length === 0) await new Promise((resolve) => setImmediate(resolve))
      timers.turn(TRY_MS)
      assert.equal((await sending).outcome, 'unknown')
      assert.equal(sink.hits.length, 1)
    })
  }

  it('F44: nobody listens -> nothing was sent: tried again, then failed', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const address = closed.address()
    const port = typeof address === 'object' ? address?.port : 0
    await new Promise((resolve) => closed.close(resolve))
    const place = reference({ serviceUrl: `http://127.0.0.1:${port}/` })
    const sent = await outbound().send(place, { type: 'message', text: TEXT })
    assert.deepEqual(sent, { outcome: 'failed', retryAfterMs: 30_000, detail: 'ECONNREFUSED' })
    assert.equal(timers.pauses.length, 3)
  })

  it('F12: an address that is not on the list gets nothing', async () => {
    const sent = await outbound().send(reference({ serviceUrl: 'https://example.com/' }), {
      type: 'message',
      text: TEXT,
    })
    assert.equal(sent.outcome, 'failed')
    assert.equal(sent.retryAfterMs, undefined)
  })

  it('F47: goes to the service URL of the reference that it is given', async () => {
    const other = await openSink()
    try {
      const out = outbound()
      await out.send(reference(), { type: 'message', text: TEXT })
      await out.send(reference({ serviceUrl: other.url }), { type: 'message', text: TEXT })
      assert.deepEqual([sink.hits.length, other.hits.length], [1, 1])
    } finally {
      await other.close()
    }
  })

  it('keeps connections and one client per service URL', async () => {
    const out = outbound()
    for (let n = 0; n < 20; n++) await out.send(reference(), { type: 'message', text: TEXT })
    assert.equal(new Set(sink.hits.map((hit) => hit.socket)).size, 1)
  })

  it('F69: what it tells holds nothing of the message', async () => {
    const kinds = new Set<Sent['outcome']>()
    for (const answer of [status(500), status(403), status(404), status(413), status(400), reset]) {
      sink.next(answer)
      const sent = await send()
      kinds.add(sent.outcome)
      assert.ok(!JSON.stringify(sent).includes('canary'))
    }
    assert.equal(kinds.size, 5)
  })
})

/** A timer that notes pauses and lets them pass at once; what bounds a try waits until it is turned. */
function pausing() {
  const { timer, turn } = standingTimer()
  const pauses: number[] = []
  const after: Timer['after'] = (ms, ring) => {
    const stop = timer.after(ms, ring)
    if (ms >= TRY_MS) return stop
    pauses.push(ms)
    setImmediate(() => turn(ms))
    return stop
  }
  return { turn, pauses, timer: { ...timer, after } }
}
