import type { Collection } from './collection.ts'
import { type Partner, partner } from './partner.ts'
import { records } from './records.ts'

/** Partners: the companies that have joined. */
export function openPartners(collection: Collection<Partner>) {
  const { get, insert, save } = records(collection, partner)
  return {
    /** undefined: the tenant is a non-member. */
    get,
    /** false: somebody of this company has joined already. */
    insert,
    save,
  }
}

export type Partners = ReturnType<typeof openPartners>
