import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

const FILE = 'data-secret'

/** The secrets that the settings name, or else the one that lies with the records in their folder, made if need be. */
export async function dataSecretsOf({ dataSecrets, store }: Pick<Config, 'dataSecrets' | 'store'>): Promise<string[]> {
  if (dataSecrets) return dataSecrets
  if (!('folder' in store)) throw new TypeError('beside a MongoDB server the settings name the data secret')
  const file = join(store.folder, FILE)
  await mkdir(store.folder, { recursive: true })
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (Object(error).code !== 'EEXIST') throw error
  }
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < 32) throw new Error(`the file ${FILE} in the folder of the records holds no secret`)
  return [secret]
}
