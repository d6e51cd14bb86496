import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { Temporal } from 'temporal-polyfill'
import { assemble } from '../../bot/assembly.ts'
import { shiftedClock } from '../../bot/clock.ts'
import type { Adapter } from '../../bot/teams/adapter.ts'
import type { Outbound } from '../../bot/teams/outbound.ts'
import type { Sent } from '../../bot/teams/outcome.ts'
import { readCatalogue } from '../../store/catalogue/read-catalogue.ts'
import type { Database } from '../../store/database/collection.ts'
import type { Order } from '../../store/orders/order.ts'
import { newOrder } from '../../store/orders/order-steps.ts'
import { openStore, type Store } from '../../store/store.ts'
import { type ChargeResult, KeyReusedError, type Payments } from '../../store/use-cases/services.ts'
import { firstTerm } from '../../store/values/term.ts'
import { stored } from '../../store/values/time.ts'
import type { ShiftedClock } from './clock.ts'
import { dyingDatabase } from './dying-database.ts'
import type { Chance } from './random.ts'
import { standingTimer } from './standing-timer.ts'
import { unpaced } from './unpaced.ts'
import type { Fate, Try } from './year-model.ts'

const METHOD = { id: 'pm-1', brand: 'Visa', last4: '4242', expires: '2030-12' }
const PRICE = { amount: 47_500, currency: 'USD' }
type Charge = { key: string; orderId: string; amount: number; met: Try; state: 'taken' | 'open' | 'failed'; at: string }

/** The gateway's own book: one line a key, whatever the bot forgets. */
export function openBook(fates: Fate[], clock: ShiftedClock, store: Store) {
  const charges = new Map<string, Charge>()
  const plans = new Map(fates.map((each) => [each.id, each.tries]))

  function resultOf({ key, state, amount, met }: Charge): ChargeResult {
    if (state === 'taken') return { status: 'succeeded', chargeId: `ch-${key}`, money: { ...PRICE, amount } }
    if (state === 'failed') return { status: 'declined', code: 'card_declined', retryable: true }
    return { status: met === 'bank' ? 'needs_customer' : 'processing', chargeId: `ch-${key}` }
  }

  const payments: Payments = {
    name: 'sandbox',
    openMethodPage: async () => ({ sessionId: 's', url: 'https://pay.example.com/page' }),
    findMethod: async () => ({ status: 'expired' }),
    findDispute: async () => undefined,
    findCard: async () => ({ is: 'there', method: METHOD }),
    forgetMethod: async () => undefined,
    openBankPage: async () => ({ url: 'https://pay.example.com/bank' }),
    async charge({ key, orderId, money }) {
      const known = charges.get(key)
      if (known && known.amount !== money.amount) throw new KeyReusedError('another amount')
      if (known) return resultOf(known)
      const order = await store.orders.get(orderId)
      const plan = plans.get(order?.renews?.subscriptionId ?? '') ?? []
      const met = plan[Number(key.split(':')[1]) - 1] ?? 'decline'
      if (met === 'lost-not-taken') return { status: 'unknown' }
      const state = met === 'ok' || met === 'lost' ? 'taken' : met === 'decline' ? 'failed' : 'open'
      const charge: Charge = { key, orderId, amount: money.amount, met, state, at: stored(clock.now()) }
      charges.set(key, charge)
      return met === 'lost' ? { status: 'unknown' } : resultOf(charge)
    },
    async findCharge(key) {
      const charge = charges.get(key)
      if (charge?.met === 'processing') charge.state = 'taken'
      return charge ? resultOf(charge) : { status: 'none' }
    },
    async cancelCharge(key) {
      const charge = charges.get(key)
      if (charge?.state === 'open') charge.state = 'failed'
      return charge ? resultOf(charge) : { status: 'declined', code: 'canceled', retryable: true }
    },
    refund: async () => ({ status: 'failed' }),
    books: bookOf(charges),
    findRefunds: async () => undefined,
    parseWebhook: () => ({ id: 'none', kind: 'other' }),
  }
  return { payments, charges }
}

function bookOf(charges: Map<string, Charge>): Payments['books'] {
  const rows = () =>
    [...charges.values()].flatMap(({ key, state, amount, at }) =>
      state === 'taken' ? [{ key, chargeId: `ch-${key}`, at, money: { ...PRICE, amount }, about: {} }] : [],
    )
  return {
    charges: async ({ from, to }) => ({ rows: rows().filter((each) => each.at >= from && each.at < to) }),
    charge: async (chargeId) => rows().find((each) => each.chargeId === chargeId),
    refunds: async () => ({ rows: [] }),
    refundsOf: async () => [],
    disputes: async () => ({ rows: [] }),
  }
}

