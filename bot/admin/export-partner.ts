import { idsIn } from './names.ts'
import { type AdminVerb, UsageError } from './verb.ts'

const MOST = 10_000

/** Everything that is kept of one company, as JSON; without the keys of benefits, which are the operator's. */
export const exportPartner: AdminVerb = {
  name: 'export-partner',
  usage: 'TENANT',
  about: 'everything that is kept of one company, as JSON on the standard output',
  async run({ store, out }, args) {
    const [tenantId = ''] = idsIn(args, exportPartner.usage)
    const partner = await store.partners.get(tenantId)
    const id = partner?._id ?? tenantId
    const people = await store.people.ofPartner(id, { limit: MOST })
    if (!partner && people.length === 0) throw new UsageError('There is no such company.')
    const whole = {
      partner,
      people,
      subscriptions: await store.subscriptions.ofPartner(id, MOST),
      orders: await store.orders.ofPartner(id, MOST),
      papers: await store.papers.ofPartner(id, MOST),
      benefits: await store.benefits.ofPartner(id, 0, MOST),
      evidence: await store.evidences.ofPartner(id, MOST),
      supportRequests: await store.tickets.ofPartner(id, undefined, MOST),
      audit: await store.audits.ofPartner(id, MOST),
    }
    out(JSON.stringify(whole, undefined, 2))
    const cut = Object.entries(whole).filter(([, list]) => Array.isArray(list) && list.length >= MOST)
    if (cut.length > 0) throw new UsageError(`There is more than ${MOST}: ${cut.map(([name]) => name).join(', ')}.`)
    return 0
  },
}
