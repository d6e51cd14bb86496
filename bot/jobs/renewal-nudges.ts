import type { Temporal } from 'temporal-polyfill'
import { text } from '../../cards/text.ts'
import { heldCharge } from '../../dialogs/support/ticket-outlook.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import { asksToCancel, type Ticket } from '../../store/tickets/ticket.ts'
import type { Services } from '../../store/use-cases/services.ts'

/** So many days before a renewal that a request holds up, and before benefits stop with it, the desk hears of it. */
const STEPS = [1, 7] as const
/** Into a new day, so that the zone's own calendar has turned. */
const INTO_THE_DAY = { minutes: 10 }

type Said = { words: string; key: string }

/** S21: what the desk is to hear by now of the renewal that a request to cancel holds up, once each; undefined: nothing. */
export async function renewalNudge(services: Services, ticket: Ticket, desk: Desk): Promise<Said | undefined> {
  const charge = await heldCharge(services, ticket, desk.locale)
  if (!charge) return undefined
  const step = STEPS.find((each) => charge.days <= each)
  if (!step && charge.due === 'due') return undefined
  const key = `${charge.term}:${charge.due}:${step ?? 'begun'}`
  const words = { ...charge.words, number: ticket.number, offer: charge.offer }
  return ticket.renewalTold === key ? undefined : { key, words: text(desk.locale, `desk.nudge-${charge.due}`, words) }
}

/** When the card's days are others: as the next day begins where the term does. undefined: it counts none. */
export async function nextDayOfCharge(
  services: Services,
  ticket: Ticket,
  desk: Desk,
): Promise<Temporal.Instant | undefined> {
  const charge = asksToCancel(ticket) ? await heldCharge(services, ticket, desk.locale) : undefined
  if (!charge) return undefined
  const tomorrow = services.clock.today(charge.zone).add({ days: 1 })
  return tomorrow.toZonedDateTime(charge.zone).add(INTO_THE_DAY).toInstant()
}
