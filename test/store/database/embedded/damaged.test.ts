import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FolderDamagedError, StoreUnavailableError } from '../../../../store/database/collection.ts'
import { openInFolder } from '../../../../store/database/embedded/database.ts'
import { openLevel } from '../../../../store/database/embedded/level.ts'

type Entry = { _id: string; n: number; text: string }
type Files = [name: string, bytes: Buffer][]

const COUNT = 120
/** LevelDB's own words about what it did; nothing is read from them. */
const DIARY = /^LOG|^LOCK$/
const BITS = [0x01, 0x10, 0x80]

describe('the database in a folder, damaged', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'damaged-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('F71: says so, or holds all of it, whichever byte of its log is flipped', async () => {
    await fill()
    const files = await read()
    const log = nameOf(files, '.log')
    const { length } = bytesOf(files, log)
    assert.ok(length > 2 * 32_768, 'the log has several blocks')
    const found = await flipped(files, log, everyNth(length, 97))
    assert.deepEqual([...found], ['FolderDamagedError'])
  })

  it('F71: says so at the first and the last bytes of a log as well', async () => {
    await fill()
    const files = await read()
    const log = nameOf(files, '.log')
    const { length } = bytesOf(files, log)
    const edges = [...Array(12).keys()].flatMap((i) => [i, length - 1 - i])
    assert.deepEqual([...(await flipped(files, log, edges))], ['FolderDamagedError'])
  })

  it('F71: says so, or holds all of it, whichever byte of its tables and lists is flipped', async () => {
    await fill()
    await (await openInFolder(folder)).close()
    const files = await read()
    for (const [name, bytes] of files.filter(([each]) => !DIARY.test(each) && !each.endsWith('.log'))) {
      const found = await flipped(files, name, everyNth(bytes.length, Math.max(1, Math.floor(bytes.length / 60))))
      for (const each of found) assert.ok(['FolderDamagedError', 'StoreUnavailableError', 'all'].includes(each), each)
    }
  })

  it('changes nothing of what is damaged, and opens again once the byte is put back', async () => {
    await fill()
    const files = await read()
    const log = nameOf(files, '.log')
    const bytes = bytesOf(files, log)
    await writeFile(join(folder, log), flip(bytes, bytes.length >> 1, 0x10))
    await assert.rejects(openInFolder(folder), (error) => {
      assert.ok(error instanceof FolderDamagedError)
      return error.message.includes(folder) && error.message.includes(log)
    })
    await writeFile(join(folder, log), bytes)
    assert.equal(await outcome(), 'all')
  })

  it('takes what a kill has cut off at the end for what it is: every document before it is there', async () => {
    await fill()
    const files = await read()
    const log = nameOf(files, '.log')
    const bytes = bytesOf(files, log)
    for (const cut of [1, 6, 7, 8, 100, 300]) {
      await put(files, log, bytes.subarray(0, bytes.length - cut))
      const database = await openInFolder(folder)
      const kept = await database.collection<Entry>('entries').countDocuments({})
      assert.ok(kept >= COUNT - 1, `${kept} with ${cut} bytes cut off`)
      await database.close()
    }
  })

  it('misses a document that is gone, though all others are whole', async () => {
    await fill()
    const level = await openLevel(folder)
    await level.batch([{ type: 'del', key: JSON.stringify(['entries', '7']) }], { sync: true })
    await level.close()
    await assert.rejects(openInFolder(folder), FolderDamagedError)
  })

  it('opens what was kept before there were checksums, and checks it from its next change on', async () => {
    const level = await openLevel(folder)
    const old = (id: string, n: number) => `{"_id":"${id}","n":{"$numberInt":"${n}"},"text":"tab\\t"}`
    await level.batch(
      ['1', '2', '3'].map((id) => ({ type: 'put', key: `["entries","${id}"]`, value: old(id, Number(id)) })),
      { sync: true },
    )
    await level.close()
    const database = await openInFolder(folder)
    const entries = database.collection<Entry>('entries')
    assert.deepEqual(await entries.findOne({ _id: '2' }), { _id: '2', n: 2, text: 'tab\t' })
    await entries.updateOne({ _id: '2' }, { $set: { n: 22 } })
    await database.close()
    const again = await openInFolder(folder)
    assert.deepEqual(
      (
        await again
          .collection<Entry>('entries')
          .find({}, { limit: 9, sort: { _id: 1 } })
          .toArray()
      ).map((e) => e.n),
      [1, 22, 3],
    )
    await again.close()
    const raw = await openLevel(folder)
    await raw.batch([{ type: 'del', key: '["entries","1"]' }], { sync: true })
    await raw.close()
    await assert.rejects(openInFolder(folder), FolderDamagedError)
  })

  async function fill(): Promise<void> {
    const database = await openInFolder(folder)
    const entries = database.collection<Entry>('entries')
    for (let n = 0; n < COUNT; n++) await entries.insertOne({ _id: String(n), n, text: `${n} ${'x'.repeat(600)}` })
    await entries.updateOne({ _id: '0' }, { $set: { text: 'changed' } })
    await database.close()
  }

  /** What opening comes to with each of these bytes flipped, one at a time. */
  async function flipped(files: Files, name: string, places: number[]): Promise<Set<string>> {
    const found = new Set<string>()
    for (const [i, at] of places.entries()) {
      await put(files, name, flip(bytesOf(files, name), at, BITS[i % BITS.length] ?? 1))
      found.add(await outcome())
    }
    return found
  }

  async function outcome(): Promise<string> {
    try {
      const database = await openInFolder(folder)
      const all = await database.collection<Entry>('entries').find({}, { limit: 1_000 }).toArray()
      await database.close()
      const whole = all.filter(
        ({ _id, n, text }) => _id === String(n) && (n === 0 || text === `${n} ${'x'.repeat(600)}`),
      )
      return whole.length === COUNT && all.some(({ text }) => text === 'changed') ? 'all' : `${whole.length} of them`
    } catch (error) {
      return error instanceof StoreUnavailableError ? error.name : String(error)
    }
  }

  async function read(): Promise<Files> {
    const names = await readdir(folder)
    return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as [string, Buffer]))
  }

  async function put(files: Files, name: string, bytes: Buffer): Promise<void> {
    await rm(folder, { recursive: true })
    await mkdir(folder)
    for (const [each, own] of files) await writeFile(join(folder, each), each === name ? bytes : own)
  }
})

function flip(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ bit
  return copy
}

function everyNth(length: number, n: number): number[] {
  return Array.from({ length: Math.ceil(length / n) }, (_, i) => i * n)
}

function nameOf(files: Files, end: string): string {
  return files.find(([name, bytes]) => name.endsWith(end) && bytes.length > 0)?.[0] ?? assert.fail(`no ${end}`)
}

function bytesOf(files: Files, name: string): Buffer {
  return files.find(([each]) => each === name)?.[1] ?? assert.fail(name)
}
