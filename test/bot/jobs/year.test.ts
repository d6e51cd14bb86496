import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { again } from '../../../store/database/again.ts'
import { openDatabase } from '../../../store/open-database.ts'
import { addsUp } from '../../../store/reconciliation/counting.ts'
import type { Reconciliation } from '../../../store/reconciliation/reconciliation.ts'
import { openStore } from '../../../store/store.ts'
import { turnOffAutoRenew } from '../../../store/subscriptions/subscription.ts'
import { stored } from '../../../store/values/time.ts'
import { standingClock } from '../../support/clock.ts'
import { openChance } from '../../support/random.ts'
import { datesOfSteps, EVERY_KIND, expected, type Fate, fates, plus } from '../../support/year-model.ts'
import { openBook, openInstance, openPosts, populate } from '../../support/year-world.ts'

const seed = Number(process.env.SEED ?? 20271101)
/** Steps shorter than the hours of reminders, so that no working day is jumped over on which there may be something to say. */
const HOURS = 7
/** Days without any, in one step at the most. */
const QUIET_DAYS = 5
const count = Number(process.env.COUNT ?? (process.env.LONG ? 2_000 : EVERY_KIND))
const FROM = '2027-11-01'
/** The first term ends so many days later, the last one so many after that, and grace after it. */
const [BEFORE, SPREAD, AFTER] = [75, 250, 40]
/** How often an instance is about to be killed as a beat begins. */
const KILLS = process.env.LONG ? 0.15 : 0.08
const SKEW_MS = 5 * 60_000
const LEASES_MS = 26 * 60_000

describe('a simulated year', () => {
  it(`S12, S16, S18, S19, F50, F66: ${count} subscriptions under kills, faults and skewed clocks equal the plain model (seed ${seed})`, async () => {
    const year = await lived()
    for (const of of year.all) await compare(year, of)
    await ledgerAddsUp(year)
    await booksAddUp(year)
    assert.ok(year.kills > 10, `only ${year.kills} kills`)
  })
})

async function lived() {
  const chance = openChance(seed)
  const all = fates(count, plus(FROM, BEFORE), SPREAD, chance)
  const inner = await openDatabase({ memory: true })
  const store = await openStore(inner)
  const clock = standingClock(`${FROM}T00:00:00Z`)
  const names = await populate(store, all)
  const { payments, charges } = openBook(all, clock, store)
  const { posts, once } = openPosts(chance, clock)
  const open = (ahead: number) => openInstance(inner, clock, ahead, payments, once)
  const instances = [await open(SKEW_MS), await open(-SKEW_MS)]
  const busy = datesOfSteps(all)
  const coming = all.flatMap(happening).toSorted((a, b) => a.at - b.at)
  let kills = 0
  const end = clock.now().add({ hours: (BEFORE + SPREAD + AFTER) * 24 }).epochMilliseconds
  while (clock.now().epochMilliseconds < end) {
    while ((coming[0]?.at ?? end) <= clock.now().epochMilliseconds) await happen(coming.shift()?.of)
    for (const instance of instances) if (chance.often(KILLS)) instance.dieAt(1 + chance.below(12), chance.often(0.5))
    await Promise.all(instances.map((each) => each.runDue().catch(() => undefined)))
    const before = kills
    for (const [i, each] of instances.entries()) {
      if (!each.isDead()) continue
      kills += 1
      instances[i] = await open(i === 0 ? SKEW_MS : -SKEW_MS)
    }
    clock.advance(await untilNext(kills > before))
  }
  return { all, store, charges, posts, names, kills, inner }

  /** Until something is due by both clocks, or happens, or what a kill has left is free again, or hours have passed. */
  async function untilNext(killed: boolean): Promise<number> {
    const now = clock.now().epochMilliseconds
    const [job, row] = await Promise.all([store.jobs.waiting(1), store.deliveries.next(1)])
    const due = [...job, ...row].map((each) => Date.parse(each.dueAt) + SKEW_MS + 60_000 - now)
    const left = killed || due.some((each) => each <= 0) ? [LEASES_MS] : []
    const [next] = coming
    if (next) due.push(next.at - now)
    return Math.min(hoursTo(clock.today('UTC')) * 3_600_000, ...left, ...due.filter((each) => each > 0))
  }

  /** Hours to the next step in time: on quiet days to the midnight after the last one of them. */
  function hoursTo(today: Temporal.PlainDate): number {
    const days = Array.from({ length: QUIET_DAYS }, (_, n) => today.add({ days: n }).toString())
    const next = days.findIndex((each) => busy.has(each))
    return next === 0 ? HOURS : 24 * (next < 0 ? QUIET_DAYS : next) - clock.now().toZonedDateTimeISO('UTC').hour
  }

  /** What people do meanwhile. */
  async function happen(of: Fate | undefined): Promise<void> {
    if (!of) return
    await again(async () => {
      const subscription = await store.subscriptions.get(of.id)
      if (!subscription || subscription.state === 'cancelled' || !subscription.autoRenew) return
      const after = turnOffAutoRenew(subscription, 'p1', stored(clock.now()))
      await store.subscriptions.save(
        subscription,
        of.offAt === undefined ? { ...subscription, state: 'cancelled' } : after,
      )
    })
  }
}

/** As the day begins in the partner's zone. */
function happening(of: Fate): { at: number; of: Fate }[] {
  const left = of.offAt ?? of.cancelledAt
  if (left === undefined) return []
  return [{ at: Temporal.PlainDate.from(plus(of.end, -left)).toZonedDateTime(of.zone).epochMilliseconds, of }]
}

