import { randomUUID } from 'node:crypto'
import type { Storage, StoreItems } from 'botbuilder'
import { type Clock, stored } from '../values/time.ts'
import { type Collection, ConflictError, insertOnce } from './collection.ts'
import { pruning } from './prune.ts'

/**
 * One state document, and when it was written last. The state is kept as JSON: its keys are other people's and may hold
 * `$` and dots.
 */
export type StateRecord = { _id: string; eTag: string; json: string; at: string }

/** As an item's eTag: write only if there is none yet. */
export const NEW_ITEM = 'new'

/** A state document's limit, in bytes of JSON (F65): far beyond any honest talk, far below MongoDB's 16 MB. */
const MAX_STATE_BYTES = 1_000_000
const MAX_KEY_LENGTH = 2048

/** A state document has outgrown what a turn may keep. */
class StateTooLargeError extends Error {
  override name = 'StateTooLargeError'
}

/** What the talks remember: the dialog that is open, and what was handled already. `botStorage` reads and writes them. */
export async function openBotStates(records: Collection<StateRecord>) {
  await records.createIndex({ at: 1 }, { name: 'by-time' })
  return {
    /** Takes away what nobody has written since then: whoever comes back begins anew. A turn that is under way is not lost. */
    prune: pruning(records, 'at'),
  }
}

/** The key under which the library keeps the state of a conversation. */
export function stateKey({ channelId, conversation }: { channelId: string; conversation: { id: string } }): string {
  return `${channelId}/conversations/${conversation.id}/`
}

/**
 * BotBuilder's storage with eTags that hold: of any number of writers with the eTag that they read exactly one wins,
 * the others get ConflictError. An eTag of `new` only inserts; without an eTag, or with `*`, the last write wins. Each
 * item is written on its own; keys and sizes are checked before the first one is. Asked for nothing, also by null or
 * undefined, it does nothing, as the library's own storages for a database do.
 */
export function botStorage(records: Collection<StateRecord>, clock: Clock): Storage {
  return {
    async read(keys: string[] | null | undefined) {
      const ids = [...new Set(keys ?? [])].map(idOf)
      if (ids.length === 0) return {}
      const found = await records.find({ _id: { $in: ids } }, { limit: ids.length }).toArray()
      return Object.fromEntries(found.map(({ _id, eTag, json }) => [keyOf(_id), { ...JSON.parse(json), eTag }]))
    },

    async write(changes: StoreItems | null | undefined) {
      const writes = Object.entries(changes ?? {}).map(([key, { eTag, ...state }]) => ({
        id: idOf(key),
        eTag,
        json: jsonOf(state),
      }))
      for (const { id, eTag, json } of writes) {
        const after = { eTag: randomUUID(), json, at: stored(clock.now()) }
        if (eTag === NEW_ITEM) await insert({ _id: id, ...after })
        else if (eTag === undefined || eTag === null || eTag === '*')
          await records.updateOne({ _id: id }, { $set: after }, { upsert: true })
        else await replace(id, eTag, after)
      }
    },

    async delete(keys: string[] | null | undefined) {
      for (const key of keys ?? []) await records.deleteOne({ _id: idOf(key) })
    },
  }

  async function insert(record: StateRecord): Promise<void> {
    if (!(await insertOnce(records, record))) throw new ConflictError('the state document exists already')
  }

  async function replace(id: string, eTag: unknown, after: Omit<StateRecord, '_id'>): Promise<void> {
    if (typeof eTag !== 'string' || eTag === '') throw new TypeError('an eTag is a string and not empty')
    const { matchedCount } = await records.updateOne({ _id: id, eTag }, { $set: after })
    if (matchedCount === 0) throw new ConflictError('the state document has changed since it was read')
  }
}

/** JSON's escapes keep every string apart, also those with half a character pair, which UTF-8 would merge. */
function idOf(key: string): string {
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY_LENGTH)
    throw new TypeError('a storage key is a text')
  return JSON.stringify(key).slice(1, -1)
}

function keyOf(id: string): string {
  return JSON.parse(`"${id}"`)
}

function jsonOf(state: object): string {
  const json = JSON.stringify(state)
  const bytes = Buffer.byteLength(json)
  if (bytes > MAX_STATE_BYTES) throw new StateTooLargeError(`a state document of ${bytes} bytes is over the limit`)
  return json
}
