import assert from 'node:assert/strict'
import { Resolver } from 'node:dns/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { inspect } from 'node:util'
import {
  type Collection,
  type Database,
  DuplicateKeyError,
  StoreUnavailableError,
} from '../../../../store/database/collection.ts'
import { connect } from '../../../../store/database/mongo/connect.ts'
import { inOurWords } from '../../../../store/database/mongo/errors.ts'
import { freePort } from '../../../support/free-port.ts'
import { withinLoopTime } from '../../../support/loop-time.ts'
import { dropDatabase, type MongoServer, mongoServer } from '../../../support/mongo.ts'
import { standingTimer } from '../../../support/standing-timer.ts'
import { type TcpProxy, tcpProxy } from '../../../support/tcp-proxy.ts'

type Entry = { _id: string; version: number; text?: string }

const NAME = `outages-${process.pid}`

/** What a turn has until Teams sends it again. */
const TURN_MS = 5000
const SECRETS = /canary|127\.0\.0\.1/

describe('MongoDB that fails', () => {
  const timers = standingTimer()
  let server: MongoServer | undefined
  let proxy: TcpProxy
  let database: Database
  let entries: Collection<Entry>

  before(async function () {
    server = await mongoServer()
    const uri = server?.uri(NAME)
    const [, host, port] = /^mongodb:\/\/(?:[^@/]*@)?([^/,:?]+)(?::(\d+))?/.exec(uri ?? '') ?? []
    if (!uri || !host) return this.skip()
    proxy = await tcpProxy({ host, port: Number(port ?? 27017) })
    const way = new URL(uri)
    way.host = `127.0.0.1:${proxy.port}`
    way.searchParams.set('directConnection', 'true')
    database = await connect(way.href, timers.timer)
    entries = database.collection('entries')
  })

  beforeEach(async () => {
    await entries.updateOne({ _id: 'a' }, { $set: { version: 1 } }, { upsert: true })
  })

  after(async () => {
    await database?.close()
    await proxy?.close()
    if (server) await dropDatabase(server, NAME)
  })

  it('F62: says that it is unavailable when it is down at start', async () => {
    const error = await within(TURN_MS, connect('mongodb://someone:canary@127.0.0.1:1/x'))
    assert.ok(error instanceof StoreUnavailableError)
    assert.doesNotMatch(inspect(error, { depth: 9 }), SECRETS)
  })

  for (const fault of ['cut', 'hang'] as const)
    it(`F62: fails in time when the way to it is lost in mid-work (${fault}), and recovers by itself`, async () => {
      await proxy[fault]()
      const begun = [
        () => entries.findOne({ _id: 'a' }),
        () => entries.find({}, { limit: 9 }).toArray(),
        () => entries.insertOne({ _id: 'b', version: 1 }),
        () => database.ready(),
        () => entries.updateOne({ _id: 'a', version: 1 }, { $set: { version: 2 } }),
      ].map((call) => outcome(call()))
      // What is cut off says so by itself; what hangs is given up.
      if (fault === 'hang') timers.turn(TURN_MS)
      const errors = await Promise.all(begun)
      for (const error of errors) {
        assert.ok(error instanceof StoreUnavailableError, inspect(error))
        assert.doesNotMatch(inspect(error, { depth: 9 }), SECRETS)
      }
      await proxy.heal()
      await recovered()
      await entries.insertOne({ _id: `after ${fault}`, version: 1 })
      assert.ok(await entries.findOne({ _id: `after ${fault}` }))
    })

  it('F62: of many calls at once while it hangs each fails in time', async () => {
    await proxy.hang()
    const all = Array.from({ length: 200 }, () => entries.findOne({ _id: 'a' }))
    timers.turn(TURN_MS)
    const calls = await Promise.allSettled(all)
    assert.ok(calls.every((call) => call.status === 'rejected' && call.reason instanceof StoreUnavailableError))
    await proxy.heal()
    await recovered()
  })

  /** Whatever still hangs is given up, each time after a longer look. */
  async function recovered(): Promise<void> {
    for (let lookMs = 50; ; lookMs *= 2) {
      const looked = new AbortController()
      const giveUp = wait(lookMs, undefined, { signal: looked.signal }).then(() => timers.turn(TURN_MS))
      giveUp.catch(() => undefined)
      const isReady = await database.ready().then(
        () => true,
        () => false,
      )
      looked.abort()
      if (isReady) return
    }
  }

  it('F69: no error shows what was stored or where', async () => {
    const refused = await outcome(entries.updateOne({ _id: 'a' }, { $push: { version: 'canary' } } as object))
    assert.ok(refused instanceof Error && refused.name === 'DatabaseRefusalError', inspect(refused))
    const doubled = await outcome(entries.insertOne({ _id: 'a', version: 1, text: 'canary' }))
    assert.ok(doubled instanceof DuplicateKeyError)
    for (const error of [refused, doubled]) assert.doesNotMatch(inspect(error, { depth: 9 }), SECRETS)
  })

  it('F69: a name that cannot be looked up is an outage, and is not shown', async () => {
    const resolver = new Resolver({ timeout: 100, tries: 1 })
    resolver.setServers([`127.0.0.1:${await freePort()}`])
    const error = inOurWords(await outcome(resolver.resolveSrv('_mongodb._tcp.canary.test')), 'entries')
    assert.ok(error instanceof StoreUnavailableError)
    assert.doesNotMatch(inspect(error, { depth: 9 }), SECRETS)
  })

  it('F16: refuses a connection string that is none, without showing it', async () => {
    const bad = [
      'canary',
      'mongodb://',
      'mongodb://u:canary@',
      'http://u:canary@127.0.0.1:1',
      'mongodb://u:canary@h/?canary=1',
    ]
    for (const uri of [...bad, 'mongodb://u:p%canary@h/', 'mongodb://h:canary/', 'mongodb://h/?tls=canary']) {
      const error = await within(TURN_MS, connect(uri))
      assert.ok(error instanceof TypeError, uri)
      assert.doesNotMatch(inspect(error, { depth: 9 }), SECRETS)
    }
  })
})

/** The error of a call that fails, and fails in time. */
async function within(limit: number, call: Promise<unknown>): Promise<unknown> {
  return withinLoopTime(limit, outcome(call), 'a call that fails')
}

async function outcome(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => assert.fail('it succeeded'),
    (error: unknown) => error,
  )
}
