import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { StoreUnavailableError } from '../../../../store/database/collection.ts'
import { openEmbedded, openInFolder } from '../../../../store/database/embedded/database.ts'
import { openJournal } from '../../../../store/database/embedded/journal.ts'
import { type Level, openLevel } from '../../../../store/database/embedded/level.ts'
import { built } from '../../../support/build.ts'
import { HANGS_MS } from '../../../support/hangs.ts'

type Entry = { _id: string; text: string }

describe('the database in a folder that cannot be written', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'full-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('F62: refuses writes while the disk is full, reads on, recovers by itself, loses nothing confirmed', async function () {
    if (process.env.CI !== 'true' && spawnSync('sh', ['-c', 'command -v prlimit']).status !== 0) {
      console.error('*** The test on a full disk is SKIPPED: it needs prlimit.')
      this.skip()
    }
    const script = await built(new URL('./full-disk-child.ts', import.meta.url))
    const run = spawnSync(process.execPath, [script, folder], { encoding: 'utf8', timeout: HANGS_MS })
    assert.deepEqual([run.stderr, run.signal], ['', 'SIGKILL'])
    const database = await openInFolder(folder)
    const found = await database.collection<Entry>('entries').find({}, { limit: 1000 }).toArray()
    assert.equal(found.length, 63)
    assert.equal(found.length, Number(run.stdout))
    assert.ok(found.every((entry) => /^x{5000}$/.test(entry.text)))
    await database.close()
  })

  it('takes back a failed write that is in the log all the same', async () => {
    let isBroken = false
    const open = async (at: string): Promise<Level> => {
      const level = await openLevel(at)
      return {
        async batch(steps, options) {
          await level.batch(steps, options)
          if (isBroken) throw new Error('Input/output error')
        },
        iterator: () => level.iterator(),
        close: () => level.close(),
      }
    }
    const database = await openEmbedded(await openJournal(folder, open))
    const entries = database.collection<Entry>('entries')
    await entries.insertOne({ _id: 'old', text: 'kept' })
    await entries.insertOne({ _id: 'gone', text: 'kept' })

    isBroken = true
    await assert.rejects(entries.insertOne({ _id: 'new', text: 'never' }), StoreUnavailableError)
    await assert.rejects(entries.updateOne({ _id: 'old' }, { $set: { text: 'never' } }), StoreUnavailableError)
    await assert.rejects(entries.deleteOne({ _id: 'gone' }), StoreUnavailableError)
    isBroken = false
    await entries.insertOne({ _id: 'next', text: 'kept' })
    await database.close()

    const again = await openInFolder(folder)
    const found = await again
      .collection<Entry>('entries')
      .find({}, { limit: 9, sort: { _id: 1 } })
      .toArray()
    assert.deepEqual(
      found.map((entry) => `${entry._id} ${entry.text}`),
      ['gone kept', 'next kept', 'old kept'],
    )
    await again.close()
  })

  it('says so when it cannot be opened at all', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    await assert.rejects(openInFolder(join(file, 'data')), StoreUnavailableError)
  })

  it('takes nothing once it is closed', async () => {
    const database = await openInFolder(folder)
    await database.close()
    await assert.rejects(database.collection<Entry>('entries').insertOne({ _id: 'a', text: '' }), StoreUnavailableError)
    await assert.rejects(database.ready(), StoreUnavailableError)
  })
})
