import type { Collection } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { spellings } from '../values/entra-id.ts'
import { type Partner, partner } from './partner.ts'

/** Partners: the companies that have joined. */
export async function openPartners(collection: Collection<Partner>) {
  await collection.createIndex({ name: 1 }, { name: 'by-name' })
  await collection.createIndex(
    { customer: 1 },
    { name: 'by-customer', partialFilterExpression: { customer: { $exists: true } } },
  )
  await collection.createIndex(
    { 'method.id': 1 },
    { name: 'by-method', partialFilterExpression: { 'method.id': { $exists: true } } },
  )
  const { get, insert, save, list, one } = records(collection, partner)
  return {
    /**
     * By its tenant, in whatever case; undefined: the tenant is a non-member. Its `_id` is what every other record of this
     * company names: an older version has kept some as a file had written them.
     */
    async get(tenantId: string): Promise<Partner | undefined> {
      const [usual = tenantId, ...others] = spellings(tenantId)
      const found = await get(usual)
      if (found || others.length === 0) return found
      return (await list({ _id: { $in: others } }, { limit: 1 }))[0]
    },
    /** false: somebody of this company has joined already. */
    insert,
    save,

    /** By the gateway's name for them. */
    ofMethod: (methodId: string) => one({ 'method.id': methodId }),

    ofCustomer: (customer: string) => one({ customer }),

    /** Those whose name begins like this, as it is written. */
    named: (beginning: string, limit: number) =>
      list({ name: { $gte: beginning, $lt: `${beginning}\uffff` } }, { sort: { name: 1 }, limit }),
  }
}
