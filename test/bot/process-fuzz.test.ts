import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { pathToFileURL } from 'node:url'
import { built } from '../support/build.ts'
import { activity, claims, post } from '../support/front-door.ts'
import { type FuzzRequest, fuzzRequest } from '../support/fuzz.ts'
import { openChance } from '../support/random.ts'
import { runBot } from '../support/running-bot.ts'
import { openSink } from '../support/sink.ts'

const REQUESTS = process.env.LONG ? 20_000 : 400
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000)
const AT_ONCE = 16
/** The first quarter makes what is made once; each of the others is judged by itself. */
const QUARTER = REQUESTS / 4
/** What a request may leave behind: its conversation's state and some lines of a chat (130 bytes on the average). */
const BYTES_EACH = 500
/** Code that is compiled later, and buffers: in the quietest quarter hardly any. */
const SLACK_BYTES = 400_000
const PATHS = [
  '/healthz',
  '/readyz',
  '/webhooks/payments',
  '/sandbox',
  '/sandbox/pay/method',
  '/sandbox/pay/bank',
  '/sandbox/pay/done',
  '/bank',
  '/sandbox/texts.json',
  '/nothing',
] as const

function describeRequest({ method, path, headers, body }: FuzzRequest): string {
  return `${method} ${path} ${JSON.stringify(headers)} ${body.toString().slice(0, 500)}`
}

describe(`any requests at all to the whole bot (SEED=${SEED})`, () => {
  it(`${REQUESTS} of them to a process in local mode: it lives, no 5xx but 501 for unknown invokes, its heap stays as it was`, async () => {
    const sink = await openSink()
    const told = pathToFileURL(await built('test/support/heap-telling-child.ts')).href
    const bot = await runBot({ LOG_LEVEL: 'error', NODE_OPTIONS: `--import ${told}` })
    const { url } = bot
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
    const send = ({ method, path, headers, body }: FuzzRequest) =>
      new Promise<number>((resolve, reject) => {
        const sent = request(
          new URL(url),
          { path, method, headers: { ...headers, 'content-length': body.length }, agent },
          (response) => {
            response.resume().on('error', reject)
            response.on('end', () => resolve(response.statusCode ?? 0))
          },
        )
        sent.on('error', reject).end(body)
      })
    try {
      await bot.address()
      const chance = openChance(SEED)
      const door = {
        activity: (changes = {}) => activity(sink.url, changes),
        claims: (changes = {}) => claims(sink.url, changes),
      }
      const heaps: number[] = []
      for (let n = 0; n < REQUESTS; n += AT_ONCE) {
        const batch = Array.from({ length: AT_ONCE }, () => fuzzRequest(chance, door, PATHS, 'a.b.c'))
        await Promise.all(
          batch.map(async (asked) => {
            const status = await send(asked).catch((error: Error) =>
              assert.fail(
                `SEED=${SEED}: ${error.message}, alive: ${bot.child.exitCode === null}, for ${describeRequest(asked)}\n${bot.printed().slice(-2_000)}`,
              ),
            )
            const fine = status < 500 || (status === 501 && asked.body.includes('invoke'))
            const what = `${status} for ${describeRequest(asked)}`
            assert.ok(fine, `SEED=${SEED}: ${what}\n${bot.printed().slice(-2_000)}`)
          }),
        )
        sink.hits.length = 0
        if (n + AT_ONCE >= (heaps.length + 1) * QUARTER) heaps.push(await bot.heapUsed())
      }
      assert.equal((await post(url, '/healthz', {}, '', 'GET')).status, 200)
      // What requests leave behind is left in every quarter; a page or a parser that is first used now, in one.
      const grown = heaps.slice(1).map((each, i) => each - (heaps[i] ?? 0))
      assert.equal(grown.length, 3)
      if (process.env.LONG) console.log(`      heap: ${grown} bytes more for ${QUARTER} requests each`)
      const most = SLACK_BYTES + QUARTER * BYTES_EACH
      assert.ok(Math.min(...grown) < most, `SEED=${SEED}: the heap grew by ${grown} bytes for ${QUARTER} requests each`)
    } finally {
      agent.destroy()
      await bot.remove()
      await sink.close()
    }
  })
})
