import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { StoreUnavailableError } from '../../../../store/database/collection.ts'
import { openInFolder } from '../../../../store/database/embedded/database.ts'

/**
 * A process whose disk fills up, three times, in the middle of an entry: `full-disk-child folder`. It prints how many
 * writes were acknowledged and dies as by kill -9. The limit on file sizes stands for the disk: it is a real failure of
 * the real write, and needs no rights.
 */
const [folder = ''] = process.argv.slice(2)
const database = await openInFolder(folder)
const entries = database.collection<{ _id: string; text: string }>('entries')
let acknowledged = 0

/** Of util-linux. */
const PRLIMIT = 'prlimit'

const add = async (id: number) => {
  await entries.insertOne({ _id: String(id), text: 'x'.repeat(5000) })
  acknowledged++
}

for (const room of [4000, 100, 0]) {
  for (let i = 0; i < 20; i++) await add(acknowledged)

  limitFiles(String(largestLog() + room))
  await assert.rejects(add(acknowledged), StoreUnavailableError)
  // A new log would have room again under the limit that the old one has met.
  limitFiles('1')
  for (let i = 0; i < 3; i++) await assert.rejects(add(acknowledged), StoreUnavailableError)
  await assert.rejects(entries.updateOne({ _id: '1' }, { $set: { text: 'lost' } }), StoreUnavailableError)
  await assert.rejects(entries.deleteOne({ _id: '2' }), StoreUnavailableError)
  await assert.rejects(database.ready(), StoreUnavailableError)
  assert.equal(await entries.countDocuments({}), acknowledged)
  assert.match((await entries.findOne({ _id: '1' }))?.text ?? '', /^x{5000}$/)

  limitFiles('unlimited')
  await add(acknowledged)
  await database.ready()
}
writeSync(1, String(acknowledged))
process.kill(process.pid, 'SIGKILL')

/** In bytes. Only the soft limit, so that it can be lifted again. */
function limitFiles(size: string): void {
  execFileSync(PRLIMIT, ['--pid', String(process.pid), `--fsize=${size}:`])
}

function largestLog(): number {
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log'))
  return Math.max(...logs.map((name) => statSync(join(folder, name)).size))
}
