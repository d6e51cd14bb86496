import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { ToBotFromBotOrEmulatorTokenValidationParameters as library } from 'botframework-connector/lib/auth/tokenValidationParameters.js'
import { guardMessages } from '../../../bot/teams/guard.ts'
import { APP, type FrontDoor, post, postActivity } from '../../support/front-door.ts'
import { heapUsed, leastGrowth, MEGABYTE } from '../../support/heap.ts'
import { ISSUER, unsigned } from '../../support/issuer.ts'
import { openRig } from '../../support/rig.ts'

const REQUESTS = process.env.LONG ? 10_000 : 600

/** Unsigned, of a tenant that nobody has heard of; every other one looks like the Bot Connector's own. */
function flood(door: FrontDoor, n: number): string {
  const tid = randomUUID()
  const iss = n % 2 === 0 ? `https://sts.windows.net/${tid}/` : ISSUER
  return unsigned({ alg: 'RS256', kid: `key-${tid}` }, door.claims({ iss, tid, appid: APP, ver: '1.0' }))
}

describe('floods of unsigned requests', () => {
  let door: FrontDoor
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  before(async () => {
    door = await openRig()
    await postActivity(door)
  })
  after(async () => {
    agent.destroy()
    await door.close()
  })

  function send(token: string): Promise<number> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL('/api/messages', door.server.url),
        { method: 'POST', headers, agent },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0))
        },
      )
      sent.on('error', reject).end(JSON.stringify(door.activity()))
    })
  }

  /** The answers' statuses to so many tenants' requests, the first of whom is tenant `from`. */
  async function sendMany(count: number, from = 0): Promise<Set<number>> {
    const seen = new Set<number>()
    for (let n = from; n < from + count; n += 20) {
      const statuses = await Promise.all(Array.from({ length: 20 }, (_, k) => send(flood(door, n + k))))
      for (const status of statuses) seen.add(status)
    }
    return seen
  }

  it(`F14: ${REQUESTS} requests of as many tenants: 401 each, memory and issuer list as before`, async () => {
    await sendMany(200)
    const before = { issuers: library.issuer?.length, asked: door.issuer.asked.keys }
    const grown = await leastGrowth(5 * MEGABYTE, async (go) => {
      assert.deepEqual([...(await sendMany(REQUESTS, go * REQUESTS))], [401])
    })
    assert.ok(grown < 5 * MEGABYTE, `the heap grew by ${grown} bytes`)
    assert.equal(library.issuer?.length, before.issuers)
    assert.ok(door.issuer.asked.keys - before.asked <= 1, 'the issuer was asked again and again')
    assert.equal(door.turns.length, 1)
  })

  it('F2: compressed bodies that would be 2.5 GB leave the memory as it was', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32))
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const throwOne = async () => assert.equal((await post(door.server.url, '/api/messages', headers, bomb)).status, 415)
    for (let n = 0; n < 10; n++) await throwOne()
    await heapUsed()
    const before = process.memoryUsage().rss
    for (let n = 0; n < 50; n++) await throwOne()
    const grown = process.memoryUsage().rss - before
    assert.ok(grown < 10 * MEGABYTE, `the process grew by ${grown} bytes`)
  })

  it('F14: the guard itself keeps nothing of 10,000', async () => {
    const guard = guardMessages({ appId: APP, issuer: ISSUER, serviceUrlHosts: [door.sink.host], local: false })
    const body = Buffer.from(JSON.stringify(door.activity()))
    const ask = (n: number) =>
      guard({ 'content-type': 'application/json', authorization: `Bearer ${flood(door, n)}` }, body)
    for (let n = 0; n < 500; n++) ask(n)
    const grown = await leastGrowth(5 * MEGABYTE, async (go) => {
      let refused = 0
      for (let n = go * 10_000; n < (go + 1) * 10_000; n++) if (!ask(n).ok) refused++
      assert.equal(refused, 5_000)
    })
    assert.ok(grown < 5 * MEGABYTE, `the heap grew by ${grown} bytes`)
  })
})
