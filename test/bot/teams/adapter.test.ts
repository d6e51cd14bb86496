import assert from 'node:assert/strict'
import { TurnContext } from 'botbuilder'
import type { Activity, ConversationReference } from 'botframework-schema'
import {
  type FrontDoor,
  type FrontDoorOptions,
  OUTBOUND_TOKEN,
  openFrontDoor,
  post,
  postActivity,
} from '../../support/front-door.ts'
import { leastGrowth, MEGABYTE } from '../../support/heap.ts'
import { hang, status } from '../../support/sink.ts'
import { standingTimer } from '../../support/standing-timer.ts'

/** Milliseconds until an invoke is answered in any case. */
const INVOKE_MS = 2_800

type Turn = (context: TurnContext) => Promise<void>

const INVOKE = { type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'x' } } }

async function withDoor(options: FrontDoorOptions, work: (door: FrontDoor) => Promise<void>): Promise<void> {
  const door = await openFrontDoor(options)
  try {
    await work(door)
  } finally {
    await door.close()
  }
}

const sends = (door: FrontDoor) => door.sink.hits.map((hit) => JSON.parse(hit.body).text as string)

describe('the adapter', () => {
  it('answers a message with 200 and nothing, after its replies have gone out in order', () =>
    withDoor(
      {
        logic: async (context) =>
          void (await context.sendActivities([{ type: 'typing' }, { text: 'one' }, { text: 'two' }])),
      },
      async (door) => {
        const reply = await postActivity(door)
        assert.deepEqual([reply.status, reply.body], [200, ''])
        assert.deepEqual(sends(door), [undefined, 'one', 'two'])
        assert.equal(door.sink.hits[0]?.headers.authorization, `Bearer ${OUTBOUND_TOKEN}`)
        assert.match(
          door.sink.hits[1]?.path ?? '',
          /^\/v3\/conversations\/a%3Aconversation-one\/activities\/1700000000001$/,
        )
      },
    ))

  it('local mode: no app id, no token in, none out, a connector on loopback', () =>
    withDoor({ local: true }, async (door) => {
      const reply = await post(
        door.server.url,
        '/api/messages',
        { 'content-type': 'application/json' },
        JSON.stringify(door.activity()),
      )
      assert.equal(reply.status, 200)
      assert.deepEqual(sends(door), ['hello'])
      assert.equal(door.sink.hits[0]?.headers.authorization, undefined)
    }))

  it('local mode turns away what comes through a proxy, under another name, from another site', () =>
    withDoor({ local: true }, async (door) => {
      for (const header of [
        { 'x-forwarded-for': '203.0.113.1' },
        { forwarded: 'for=x' },
        { host: 'example.com' },
        { origin: 'https://example.com' },
      ]) {
        const headers = { 'content-type': 'application/json', ...header }
        const reply = await post(
          door.server.url,
          '/api/messages',
          headers as Record<string, string>,
          JSON.stringify(door.activity()),
        )
        assert.deepEqual([reply.status, reply.body], [403, ''])
      }
      assert.equal(door.turns.length, 0)
    }))

  it('F22: a known invoke gets its own status and body', () =>
    withDoor({ logic: answering({ status: 200, body: { statusCode: 200, type: 'x', value: 'y' } }) }, async (door) => {
      const reply = await postActivity(door, INVOKE)
      assert.deepEqual([reply.status, JSON.parse(reply.body)], [200, { statusCode: 200, type: 'x', value: 'y' }])
      assert.match(String(reply.headers['content-type']), /^application\/json/)
    }))

  it('F22: an invoke is answered when the answer is said, not when the turn is over', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const logic: Turn = async (context) => {
      await answering({ status: 200, body: { value: 'at once' } })(context)
      await held
    }
    await withDoor({ logic }, async (door) => {
      assert.match((await postActivity(door, INVOKE)).body, /at once/)
      release()
    })
  })

  it('F22: an invoke with an unknown name gets 501 and nothing', () =>
    withDoor({ logic: async () => {} }, async (door) => {
      const reply = await postActivity(door, { ...INVOKE, name: 'nobody/knows' })
      assert.deepEqual([reply.status, reply.body], [501, ''])
    }))

  it('F22: an invoke whose turn throws gets a calm sentence: no stack, no message', () =>
    withDoor({ logic: throwing }, async (door) => {
      for (const invoke of [INVOKE, { ...INVOKE, name: 'other' }]) {
        const reply = await postActivity(door, invoke)
        assert.equal(reply.status, 200)
        const { statusCode, type, value } = JSON.parse(reply.body)
        assert.deepEqual([statusCode, type], [200, 'application/vnd.microsoft.activity.message'])
        assert.match(value, /^Sorry, .*\w{8}/)
        assert.ok(!reply.body.includes('canary') && !door.lines.join('').includes('canary'))
      }
    }))

  it('F22: an invoke whose turn hangs is answered in time, in the words that it was given', () => {
    const invokeFallback = (activity: Activity, why: string) => ({ status: 200, body: { why, name: activity.name } })
    const timers = standingTimer()
    return withDoor(
      { logic: () => new Promise(() => {}), adapter: { timer: timers.timer, invokeFallback } },
      async (door) => {
        const replied = postActivity(door, INVOKE)
        await timers.awaited(INVOKE_MS)
        timers.turn(INVOKE_MS)
        assert.deepEqual(JSON.parse((await replied).body), { why: 'late', name: 'adaptiveCard/action' })
      },
    )
  })

  it('F22: late is under 3 seconds by itself', () => {
    const timers = standingTimer()
    return withDoor({ logic: () => new Promise(() => {}), adapter: { timer: timers.timer } }, async (door) => {
      const replied = postActivity(door, INVOKE)
      await timers.awaited(INVOKE_MS)
      timers.turn(2_999)
      assert.equal(JSON.parse((await replied).body).type, 'application/vnd.microsoft.activity.message')
    })
  })

  it('F22: an answer that is none becomes 500, never a broken response', () =>
    withDoor({ logic: answering('nonsense') }, async (door) => {
      assert.equal((await postActivity(door, INVOKE)).status, 500)
    }))

  it('F41: a turn that throws ends there: it is logged, and Teams is told 200', () =>
    withDoor({ logic: throwing }, async (door) => {
      const reply = await postActivity(door)
      assert.deepEqual([reply.status, reply.body], [200, ''])
      assert.deepEqual(sends(door), [])
      const line = door.lines.map((text) => JSON.parse(text)).find((fields) => fields.msg === 'turn failed')
      assert.equal(line.err.name, 'Error')
      assert.match(line.turn, /^[\w-]{8}$/)
    }))

  it('F44: a reply that may have arrived is not sent twice', () =>
    withDoor({}, async (door) => {
      door.sink.next(status(500))
      assert.equal((await postActivity(door)).status, 200)
      assert.equal(door.sink.hits.length, 1)
    }))

  it('F43: a reply that Teams throttles is sent again, and the order is kept', () => {
    const timers = standingTimer()
    return withDoor(
      {
        logic: async (context) => void (await context.sendActivities([{ text: 'one' }, { text: 'two' }])),
        adapter: { timer: timers.timer, delivery: { random: () => 0 } },
      },
      async (door) => {
        door.sink.next(status(429, { 'retry-after': '1' }))
        const replied = postActivity(door)
        await timers.awaited(1_000)
        timers.turn(1_000)
        assert.equal((await replied).status, 200)
        assert.deepEqual(sends(door), ['one', 'one', 'two'])
      },
    )
  })

  it('F45: a connector that hangs holds one turn no longer than the set time, and no other', () => {
    const timers = standingTimer()
    return withDoor({ adapter: { timer: timers.timer } }, async (door) => {
      door.sink.next(hang)
      const first = postActivity(door)
      while (door.sink.hits.length === 0) await new Promise((resolve) => setImmediate(resolve))
      assert.equal((await postActivity(door, { id: '2' })).status, 200)
      timers.turn(5_000)
      assert.equal((await first).status, 200)
      assert.equal(door.lines.filter((line) => line.includes('turn failed')).length, 1)
    })
  })

  it('F42: after the turn the context is of no use; a stored reference is', async () => {
    let late: TurnContext | undefined
    let reference: Partial<ConversationReference> = {}
    const logic: Turn = async (context) => {
      late = context
      reference = TurnContext.getConversationReference(context.activity)
    }
    await withDoor({ logic }, async (door) => {
      await postActivity(door)
      assert.throws(() => late?.sendActivity('too late'), TypeError)
      assert.equal((await door.adapter.outbound.send(reference, { type: 'message', text: 'in time' })).outcome, 'sent')
      await door.adapter.continueConversation(
        reference,
        async (context) => void (await context.sendActivity('as a turn')),
      )
      assert.deepEqual(sends(door), ['in time', 'as a turn'])
      await assert.rejects(door.adapter.continueConversation(reference, throwing))
    })
  })

  it('keeps one connection and no client per turn: 300 turns leave the heap as it was', () =>
    withDoor({}, async (door) => {
      for (let n = 0; n < 100; n++) await postActivity(door)
      const grown = await leastGrowth(4 * MEGABYTE, async () => {
        for (let n = 0; n < 300; n++) await postActivity(door)
        door.sink.hits.length = 1
        door.lines.length = 0
      })
      assert.ok(grown < 4 * MEGABYTE, `the heap grew by ${grown} bytes`)
      assert.equal(door.sink.hits[0]?.socket, 1)
    }))
})

const throwing: Turn = async () => {
  throw new Error('canary: mongodb://user:password@host')
}

function answering(value: unknown): Turn {
  return async (context) => void (await context.sendActivity({ type: 'invokeResponse', value }))
}
