import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { TurnContext } from 'botbuilder'
import { type FrontDoor, openFrontDoor, postActivity } from '../../support/front-door.ts'
import { type FuzzRequest, fuzzBytes, fuzzRequest } from '../../support/fuzz.ts'
import { heapUsed, MEGABYTE } from '../../support/heap.ts'
import { openChance } from '../../support/random.ts'

const REQUESTS = process.env.LONG ? 24_000 : 1_200
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000)
const AT_ONCE = 24
const PATHS = ['/healthz', '/form', '/webhook', '/api/messages', '/', '/nothing'] as const

describe(`any requests at all (SEED=${SEED})`, () => {
  let door: FrontDoor
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  before(async () => {
    door = await openFrontDoor({
      routes: [
        { method: 'GET', path: '/healthz', handle: async () => ({ status: 200 }) },
        { method: 'GET', path: '/form', handle: async ({ query }) => ({ status: 200, body: query.get('a') ?? '' }) },
        { method: 'POST', path: '/form', handle: async ({ body }) => ({ status: 200, body }) },
        { method: 'POST', path: '/webhook', maxBytes: 1_000, handle: async () => ({ status: 400 }) },
      ],
      logic: async (context) => {
        TurnContext.getConversationReference(context.activity)
        if (context.activity.name === 'adaptiveCard/action') {
          await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: {} } })
        }
        if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text ?? ''}`)
      },
    })
  })
  after(async () => {
    agent.destroy()
    await door.close()
  })

  function send({ method, path, headers, body }: FuzzRequest): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(door.server.url),
        { path, method, headers: { ...headers, 'content-length': body.length }, agent },
        (response) => {
          response
            .resume()
            .on('end', () => resolve(response.statusCode ?? 0))
            .on('error', reject)
        },
      )
      sent.on('error', reject).end(body)
    })
  }

  function sendBytes(bytes: Buffer): Promise<string> {
    return new Promise((resolve) => {
      let answer = ''
      const socket = connect(door.server.port, '127.0.0.1', () => socket.end(bytes))
      socket.on('data', (chunk) => {
        answer += chunk
      })
      socket.on('error', () => undefined).on('close', () => resolve(answer))
    })
  }

  it(`${REQUESTS} of them: nothing falls, no 5xx but 501 for unknown invokes, the heap stays within 10 MB`, async () => {
    const chance = openChance(SEED)
    const good = await door.issuer.sign(door.claims())
    const seen = new Map<number, number>()
    /** At the end of each quarter: what the first one loads and keeps for good is not counted. */
    const heaps: number[] = []
    for (let n = 0; n < REQUESTS; n += AT_ONCE) {
      const batch = Array.from({ length: AT_ONCE }, () => fuzzRequest(chance, door, PATHS, good))
      await Promise.all(
        batch.map(async (asked) => {
          const status = await send(asked)
          seen.set(status, (seen.get(status) ?? 0) + 1)
          const fine = status < 500 || (status === 501 && asked.body.includes('invoke'))
          assert.ok(
            fine,
            `SEED=${SEED}: ${status} for ${asked.method} ${asked.path} ${asked.body.toString().slice(0, 500)}`,
          )
        }),
      )
      const said = await Promise.all(Array.from({ length: 2 }, () => sendBytes(fuzzBytes(chance))))
      for (const answer of said) assert.doesNotMatch(answer, /^HTTP\/1\.1 5/, `SEED=${SEED}`)
      door.sink.hits.length = 0
      door.lines.length = 0
      door.turns.length = 0
      if (n + AT_ONCE >= ((heaps.length + 1) * REQUESTS) / 4) heaps.push(await heapUsed())
    }
    // What requests leave behind is left in every quarter; what others in this process have left comes and goes.
    const grown = heaps.slice(1).map((each, i) => each - (heaps[i] ?? 0))
    assert.equal(grown.length, 3)
    assert.ok(
      Math.min(...grown) < (10 * MEGABYTE) / 3,
      `SEED=${SEED}: the heap grew by ${grown} bytes, quarter by quarter`,
    )
    for (const status of [200, 400, 401, 404, 405, 415, 501]) assert.ok(seen.has(status), `${status} was never seen`)
    assert.equal((await postActivity(door)).status, 200)
  })
})
