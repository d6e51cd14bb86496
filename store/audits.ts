import { type Audit, audit } from './audit.ts'
import { type Collection, isDuplicateKey } from './collection.ts'

/** The audit trail: lines are added, and read; there is no way to change one. */
export async function openAudits(collection: Collection<Audit>) {
  await collection.createIndex({ partnerId: 1, at: -1 }, { name: 'of-partner' })
  return {
    /** The key names the event, so that a step done again adds no second line. */
    async add(line: Audit): Promise<void> {
      try {
        await collection.insertOne(audit.parse(line))
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
    async ofPartner(partnerId: string, limit: number): Promise<Audit[]> {
      const lines = await collection.find({ partnerId }, { sort: { at: -1 }, limit }).toArray()
      return lines.map((each) => audit.parse(each))
    },
  }
}

export type Audits = Awaited<ReturnType<typeof openAudits>>
