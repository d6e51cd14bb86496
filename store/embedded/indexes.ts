import { EJSON } from 'bson'
import { resolve } from 'mingo/util'
import type { IndexOptions, Sorting } from '../collection.ts'
import type { Plain } from './plain.ts'
import { matcher } from './query.ts'

/**
 * One index: for every prefix of its fields a hash map from the values to the documents' ids. It holds every document;
 * a partial filter only narrows what must be unique.
 */
export class Index {
  readonly name: string
  readonly shape: string
  readonly #fields: string[]
  readonly #unique: boolean
  readonly #covers: (document: Plain) => boolean
  readonly #ids = new Map<string, Set<string>>()

  constructor(spec: Sorting, options: IndexOptions) {
    this.name = options.name
    this.shape = JSON.stringify([spec, options.unique ?? false, options.partialFilterExpression ?? {}])
    this.#fields = Object.keys(spec)
    this.#unique = options.unique ?? false
    this.#covers = matcher(options.partialFilterExpression ?? {}).matches
  }

  add(id: string, document: Plain): void {
    for (const key of this.#prefixes(document)) {
      const ids = this.#ids.get(key)
      if (ids) ids.add(id)
      else this.#ids.set(key, new Set([id]))
    }
  }

  remove(id: string, document: Plain): void {
    for (const key of this.#prefixes(document)) {
      const ids = this.#ids.get(key)
      ids?.delete(id)
      if (ids?.size === 0) this.#ids.delete(key)
    }
  }

  /** Whether a document other than `id` stands in the unique place that `document` would take. */
  isTaken(id: string, document: Plain, get: (id: string) => Plain | undefined): boolean {
    if (!this.#unique || !this.#covers(document)) return false
    return keysOf(document, this.#fields).some((key) =>
      [...(this.#ids.get(key) ?? [])].some((other) => {
        const held = other === id ? undefined : get(other)
        return held !== undefined && this.#covers(held)
      }),
    )
  }

  /** The ids that can match, from as many leading fields as the filter fixes; undefined if it does not fix the first. */
  candidates(fixed: Map<string, unknown[]>): Set<string> | undefined {
    let keys: unknown[][] = [[]]
    for (const field of this.#fields) {
      const values = fixed.get(field)
      if (!values || keys.length * values.length > 1000) break
      keys = keys.flatMap((key) => values.map((value) => [...key, value]))
    }
    if (keys[0]?.length === 0) return undefined
    return new Set(keys.flatMap((key) => [...(this.#ids.get(encode(key)) ?? [])]))
  }

  #prefixes(document: Plain): Set<string> {
    return new Set(this.#fields.flatMap((_, i) => keysOf(document, this.#fields.slice(0, i + 1))))
  }
}

/** An array has one key per element, a missing field counts as null, as in MongoDB. */
function keysOf(document: Plain, fields: string[]): string[] {
  let keys: unknown[][] = [[]]
  for (const field of fields) {
    const value: unknown = resolve(document, field) ?? null
    const values = Array.isArray(value) ? (value.length ? value : [[]]) : [value]
    keys = keys.flatMap((key) => values.map((each) => [...key, each]))
  }
  return keys.map(encode)
}

function encode(values: unknown[]): string {
  return EJSON.stringify(values, { relaxed: false })
}
