import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import { hasRole, type Person } from '../../../store/people/person.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { openTicket } from '../../../store/use-cases/tickets/ticket-opening.ts'
import { deskCard } from './card.ts'
import type { DeskAnswer, DeskTurn } from './desk-turn.ts'

const MOST_SHOWN = 5

/** An agent opens a ticket for a partner, found by tenant id or by how its name begins; it belongs to its first admin. */
export async function openForPartner(services: Services, turn: DeskTurn, words: string): Promise<DeskAnswer> {
  const { store } = services
  const { locale, person } = turn.speaker
  const named = await store.partners.get(words.trim().toLowerCase())
  const found = named ? [named] : await store.partners.named(words.trim(), MOST_SHOWN + 1)
  const [partner, ...others] = found
  if (!partner) return { said: [text(locale, 'desk.company-none')] }
  if (others.length) {
    const list = found.slice(0, MOST_SHOWN).map((each) => `${plain(each.name, 60)} (${plain(each._id, 80)})`)
    return { said: [text(locale, 'desk.company-which', { list: list.join(' · ') })] }
  }
  const contact = await contactOf(services, partner._id)
  const { ticket } = await openTicket(services, {
    key: turn.key.replace(/[^\w-]/g, '').slice(-40),
    partner,
    personId: contact?._id,
    by: { side: 'desk', by: person._id },
    request: { problem: 'other', details: '' },
    locale: contact?.locale ?? 'en',
  })
  const words2 = { number: ticket.number, company: plain(partner.name, 100), tenant: plain(partner._id, 80) }
  return { said: [text(locale, 'desk.opened-for', words2), await deskCard(services, ticket, turn.desk)] }
}

/** Whom the company's admin is, or whoever may buy: the one whom the desk's words reach. */
async function contactOf({ store }: Services, partnerId: string): Promise<Person | undefined> {
  const buyers = (await store.people.buyers(partnerId)).filter((each) => each.standing !== 'guest')
  return buyers.find((each) => hasRole(each, 'admin')) ?? buyers[0]
}
