import { z } from 'zod'
import { type Collection, insertOnce } from '../database/collection.ts'
import { instant } from '../values/time.ts'

/** Proof that a partner meets one requirement of a competency in one solution area (S4). */
const evidence = z.strictObject({
  _id: z.string(),
  partnerId: z.string(),
  offerId: z.string(),
  area: z.string(),
  requirementId: z.string(),
  by: z.string(),
  recordedAt: instant,
})
export type Evidence = z.infer<typeof evidence>

/** Evidence for competencies, recorded by support or imported; a partner has no way to write any. */
export async function openEvidences(collection: Collection<Evidence>) {
  await collection.createIndex({ partnerId: 1, offerId: 1, area: 1 }, { name: 'of-partner' })
  return {
    /** Recorded once per requirement: again changes nothing. */
    async record(line: Omit<Evidence, '_id'>): Promise<void> {
      const _id = [line.partnerId, line.offerId, line.area, line.requirementId].join(':')
      await insertOnce(collection, evidence.parse({ ...line, _id }))
    },
    async ofPartner(partnerId: string, limit: number): Promise<Evidence[]> {
      const found = await collection.find({ partnerId }, { limit }).toArray()
      return found.map((each) => evidence.parse(each))
    },
    /** Ids of the requirements that the partner meets. */
    async met(partnerId: string, offerId: string, area: string): Promise<string[]> {
      const found = await collection.find({ partnerId, offerId, area }, { limit: 50 }).toArray()
      return found.map((each) => evidence.parse(each).requirementId)
    },
  }
}
