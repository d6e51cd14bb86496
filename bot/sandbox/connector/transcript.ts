import type { Message } from './message.ts'
import type { Entry, Setting, TranscriptStore } from './transcript-store.ts'

/** The newest so many stay, per conversation. */
const KEPT = 500

/** What was said and set, in memory, and kept in the store if there is one. */
export async function openTranscript(conversations: string[], store?: TranscriptStore) {
  const entries = new Map<string, Entry[]>(conversations.map((conversation) => [conversation, []]))
  const settings = new Map<string, Setting>()
  const listeners = new Set<(conversation: string) => void>()
  let order = 0
  let changed = 0

  for (const conversation of store ? conversations : []) {
    const setting = await store?.setting(conversation)
    if (setting) settings.set(conversation, setting)
    for (const entry of (await store?.messages(conversation, KEPT)) ?? []) {
      entry.message.changed = ++changed
      entries.get(conversation)?.push(entry)
      order = Math.max(order, entry.order)
    }
  }

  const announce = (conversation: string) => {
    for (const listener of [...listeners]) listener(conversation)
  }
  const saved = (conversation: string, entry: Entry) => {
    entry.message.changed = ++changed
    if (entry.message.type === 'message') store?.saveMessage(conversation, entry)
    announce(conversation)
  }

  return {
    of: (conversation: string): Message[] => (entries.get(conversation) ?? []).map((entry) => entry.message),
    find: (conversation: string, id: string): Message | undefined =>
      entries.get(conversation)?.find((entry) => entry.message.id === id)?.message,
    add(conversation: string, message: Message): void {
      const list = entries.get(conversation)
      const entry = { order: ++order, message }
      list?.push(entry)
      const dropped = list && list.length > KEPT ? list.shift() : undefined
      if (dropped) store?.drop(conversation, dropped.message.id)
      saved(conversation, entry)
    },
    /** Saves and announces what was changed in the message. */
    touch(conversation: string, message: Message): void {
      const entry = entries.get(conversation)?.find((each) => each.message === message)
      if (entry) saved(conversation, entry)
    },
    setting: (conversation: string): Setting => settings.get(conversation) ?? { installed: false },
    set(conversation: string, setting: Setting): void {
      settings.set(conversation, setting)
      changed++
      store?.saveSetting(conversation, setting)
      announce(conversation)
    },
    /** How many changes there were in this process: the running number of the last one. */
    changes: () => changed,
    /** Called after every change with the conversation's short key. Returns the way to stop. */
    onChange(listener: (conversation: string) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export type Transcript = Awaited<ReturnType<typeof openTranscript>>
