import { DuplicateKeyError, type IndexOptions, type Sorting } from '../collection.ts'
import { Index } from './indexes.ts'
import type { Plain } from './plain.ts'
import { equalities, type Matcher, sorted } from './query.ts'

/** One collection's documents in memory, with their indexes. Whoever takes a document out copies it. */
export class Table {
  readonly name: string
  readonly #documents = new Map<string, Plain>()
  readonly #indexes = new Map<string, Index>()

  constructor(name: string) {
    this.name = name
  }

  get(id: string): Plain | undefined {
    return this.#documents.get(id)
  }

  /** Puts the document in place of the one with this id, or takes that away. */
  put(id: string, document: Plain | undefined): void {
    const before = this.#documents.get(id)
    for (const index of this.#indexes.values()) {
      if (before) index.remove(id, before)
      if (document) index.add(id, document)
    }
    if (document) this.#documents.set(id, document)
    else this.#documents.delete(id)
  }

  /** Throws DuplicateKeyError if the document may not stand beside the others. */
  assertUnique(id: string, document: Plain): void {
    for (const index of this.#indexes.values())
      if (index.isTaken(id, document, (other) => this.get(other))) throw new DuplicateKeyError(this.name, index.name)
  }

  /** Every match, in the order given. */
  select({ conditions, matches }: Matcher, sort: Sorting = {}): Plain[] {
    return sorted([...this.#reachable(conditions)].filter(matches), sort)
  }

  /** Does nothing if the index exists; throws if its name stands for another one, or documents break it. */
  addIndex(spec: Sorting, options: IndexOptions): void {
    const index = new Index(spec, options)
    const existing = this.#indexes.get(index.name)
    if (existing && existing.shape !== index.shape)
      throw new TypeError(`${this.name} has another index named ${index.name}`)
    if (existing) return
    for (const [id, document] of this.#documents) {
      if (index.isTaken(id, document, (other) => this.get(other))) throw new DuplicateKeyError(this.name, index.name)
      index.add(id, document)
    }
    this.#indexes.set(index.name, index)
  }

  /** The fewest documents that an index leaves to be looked at; all of them without one. */
  #reachable(conditions: Plain): Iterable<Plain> {
    const fixed = equalities(conditions)
    const ids = [...this.#indexes.values()]
      .map((index) => index.candidates(fixed))
      .filter((found) => found !== undefined)
    const byId = fixed.get('_id')
    if (byId) ids.push(new Set(byId.map(String)))
    const [fewest] = ids.sort((a, b) => a.size - b.size)
    if (!fewest) return this.#documents.values()
    return [...fewest].map((id) => this.get(id)).filter((document) => document !== undefined)
  }
}
