import fc from 'fast-check'
import type { Collection } from '../../../../store/database/collection.ts'

export type Entry = { _id: string; writer: number; version: number; text: string }

export type Op = { kind: 'put' | 'change' | 'delete'; entry: Entry }

const OPS = 3000

/** A writer's steps, the same for the same seed: on few documents of its own, some of them large. */
export function opsOf(seed: number, writer: number): Op[] {
  const step = fc.record({
    kind: fc.constantFrom<Op['kind']>('put', 'change', 'change', 'delete'),
    key: fc.nat(20),
    size: fc.oneof({ weight: 20, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.nat(70_000) }),
  })
  const steps = fc.sample(step, { numRuns: OPS, seed: seed * 1000 + writer })
  return steps.map(({ kind, key, size }, version) => ({
    kind,
    entry: { _id: `${writer}/${key}`, writer, version, text: 'é'.repeat(size) },
  }))
}

export async function apply(entries: Collection<Entry>, { kind, entry }: Op): Promise<void> {
  const { _id, ...fields } = entry
  if (kind === 'put') await entries.updateOne({ _id }, { $set: fields }, { upsert: true })
  if (kind === 'change') await entries.updateOne({ _id }, { $set: { version: entry.version } })
  if (kind === 'delete') await entries.deleteOne({ _id })
}

/** What the writer's documents are after so many of its steps. */
export function stateAfter(ops: Op[], count: number): Map<string, Entry> {
  const state = new Map<string, Entry>()
  for (const { kind, entry } of ops.slice(0, count)) {
    const before = state.get(entry._id)
    if (kind === 'put') state.set(entry._id, entry)
    if (kind === 'change' && before) state.set(entry._id, { ...before, version: entry.version })
    if (kind === 'delete') state.delete(entry._id)
  }
  return state
}
