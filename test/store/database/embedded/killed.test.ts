import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { openInFolder } from '../../../../store/database/embedded/database.ts'
import { built } from '../../../support/build.ts'
import { type Entry, opsOf, stateAfter } from './workload.ts'

const RUNS = process.env.LONG ? 20 : 2
const WRITERS = 4
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

describe('the database in a folder, killed -9 and opened again', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it(`holds every acknowledged write, and nothing else but the one under way (SEED=${seed})`, async () => {
    const plan = fc.sample(fc.integer({ min: 1, max: 1500 }), { numRuns: RUNS, seed })
    for (const [run, kills] of plan.entries()) {
      const acknowledged = await killAfter(kills, join(folder, String(run)), seed + run)
      const database = await openInFolder(join(folder, String(run)))
      for (let writer = 0; writer < WRITERS; writer++) {
        const found = await database.collection<Entry>('entries').find({ writer }, { limit: 100 }).toArray()
        const state = new Map(found.map((entry) => [entry._id, entry]))
        const ops = opsOf(seed + run, writer)
        const count = acknowledged[writer] ?? 0
        const isWhole = [count, count + 1].some((done) => isSame(state, stateAfter(ops, done)))
        assert.ok(isWhole, `run ${run}, writer ${writer}: not what ${count} acknowledged writes make`)
      }
      await database.close()
    }
  })
})

function isSame(a: Map<string, Entry>, b: Map<string, Entry>): boolean {
  return (
    a.size === b.size &&
    [...b].every(([id, entry]) => {
      const other = a.get(id)
      return other?.version === entry.version && other.text === entry.text
    })
  )
}

/** Lets a process write and kills it once it has acknowledged so many writes. Returns their number by writer. */
async function killAfter(count: number, folder: string, workload: number): Promise<number[]> {
  const args = [await built(new URL('./writing-child.ts', import.meta.url)), folder, String(workload), String(WRITERS)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    if (printed.split('\n').length > count) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  assert.equal(signal, 'SIGKILL')
  const acknowledged: number[] = Array.from({ length: WRITERS }, () => 0)
  for (const line of printed.split('\n').filter(Boolean))
    acknowledged[Number(line)] = (acknowledged[Number(line)] ?? 0) + 1
  return acknowledged
}