type Year = Awaited<ReturnType<typeof lived>>

/** Each day of the gateway's books was compared by itself, and the year adds up to the minor unit; nothing is left to anybody. */
async function booksAddUp({ inner, charges }: Year): Promise<void> {
  const days = await inner.collection<Reconciliation>('reconciliations').find({}, { limit: 1_000 }).toArray()
  assert.ok(days.length >= BEFORE + SPREAD, `only ${days.length} days were compared`)
  for (const day of days) {
    assert.ok(day.phase === 'done' && addsUp(day), `${day._id}: ${JSON.stringify(day.currencies)}`)
    assert.deepEqual(
      day.differences.filter((each) => each.became !== 'taken-up'),
      [],
      day._id,
    )
  }
  const last =
    days
      .map((each) => each._id)
      .toSorted()
      .at(-1) ?? ''
  const taken = [...charges.values()].filter(({ state, at }) => state === 'taken' && at.slice(0, 10) <= last)
  const paid = days.reduce((sum, { currencies }) => sum + (currencies.USD?.gateway.paid ?? 0), 0)
  assert.equal(
    paid,
    taken.reduce((sum, { amount }) => sum + amount, 0),
  )
}

async function compare({ store, charges, names, inner }: Year, of: Fate): Promise<void> {
  const model = expected(of)
  const subscription = await store.subscriptions.get(of.id)
  assert.deepEqual([of.id, subscription?.state, subscription?.term?.number], [of.id, model.state, model.term])
  const orders = await inner
    .collection<{ _id: string; renews?: { subscriptionId: string }; attempts: { openedAt: string }[] }>('orders')
    .find({ 'renews.subscriptionId': of.id }, { limit: 10 })
    .toArray()
  const tried = orders.flatMap((each) => each.attempts.map(({ openedAt }) => dateIn(openedAt, of.zone)))
  assert.deepEqual(tried, model.triedOn, `${of.id}: tries`)
  const book = [...charges.values()].filter((each) => orders.some(({ _id }) => _id === each.orderId))
  assert.equal(book.filter((each) => each.state === 'taken').length, model.paid, `${of.id}: charges`)
  const rows = await inner
    .collection<{
      _id: string
      kind: string
      state: string
      reason?: string
      step?: number
      personId: string
      endedAt?: string
    }>('deliveries')
    .find({ subscriptionId: of.id }, { limit: 200 })
    .toArray()
  const zoneOf = (id: string) => of.buyers.find((each) => each.id === names.get(id))
  for (const buyer of of.buyers) {
    const news = rows.filter((each) => each._id.startsWith('tell:') && names.get(each.personId) === buyer.id)
    assert.deepEqual(news.map((each) => each._id.split(':')[3]).toSorted(), model.news, `${of.id}: news`)
  }
  const ladder = rows.filter((each) => each.step !== undefined && each.state !== 'suppressed')
  const told = ladder.map((each) => {
    const buyer = zoneOf(each.personId)
    return `${each.step} ${buyer?.id} ${dateIn(each.endedAt ?? '', buyer?.zone ?? 'UTC')} ${each.kind}`
  })
  const plain = (lines: string[]) => lines.map(dayAfterEnd).toSorted()
  assert.deepEqual(plain(told), plain(model.ladder), `${of.id}: ladder`)
  for (const row of rows) {
    const reachable = zoneOf(row.personId)?.reachable
    const ends = reachable ? ['sent', 'unknown', 'suppressed'] : ['skipped', 'suppressed']
    assert.ok(ends.includes(row.state), `${row._id}: ${row.state} ${row.reason}`)
  }
  const tickets = await store.tickets.ofPartner(of.tenant, undefined, 9)
  const nobody = of.buyers.every((each) => !each.reachable)
  assert.ok(nobody ? tickets.length === 1 : tickets.length <= 1, `${of.id}: ${tickets.length} tickets`)
}

/** The day before and the day after can be moved to one day, of which the second message waits for the next working day. */
function dayAfterEnd(line: string): string {
  return line.replace(/^(-1 \S+) \S+/, '$1 at the end')
}

/** Nothing twice, nothing lost: what Teams took is what the ledger says, but for what a kill left unknown. */
async function ledgerAddsUp({ posts, inner, store, kills }: Year): Promise<void> {
  const rows = await inner
    .collection<{ _id: string; state: string; reason?: string; message?: string; personId: string }>('deliveries')
    .find({}, { limit: 100_000 })
    .toArray()
  const messages = (state: string, reason = '') =>
    new Set(
      rows.filter((each) => each.state === state && (each.reason ?? '').includes(reason)).map((each) => each.message),
    ).size
  const became = (outcome: string) => posts.filter((each) => each.became === outcome).length
  const interrupted = messages('unknown', 'interrupted')
  const injected = messages('unknown', '500')
  assert.ok(interrupted <= kills)
  assert.ok(became('unknown') - injected >= 0 && became('unknown') - injected <= interrupted, 'unknown as injected')
  assert.ok(became('sent') - messages('sent') >= 0 && became('sent') - messages('sent') <= interrupted, 'sent as taken')
  for (const { _id } of await store.runs.newest(1_000)) {
    const { planned, waiting, ...ended } = await store.deliveries.tally(_id)
    assert.equal(
      planned,
      Object.values(ended).reduce((sum, each) => sum + each, waiting),
    )
    assert.equal(waiting, 0, _id)
  }
}

function dateIn(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}
