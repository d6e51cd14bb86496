import { DuplicateKeyError, type IndexOptions, type Sorting } from '../collection.ts'
import { Index, shapeOf } from './index.ts'
import type { Plain } from './plain.ts'
import { type Plan, planOf } from './plan.ts'
import { equalities, type Matcher, sorted } from './query.ts'

/** One look at a collection: how many documents were examined for how many, and by which index; undefined: by none. */
export type Look = { collection: string; index: string | undefined; examined: number; found: number }

/** `place`: in the order of insertion, as MongoDB's record ids are. */
type Row = { place: number; document: Plain }

type Wanted = { sort?: Sorting | undefined; skip?: number; limit?: number }

/** One collection's documents in memory, with their indexes. Whoever takes a document out copies it. */
export class Table {
  readonly name: string
  readonly #rows = new Map<string, Row>()
  readonly #indexes = new Map<string, Index>()
  #next = 0
  readonly #seen: (look: Look) => void

  constructor(name: string, seen: (look: Look) => void) {
    this.name = name
    this.#seen = seen
  }

  get(id: string): Plain | undefined {
    return this.#rows.get(id)?.document
  }

  /** Puts the document in place of the one with this id, or takes that away. */
  put(id: string, document: Plain | undefined): void {
    const before = this.#rows.get(id)
    const place = before?.place ?? this.#next++
    for (const index of this.#indexes.values()) {
      if (before) index.remove(place, before.document)
      if (document) index.add(id, place, document)
    }
    if (document) this.#rows.set(id, { place, document })
    else this.#rows.delete(id)
  }

  /** Throws DuplicateKeyError if the document may not stand beside the others. */
  assertUnique(id: string, document: Plain): void {
    for (const index of this.#indexes.values())
      if (index.isTaken(id, document)) throw new DuplicateKeyError(this.name, index.name)
  }

  /** The matches in the order given; no more are looked for than are wanted. */
  select({ conditions, matches }: Matcher, { sort = {}, skip = 0, limit = Number.POSITIVE_INFINITY }: Wanted): Plain[] {
    const plan = this.#byId(conditions) ?? planOf(this.#indexes.values(), conditions, sort)
    const branches = plan?.branches ?? [this.#rows.keys()]
    const inOrder = plan?.inOrder ?? Object.keys(sort).length === 0
    const most = inOrder ? skip + limit : Number.POSITIVE_INFINITY
    let examined = 0
    const found = branches.flatMap((ids) => {
      const matching: Plain[] = []
      for (const id of ids) {
        const document = this.get(id)
        if (!document) continue
        examined += 1
        if (!matches(document)) continue
        matching.push(document)
        if (matching.length === most) break
      }
      return matching
    })
    this.#seen({ collection: this.name, index: plan?.by, examined, found: found.length })
    return (inOrder && branches.length === 1 ? found : sorted(found, sort)).slice(skip, skip + limit)
  }

  /** Does nothing if the index exists; throws if its name stands for another one, or documents break it. */
  addIndex(spec: Sorting, options: IndexOptions): void {
    const existing = this.#indexes.get(options.name)
    if (existing && existing.shape !== shapeOf(spec, options))
      throw new TypeError(`${this.name} has another index named ${options.name}`)
    if (existing) return
    const index = new Index(spec, options)
    for (const [id, { place, document }] of this.#rows) {
      if (index.isTaken(id, document)) throw new DuplicateKeyError(this.name, index.name)
      index.add(id, place, document)
    }
    this.#indexes.set(index.name, index)
  }

  #byId(conditions: Plain): Plan | undefined {
    const ids = equalities(conditions).get('_id')
    return ids && { by: '_id_', branches: [new Set(ids.map(String))], inOrder: ids.length === 1 }
  }
}
