import { z } from 'zod'
import type { Collection } from '../../../store/database/collection.ts'
import type { Message } from './message.ts'

/** Whether the app is added there or was taken away again, and what a person's client is set to. */
const Setting = z.object({
  installed: z.boolean(),
  removed: z.boolean().optional(),
  locale: z.string().optional(),
  zone: z.string().optional(),
})
export type Setting = z.infer<typeof Setting>

/** One line: a message of a conversation, or the setting of one. As JSON, for cards have keys that a database refuses. */
export type TranscriptRecord = {
  _id: string
  kind: 'message' | 'setting'
  conversation: string
  order: number
  json: string
}

export type Entry = { order: number; message: Message }

/** Writes behind, one after the other: the chat does not wait for its own history. */
export async function openTranscriptStore(records: Collection<TranscriptRecord>) {
  await records.createIndex({ conversation: 1, kind: 1, order: 1 }, { name: 'conversation_kind_order' })
  let writing: Promise<unknown> = Promise.resolve()
  const later = (write: () => Promise<unknown>) => {
    writing = writing.then(write)
    // The failure surfaces in flush(); without this it would end the process first.
    writing.catch(() => undefined)
  }
  const save = (id: string, fields: Omit<TranscriptRecord, '_id'>) =>
    later(() => records.updateOne({ _id: id }, { $set: fields }, { upsert: true }))

  return {
    async setting(conversation: string): Promise<Setting | undefined> {
      const record = await records.findOne({ _id: `${conversation}/setting` })
      return record ? Setting.parse(JSON.parse(record.json)) : undefined
    },
    /** The newest `limit`, oldest first. */
    async messages(conversation: string, limit: number): Promise<Entry[]> {
      const newest = { sort: { order: -1 }, limit } as const
      const found = await records.find({ conversation, kind: 'message' }, newest).toArray()
      return found.reverse().map(({ order, json }) => ({ order, message: JSON.parse(json) }))
    },
    saveSetting(conversation: string, setting: Setting): void {
      const json = JSON.stringify(setting)
      save(`${conversation}/setting`, { kind: 'setting', conversation, order: 0, json })
    },
    saveMessage(conversation: string, { order, message }: Entry): void {
      const json = JSON.stringify(message)
      save(`${conversation}/${message.id}`, { kind: 'message', conversation, order, json })
    },
    drop: (conversation: string, id: string): void => later(() => records.deleteOne({ _id: `${conversation}/${id}` })),
    /** Resolves when everything is written; throws if a write failed. */
    async flush(): Promise<void> {
      await writing
    },
  }
}

export type TranscriptStore = Awaited<ReturnType<typeof openTranscriptStore>>
