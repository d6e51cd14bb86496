import { type Collection, insertOnce } from '../database/collection.ts'
import { type Audit, type AuditEntry, auditEntry } from './audit.ts'

/** the audit log: lines are added, and read; there is no way to change or remove one. */
export async function openAudits(collection: Collection<AuditEntry>) {
  await collection.createIndex({ partnerId: 1, at: -1, _id: -1 }, { name: 'of-partner-by-time' })
  return {
    /** The key names the event, so that a step done again adds no second line. */
    async add(line: Audit): Promise<void> {
      await insertOnce(collection, auditEntry.parse(line))
    },
    async get(key: string): Promise<AuditEntry | undefined> {
      const found = await collection.findOne({ _id: key })
      return found ? auditEntry.parse(found) : undefined
    },
    /** Newest first. */
    async ofPartner(partnerId: string, limit: number, skip = 0): Promise<AuditEntry[]> {
      const lines = await collection.find({ partnerId }, { sort: { at: -1, _id: -1 }, skip, limit }).toArray()
      return lines.map((each) => auditEntry.parse(each))
    },
  }
}
