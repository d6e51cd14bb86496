import { botStorage, stateKey } from '../../store/database/bot-storage.ts'
import { isInPayment } from '../../store/orders/order.ts'
import { referenceOf } from '../../store/people/conversation.ts'
import type { Person } from '../../store/people/person.ts'
import { withoutWordsOf } from '../../store/tickets/erasure.ts'
import { stored } from '../../store/values/time.ts'
import { idsIn } from './names.ts'
import { type AdminParts, type AdminVerb, OPERATOR, UsageError } from './verb.ts'

const MOST_TICKETS = 1_000

/**
 * Erases a person: their own words, how they can be reached, what their chat remembers, and at last whose number it was.
 * Orders, subscriptions and the audit log stay, and name a number that nobody has any more. Stopped in the middle, it is run
 * again.
 */
export const erasePerson: AdminVerb = {
  name: 'erase-person',
  usage: 'TENANT OBJECT-ID',
  about: 'removes who a person is, and their own words; never a line of orders or of the audit log',
  async run(parts, args) {
    const { store, dryRun, out } = parts
    const [tenantId = '', objectId = ''] = idsIn(args, erasePerson.usage)
    const person = await store.people.known(tenantId, objectId)
    if (!person) throw new UsageError('There is no such person.')
    const { partnerId } = person
    const order = await store.orders.openOf(partnerId, person._id)
    if (order && isInPayment(order))
      throw new UsageError(`Order ${order.number} of theirs is being paid: run it again when that is over.`)
    if (dryRun) out(`Person no. ${person._id.slice(1)} would be erased. Dry run: nothing was written.`)
    else await erase(parts, person)
    const admins = await store.people.admins(partnerId)
    if (admins.every((each) => each._id === person._id)) out('The company has no admin then. Name one: move-admin.')
    return 0
  },
}

async function erase({ store, database, clock, out }: AdminParts, person: Person): Promise<void> {
  const { _id, partnerId } = person
  for (const { _id: ticketId } of await store.tickets.ofPartner(partnerId, undefined, MOST_TICKETS))
    await store.tickets.change(ticketId, (ticket) => withoutWordsOf(ticket, _id))
  const chat = await store.conversations.get(_id)
  if (chat) {
    const reference = referenceOf(chat)
    const state = botStorage(database.collection('bot-state'), clock)
    if (reference) await state.delete([stateKey(reference)])
    else out('Their chat cannot be found: what was said last in it goes when it is old.')
    await store.conversations.forget(_id)
  }
  const line = { partnerId, by: OPERATOR, what: 'person-erased' as const, about: _id, at: stored(clock.now()) }
  await store.audits.add({ _id: `erased:${_id}`, ...line })
  await store.people.forget(_id)
  out(`Person no. ${_id.slice(1)} is erased. Backups keep them until they are overwritten.`)
}
