import type { Order } from '../../orders/order.ts'
import type { Difference, Finding } from '../../reconciliation/reconciliation.ts'
import { BY_ITSELF } from '../../tickets/ticket.ts'
import { stored } from '../../values/time.ts'
import type { BookedCharge } from '../gateway-books.ts'
import type { Money, Services } from '../services.ts'
import { openTicket } from '../tickets/ticket-opening.ts'

/** What comparing works with: it reads the gateway, and only owes what is to be done. */
export type Comparing = Pick<Services, 'store' | 'payments' | 'clock'> & {
  /** Nothing is written: it only says what would become of each difference. */
  dryRun?: boolean
}

/** The day that is compared (UTC): from its midnight to the next, instants as stored. */
export type Day = { day: string; from: string; to: string }

export function isWithin({ from, to }: Day, at: string): boolean {
  return at >= from && at < to
}

/** A key of ours: `order:n`. Other programs on the same account may have keys of their own. */
const OUR_KEY = /^ord-[\w-]{1,80}:\d{1,3}$/

export function isOurs({ key }: Pick<BookedCharge, 'key'>): boolean {
  return key !== undefined && OUR_KEY.test(key)
}

/** Has a job look at once, also where it was done before; what it does is known by its own record. */
export async function oweAgain(
  { store, clock, dryRun }: Comparing,
  kind: 'dispute' | 'refund' | 'stray',
  about: string,
): Promise<'taken-up'> {
  if (!dryRun) await store.jobs.addAgain(kind, about, stored(clock.now()))
  return 'taken-up'
}

/** Has the reconciler look at once what became of its payment. */
export async function oweLook({ store, clock, dryRun }: Comparing, orderId: string): Promise<'taken-up'> {
  if (!dryRun) await store.orders.change(orderId, (order) => ({ ...order, lookAt: stored(clock.now()) }))
  return 'taken-up'
}

type Told = Pick<Difference, 'what' | 'kind' | 'about' | 'became'> & {
  /** What it is about at the gateway: with `what` it is the difference's own name. */
  of: string
} & ({ gateway: Money; records?: Money | undefined } | { gateway?: undefined; records: Money })

/** What is counted of a difference: what the gateway has, less what we have. */
export function differs({ of, gateway, records, ...told }: Told): Finding {
  const { currency } = gateway ?? records
  const amount = (gateway?.amount ?? 0) - (records?.amount ?? 0)
  return { is: 'difference', gateway, records, difference: { ...told, id: `${told.what}:${of}`, amount, currency } }
}

type Differing = {
  what: Difference['what']
  partnerId: string | undefined
  order?: Pick<Order, 'number' | 'subscriptionId'> | undefined
  about: string
  chargeId: string
  day: string
  gateway?: Money | undefined
  records?: Money | undefined
}

/** One request at the desk for each difference, however often it is found; `left`: the company isn't known here. */
export async function requestDifference(services: Comparing, of: Differing): Promise<'request' | 'left'> {
  const { what, partnerId, order, about, chargeId, day, gateway, records } = of
  const partner = partnerId === undefined ? undefined : await services.store.partners.get(partnerId)
  if (!partner) return 'left'
  if (services.dryRun) return 'request'
  await openTicket(services, {
    key: `books-${what}-${chargeId}`,
    partner,
    personId: undefined,
    by: { side: 'desk', by: BY_ITSELF },
    request: {
      ...{ problem: 'invoice', details: '' },
      noticed: {
        ...{ what: 'books-differ', difference: what, order: order?.number ?? about, charge: chargeId, day },
        ...(gateway ? { gateway } : {}),
        ...(records ? { records } : {}),
      },
    },
    ...(order?.subscriptionId ? { subscriptionId: order.subscriptionId } : {}),
    locale: partner.agreement.locale,
  })
  return 'request'
}