type Post = { person: string; at: string; became: Sent['outcome'] }

/** What Teams took, kept outside the bot: whatever a crash loses, this does not. */
export function openPosts(chance: Chance, clock: ShiftedClock) {
  const posts: Post[] = []
  const once: Outbound['once'] = async (reference) => {
    const roll = chance.next()
    const became: Sent =
      roll < 0.06
        ? { outcome: 'unknown', detail: '500' }
        : roll < 0.16
          ? { outcome: 'failed', detail: '429', retryAfterMs: 5_000 }
          : { outcome: 'sent', activityId: `activity-${posts.length}` }
    posts.push({
      person: reference.user?.aadObjectId ?? '',
      at: stored(clock.now()),
      became: became.outcome,
    })
    return became
  }
  return { posts, once }
}

/** An instance of the bot over the common records, with a clock that is a little off, that can be killed at any write. */
export async function openInstance(
  inner: Database,
  clock: ShiftedClock,
  aheadMs: number,
  payments: Payments,
  once: Outbound['once'],
) {
  const dying = dyingDatabase(inner)
  const own = shiftedClock(clock, aheadMs)
  const adapter = { outbound: { once, send: once, update: once } }
  const bot = assemble({
    database: dying.database,
    store: await openStore(dying.database),
    payments,
    clock: own,
    timer: standingTimer().timer,
    catalogue: readCatalogue(),
    adapter: adapter as unknown as Adapter,
    log: pino({ level: 'silent' }),
    newId: () => randomUUID().replaceAll('-', '').slice(0, 20),
    random: () => 0.5,
    tenants: 'open',
    roster: async () => 'member',
    returnUrl: 'http://127.0.0.1:3978/sandbox',
    publicUrl: 'http://127.0.0.1:3978',
    secrets: ['secret-of-the-tests-with-32-letters'],
    pace: unpaced,
  })
  return { ...bot, dieAt: dying.dieAt, isDead: dying.isDead, isSpared: dying.isSpared }
}

/** Everything that was there before the year began: companies, people, chats, first orders, subscriptions. */
export async function populate(store: Store, fates: Fate[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const of of fates) {
    const start = Temporal.PlainDate.from(of.end).subtract({ years: 1 })
    const at = '2026-11-23T08:00:00.000Z'
    await store.partners.insert({
      ...{ _id: of.tenant, version: 1, name: 'Partner', country: 'US', currency: 'USD', zone: of.zone, joinedAt: at },
      ...{ joinedBy: 'p1', agreement: { version: '1', locale: 'en', agreedAt: at, by: 'p1' } },
      ...{ customer: `cus-${of.tenant}`, method: METHOD },
    })
    for (const { id, zone, reachable } of of.buyers) {
      const met = await store.people.meet({
        ...{
          partnerId: of.tenant,
          objectId: id,
          role: 'admin',
          roleSince: at,
          standing: 'member',
          zone,
          firstSeenAt: at,
        },
      })
      names.set(met._id, id)
      const reference = JSON.stringify({
        ...{ channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/amer/', locale: 'en-US' },
        ...{ user: { id: `29:${id}`, aadObjectId: id }, conversation: { id: `a:${id}` } },
      })
      await store.conversations.keep({ _id: met._id, reference, installed: reachable, seenAt: at })
    }
    const term = { ...firstTerm(start, of.zone), end: of.end }
    const first = await firstOrder(store, of, term)
    await store.subscriptions.insert({
      ...{
        _id: of.id,
        version: 1,
        partnerId: of.tenant,
        offerId: 'action-pack',
        area: '',
        state: 'active',
        live: true,
      },
      ...{ orderId: first._id, boughtBy: 'p1', term, autoRenew: true, createdAt: at },
    })
  }
  return names
}

async function firstOrder(store: Store, of: Fate, term: NonNullable<Order['frozen']>['term']): Promise<Order> {
  const now = '2026-11-23T08:00:00.000Z'
  const draft = newOrder({
    id: `${of.id.replace('sub-', '').padStart(8, '0')}first`,
    partnerId: of.tenant,
    personId: 'p1',
    offerId: 'action-pack',
    now,
  })
  const attempt = {
    ...{ n: 1, key: `${draft._id}:1`, money: PRICE, method: METHOD, customer: 'c', subscriptionId: of.id },
    ...{ state: 'succeeded' as const, openedAt: now, endedAt: now, chargeId: 'ch' },
  }
  const frozen = { catalogue: '1', offerVersion: '1', price: PRICE, term }
  const order: Order = {
    ...draft,
    state: 'fulfilled',
    method: METHOD,
    frozen,
    attempts: [attempt],
    receipt: { number: 'RC', at: now },
  }
  await store.orders.insert(order)
  return order
}
