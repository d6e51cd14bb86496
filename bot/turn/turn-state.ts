import { ConversationState, type Storage, type TurnContext } from 'botbuilder'
import { NEW_ITEM } from '../../store/database/bot-storage.ts'

/** What was handled already in this conversation, newest last; `at` in milliseconds. */
export type Handled = { key: string; at: number }[]

/**
 * Conversation state that is written with the eTag it was read with, so that of two turns one wins and the other runs
 * again. The library's own writes with `*`: the last one wins, silently.
 */
export class TurnState extends ConversationState {
  private readonly records: Storage
  private readonly asRead = new WeakMap<TurnContext, string>()

  constructor(storage: Storage) {
    super(storage)
    this.records = storage
  }

  /** Reads the state document anew. */
  async read(context: TurnContext): Promise<void> {
    const state: unknown = await super.load(context, true)
    this.asRead.set(context, JSON.stringify(state))
  }

  /** Throws ConflictError if somebody has written since `read`. Writes nothing when nothing changed. */
  override async saveChanges(context: TurnContext): Promise<void> {
    const state: { eTag?: string } = this.get(context) ?? {}
    if (JSON.stringify(state) === this.asRead.get(context)) return
    const key = this.getStorageKey(context)
    if (key) await this.records.write({ [key]: { ...state, eTag: state.eTag ?? NEW_ITEM } })
  }
}
