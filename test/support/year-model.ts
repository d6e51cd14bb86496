import { Temporal } from 'temporal-polyfill'
import type { Chance } from './random.ts'

/** What becomes of one try to take a renewal's money. */
export type Try = 'ok' | 'processing' | 'lost' | 'decline' | 'lost-not-taken' | 'bank'
const PAYS: readonly Try[] = ['ok', 'processing', 'lost']

type Buyer = { id: string; zone: string; reachable: boolean }
/** One subscription of the simulated year, and what will happen to it. */
export type Fate = {
  id: string
  tenant: string
  zone: string
  end: string
  buyers: Buyer[]
  /** What each try of the automatic renewal meets; after the last one everything is declined. */
  tries: Try[]
  /** Days to the end at which auto-renew goes off, or the subscription is cancelled. */
  offAt?: number
  cancelledAt?: number
}

const ZONES = [
  'Asia/Taipei',
  'America/Los_Angeles',
  'Europe/Berlin',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
] as const
const PLANS: readonly [Try[], ...Try[][]] = [
  ['ok'],
  ['processing'],
  ['lost'],
  ['decline', 'ok'],
  ['lost-not-taken', 'ok'],
  ['bank', 'ok'],
  ['decline', 'decline', 'lost'],
  ['decline', 'bank', 'decline', 'ok'],
  ['decline', 'decline', 'decline', 'decline'],
]

/** Every kind of life: renewed by each plan of tries, turned off at each of these times, cancelled. */
const LIVES: readonly Partial<Pick<Fate, 'tries' | 'offAt' | 'cancelledAt'>>[] = [
  ...PLANS.map((tries) => ({ tries })),
  ...[300, 45, 20, 5].map((offAt) => ({ offAt })),
  { cancelledAt: 10 },
]
/** So many subscriptions have every kind of life among them, every zone, and a company that nobody can be reached at. */
export const EVERY_KIND = LIVES.length

/** Subscriptions whose terms end spread over `days` days from `first` on, two a day; each partner has one. */
export function fates(count: number, first: string, days: number, chance: Chance): Fate[] {
  return Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / LIVES.length)
    const zone = ZONES[(i + round) % ZONES.length] ?? 'UTC'
    const end = Temporal.PlainDate.from(first).add({ days: Math.floor(((i - (i % 2)) * days) / count) })
    const nobody = i % LIVES.length === round % LIVES.length
    const buyers = Array.from({ length: 1 + chance.below(3) }, (_b, n) => ({
      id: `person-${i}-${n}`,
      zone: chance.pick(ZONES),
      reachable: !nobody && chance.often(0.85),
    }))
    return {
      id: `sub-${i}`,
      tenant: `tenant-${i}`,
      zone,
      end: end.toString(),
      buyers,
      tries: chance.pick(PLANS),
      ...LIVES[i % LIVES.length],
    }
  })
}

/** What the rules S12, S16, S18, S19 make of a fate, said as plainly as they are. */
export function expected(of: Fate) {
  const paidAt =
    of.offAt === undefined && of.cancelledAt === undefined ? of.tries.findIndex((each) => PAYS.includes(each)) : -1
  const tried = of.offAt === undefined && of.cancelledAt === undefined ? (paidAt >= 0 ? paidAt + 1 : 4) : 0
  const days = [0, 3, 7, 29].slice(0, tried)
  const news = days.flatMap((_, n) => {
    const met = of.tries[n] ?? 'decline'
    if (PAYS.includes(met)) return ['renewed']
    return met === 'bank' ? [`bank-waits-${n + 1}`, `declined-${n + 1}`] : [`declined-${n + 1}`]
  })
  const state = paidAt >= 0 ? 'active' : of.cancelledAt === undefined ? 'expired' : 'cancelled'
  return {
    state,
    term: paidAt >= 0 ? 2 : 1,
    paid: paidAt >= 0 ? 1 : 0,
    triedOn: days.map((each) => plus(of.end, each)),
    news: [...news, ...(state === 'expired' ? ['expired'] : [])].toSorted(),
    ladder: ladderOf(of),
  }
}

const STEPS = [60, 30, 14, 7, 1, -1, -7, -23]

/** The dates on which a step of the ladder can be told, somewhere on Earth. On others there is nothing to say of it. */
export function datesOfSteps(all: Fate[]): Set<string> {
  const told = all.flatMap((of) =>
    STEPS.flatMap((step) => of.buyers.map(({ zone }) => daysTold(step, of, zone))).concat(of.end),
  )
  return new Set(told.flatMap((day) => [-1, 0, 1].map((days) => plus(day, days))))
}

/** Step and date of everything that the ladder tells each of them. */
function ladderOf(of: Fate): string[] {
  const told: string[] = []
  for (const step of STEPS) {
    for (const buyer of of.buyers) {
      const day = daysTold(step, of, buyer.zone)
      const left = Temporal.PlainDate.from(day).until(of.end).days
      if (of.cancelledAt !== undefined && left <= of.cancelledAt) continue
      const off = of.offAt !== undefined && left < of.offAt
      if (off || step === 30 || step === 7)
        told.push(`${step} ${buyer.id} ${day} ${off ? 'reminder' : 'charge-notice'}`)
    }
  }
  return told.toSorted()
}

/** The civil date of the person on which a step reaches them. */
function daysTold(step: number, of: Fate, zone: string): string {
  let day = plus(of.end, -step)
  while (isWeekend(day)) day = plus(day, -1)
  const over = at(of.end, '00:00', of.zone)
  if (step > 0) while (at(day, '09:00', zone) >= over || isWeekend(day)) day = plus(day, -1)
  if (step < 0) while (isWeekend(day) || at(day, '16:59:59', zone) < over) day = plus(day, 1)
  return day
}

function at(day: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds
}

export function plus(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

function isWeekend(day: string): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek > 5
}
