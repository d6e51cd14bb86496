import type { Collection } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { type Partner, partner } from './partner.ts'

/** Partners: the companies that have joined. */
export async function openPartners(collection: Collection<Partner>) {
  await collection.createIndex({ name: 1 }, { name: 'by-name' })
  const { get, insert, save, list } = records(collection, partner)
  return {
    /** undefined: the tenant is a non-member. */
    get,
    /** false: somebody of this company has joined already. */
    insert,
    save,

    /** Those whose name begins like this, as it is written. */
    named: (beginning: string, limit: number) =>
      list({ name: { $gte: beginning, $lt: `${beginning}\uffff` } }, { sort: { name: 1 }, limit }),
  }
}
