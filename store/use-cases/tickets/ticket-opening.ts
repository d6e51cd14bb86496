import { again } from '../../database/again.ts'
import type { Partner } from '../../people/partner.ts'
import { isCancellation, newTicket, type Request, type Ticket } from '../../tickets/ticket.ts'
import { join } from '../../tickets/ticket-steps.ts'
import type { Locale } from '../../values/locale.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

export type TicketAsk = {
  /** The effect's own: the same one opens the same ticket, however often it is asked. */
  key: string
  partner: Partner
  /** At the partner, whom the ticket is for; an agent may open one for a company without anybody known. */
  personId: string | undefined
  by: { side: 'partner' | 'desk'; by: string }
  request: Request
  subscriptionId?: string | undefined
  locale: Locale
}

/** A ticket is known by the effect that opened it. */
export function ticketIdOf(key: string): string {
  return `tic-${key}`
}

/** S20: opens a ticket, once per key; a second one about the same subscription joins the open one. */
export async function openTicket(
  services: Pick<Services, 'store' | 'clock'>,
  ask: TicketAsk,
): Promise<{ ticket: Ticket; joined: boolean }> {
  const { store, clock } = services
  const id = ticketIdOf(ask.key)
  return again(async () => {
    const before = await store.tickets.get(id)
    if (before) return { ticket: before, joined: false }
    const open =
      isCancellation(ask) && (await store.tickets.openCancellationOf(ask.partner._id, ask.subscriptionId ?? ''))
    if (open) return { ticket: await joined(open), joined: true }
    const { partner, subscriptionId, personId, request, locale } = ask
    const made = newTicket({
      ...{ id, personId, request, locale, subscriptionId },
      number: await store.counters.next('tickets'),
      partnerId: partner._id,
      company: partner.name,
      by: { ...ask.by, key: `opened:${ask.key}` },
      now: stored(clock.now()),
    })
    if (await store.tickets.insert(made)) return { ticket: made, joined: false }
    const winner = subscriptionId && (await store.tickets.openCancellationOf(partner._id, subscriptionId))
    const mine = await store.tickets.get(id)
    if (!mine && winner) return { ticket: await joined(winner), joined: true }
    if (mine) return { ticket: mine, joined: false }
    throw new Error('a ticket could neither be opened nor found')
  })

  async function joined(open: Ticket): Promise<Ticket> {
    if (ask.by.side === 'desk') return open
    const act = { by: ask.by.by, key: `joined:${ask.key}`, now: stored(clock.now()) }
    const after = await store.tickets.change(open._id, (ticket) => {
      const result = join(ticket, act)
      return result.ok ? result.value : ticket
    })
    return after ?? open
  }
}
