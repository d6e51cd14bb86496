import { newTicket, type Opening, type Ticket } from '../../store/tickets/ticket.ts'

export const AT = '2026-11-23T08:00:00.000Z'

/** A new cancellation ticket of Partner One, with fixed dates. */
export function aTicket(but: Partial<Opening> = {}): Ticket {
  return newTicket({
    id: 'tic-1',
    number: 1,
    partnerId: 'tenant-one',
    company: 'Partner One',
    personId: 'p1',
    by: { side: 'partner', by: 'p1', key: 'opened' },
    request: { problem: 'invoice', reason: 'not-needed', details: '', contact: 'chat' },
    subscriptionId: 'sub-1',
    locale: 'en',
    now: AT,
    ...but,
  })
}

/** So many milliseconds after the ticket was opened. */
export function later(ms: number): string {
  return new Date(Date.parse(AT) + ms).toISOString()
}
