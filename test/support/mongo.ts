import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { freePort } from './free-port.ts'
import { HANGS_MS } from './hangs.ts'
import { secantusdbCommand } from './secantusdb.ts'

export type MongoServer = {
  name: string
  /** The connection string for one database on it. */
  uri(database: string): string
}

/** Names the server of a whole run to all that the run starts: its name, and where it is; or that there is none. */
const OFFERED = 'TEST_MONGODB'
const NONE = 'none'
/** Milliseconds for one look whether it answers by now. */
const PING_MS = 2_000
let server: Promise<MongoServer | undefined> | undefined
let stopServer = async (): Promise<void> => undefined

/**
 * A MongoDB server for this whole run: the one that MONGODB_URI names, else a `mongod` on the PATH, else SecantusDB.
 * Undefined, with a notice, if there is none; with CI=true that is an error instead.
 */
export function mongoServer(): Promise<MongoServer | undefined> {
  server ??= findServer().catch((error: unknown) => {
    if (process.env.CI === 'true') throw error
    const reason = error instanceof Error ? `${error.message}: ${error.cause ?? ''}` : String(error)
    console.error(
      `\n*** The tests on MongoDB are SKIPPED, there is no server. ${reason}\n*** Set MONGODB_URI or install python3.\n`,
    )
    return undefined
  })
  return server
}

/**
 * Starts the server for everything that this process starts. What cannot be had with CI=true fails those tests that ask
 * for it. `stop` waits for its end; it ends with this process anyway.
 */
export async function offerServer(): Promise<{ stop(): Promise<void> } | undefined> {
  if (process.env.MONGODB_URI) return undefined
  const found = await mongoServer().catch(() => undefined)
  if (found) process.env[OFFERED] = `${found.name} ${found.uri('')}`
  else if (process.env.CI !== 'true') process.env[OFFERED] = NONE
  return { stop: async () => stopServer() }
}

/** Removes a test's database. */
export async function dropDatabase(server: MongoServer, database: string): Promise<void> {
  await withClient(server.uri(database), (client) => client.db().dropDatabase())
}

async function findServer(): Promise<MongoServer | undefined> {
  const given = process.env.MONGODB_URI
  if (given) return { name: 'MONGODB_URI', uri: (database) => named(given, database) }
  const [offered, at] = process.env[OFFERED]?.split(' ') ?? []
  if (offered === NONE) return undefined
  if (offered && at) return { name: offered, uri: (database) => `${at}${database}` }
  const hasMongod = succeeds('mongod', ['--version'])
  const port = await freePort()
  const command = hasMongod ? mongodCommand() : await secantusdbCommand()
  const name = hasMongod ? 'mongod' : 'SecantusDB'
  const uri = (database: string) => `mongodb://127.0.0.1:${port}/${database}`
  await answering(uri('admin'), name, start([...command, '--port', String(port)]))
  return { name, uri }
}

function mongodCommand(): string[] {
  return ['mongod', '--bind_ip', '127.0.0.1', '--dbpath', mkdtempSync(join(tmpdir(), 'mongod-'))]
}

/** The server ends when this process does, however that ends: the shell between them reads until its input is closed. */
function start(command: string[]): ChildProcess {
  const script = '"$@" </dev/null & server=$!; cat >/dev/null; kill $server; wait $server'
  const shell = spawn('sh', ['-c', script, 'sh', ...command], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  shell.unref()
  stopServer = async () => {
    shell.ref()
    const ended = once(shell, 'close')
    shell.stdin?.end()
    await ended
  }
  return shell
}

async function answering(uri: string, name: string, shell: ChildProcess): Promise<void> {
  const deadline = performance.now() + HANGS_MS
  for (;;) {
    try {
      return await withClient(uri, (client) => client.db().command({ ping: 1 }), PING_MS)
    } catch (error) {
      if (performance.now() > deadline) {
        shell.stdin?.end()
        throw new Error(`${name} did not answer within ${HANGS_MS} ms`, { cause: error })
      }
      await wait(100)
    }
  }
}

async function withClient(
  uri: string,
  work: (client: MongoClient) => Promise<unknown>,
  patienceMs = HANGS_MS,
): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: patienceMs, connectTimeoutMS: patienceMs })
  try {
    await work(client)
  } finally {
    await client.close()
  }
}

/** The same connection string with another database; whoever logs in still does so where they did. */
function named(uri: string, database: string): string {
  const [, start = uri, path = '', query = ''] = /^([^/]+\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri) ?? []
  const settings = new URLSearchParams(query)
  if (start.includes('@') && !settings.has('authSource')) settings.set('authSource', path || 'admin')
  return `${start}/${database}?${settings}`
}

function succeeds(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 10_000 })
    return true
  } catch {
    return false
  }
}
