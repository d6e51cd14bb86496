import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../store/database/collection.ts'
import type { Config } from './config.ts'

const FILE = 'data-secret'

type Settings = Pick<Config, 'dataSecrets' | 'store' | 'mode'>

/** The secrets that the settings name, or else the one that lies with the records, made if need be. */
export async function dataSecretsOf({ dataSecrets, store, mode }: Settings, database: Database): Promise<string[]> {
  if (dataSecrets) return dataSecrets
  if ('folder' in store) return [await secretInFolder(store.folder)]
  if (mode !== 'local') throw new TypeError('beside a MongoDB server the settings name the data secret')
  return [await secretInDatabase(database)]
}

/** Local mode only: there the records are samples, and nobody should need a setting to try them. */
async function secretInDatabase(database: Database): Promise<string> {
  const settings = database.collection<{ _id: string; secret: string }>('local-settings')
  const made = { $setOnInsert: { secret: randomBytes(32).toString('base64url') } }
  const kept = await settings.findOneAndUpdate({ _id: FILE }, made, { upsert: true, returnDocument: 'after' })
  if (!kept) throw new Error('the data secret was not kept')
  return kept.secret
}

async function secretInFolder(folder: string): Promise<string> {
  const file = join(folder, FILE)
  await mkdir(folder, { recursive: true })
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (Object(error).code !== 'EEXIST') throw error
  }
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < 32) throw new Error(`the file ${FILE} in the folder of the records holds no secret`)
  return secret
}
