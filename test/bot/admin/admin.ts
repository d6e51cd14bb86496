import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAdmin } from '../../../bot/admin/command-line.ts'
import type { Database } from '../../../store/database/collection.ts'
import { openDatabase } from '../../../store/open-database.ts'
import { openStore, type Store } from '../../../store/store.ts'
import { standingClock } from '../../support/clock.ts'
import { dropDatabase, mongoServer } from '../../support/mongo.ts'

const SECRET = 'secret-of-the-tests-with-32-letters'

/** Records on which the command line is run, and which are looked at between the runs as the bot would. */
export type Records = {
  /** Runs the command line as an operator would; gives what it said and its exit code. */
  admin(...argv: string[]): Promise<{ code: number; said: string }>
  /** A file with this content; texts and bytes as they are, anything else as JSON. */
  file(content: unknown): Promise<string>
  look<T>(work: (store: Store, database: Database) => Promise<T>): Promise<T>
  remove(): Promise<void>
}

export async function recordsInFolder(settings: Record<string, string> = {}): Promise<Records> {
  const folder = await mkdtemp(join(tmpdir(), 'admin-'))
  return records(
    { ...settings, DATA_DIR: join(folder, 'data') },
    () => openDatabase({ folder: join(folder, 'data') }),
    async () => {},
  )
}

let count = 0

/** undefined: there is no MongoDB server. */
export async function recordsOnMongo(): Promise<Records | undefined> {
  const server = await mongoServer()
  if (!server) return undefined
  const name = `admin-${process.pid}-${++count}`
  const mongodbUri = server.uri(name)
  return records(
    { MONGODB_URI: mongodbUri, DATA_SECRET: SECRET },
    () => openDatabase({ mongodbUri }),
    () => dropDatabase(server, name),
  )
}

async function records(env: Record<string, string>, open: () => Promise<Database>, drop: () => Promise<void>) {
  const files = await mkdtemp(join(tmpdir(), 'admin-files-'))
  const clock = standingClock()
  let written = 0
  return {
    async admin(...argv: string[]) {
      const said: string[] = []
      const say = (line: string) => said.push(line)
      const code = await runAdmin(argv, { env, clock, out: say, err: say })
      return { code, said: said.join('\n') }
    },
    async file(content: unknown) {
      const path = join(files, `import-${++written}.json`)
      await writeFile(path, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
      return path
    },
    async look<T>(work: (store: Store, database: Database) => Promise<T>): Promise<T> {
      const database = await open()
      try {
        return await work(await openStore(database), database)
      } finally {
        await database.close()
      }
    },
    async remove() {
      await drop()
      await rm(files, { recursive: true, force: true })
    },
  }
}
