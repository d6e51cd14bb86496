import assert from 'node:assert/strict'
import type { Filter } from 'mongodb'
import type { Collection, Sorting } from '../../../../store/database/collection.ts'

/** A record with every shape that the repositories keep. */
export type Sample = {
  _id: string
  partnerId: string
  state: string
  version?: number
  amount?: number | null
  dueAt?: string
  live?: boolean
  tags?: string[]
  lease?: { token: string; until: string } | undefined
  items?: { sku: string; quantity: number }[]
}

export const SAMPLES: readonly Sample[] = [
  { _id: 'a', partnerId: 'p1', state: 'draft', amount: 100, dueAt: '2026-11-01T00:00:00.000Z', tags: ['x', 'y'] },
  { _id: 'b', partnerId: 'p1', state: 'paid', amount: 250, live: true, lease: { token: 't1', until: '2026-11-02' } },
  { _id: 'c', partnerId: 'p2', state: 'paid', amount: null, dueAt: '2026-12-01T00:00:00.000Z', tags: [] },
  { _id: 'd', partnerId: 'p2', state: 'expired', live: false, items: [{ sku: 'k1', quantity: 2 }] },
  {
    _id: 'e',
    partnerId: 'p3',
    state: 'paid',
    amount: -5,
    tags: ['y'],
    items: [
      { sku: 'k1', quantity: 1 },
      { sku: 'k2', quantity: 5 },
    ],
  },
]

export async function fill(collection: Collection<Sample>): Promise<void> {
  for (const each of SAMPLES) await collection.insertOne(each)
}

/** The ids that the filter finds, in the order of the ids unless another one is given. */
export async function ids(collection: Collection<Sample>, filter: Filter<Sample>, sort: Sorting = { _id: 1 }) {
  const found = await collection.find(filter, { sort, limit: 100 }).toArray()
  return found.map((each) => each._id).join('')
}

export async function kept(collection: Collection<Sample>, id: string): Promise<Sample> {
  const found = await collection.findOne({ _id: id })
  assert.ok(found, `${id} is there`)
  return found
}
