import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { civilDate } from './time.ts'

/** One paid year [start, end) at 00:00 in the partner's zone; `anchor` keeps 29 February through ordinary years (S12). */
export const term = z.strictObject({
  number: z.int().positive(),
  start: civilDate,
  end: civilDate,
  zone: z.string(),
  anchor: z.string().regex(/^\d\d-\d\d$/),
})
export type Term = z.infer<typeof term>

/** The first term of a subscription that is bought on `start`. */
export function firstTerm(start: Temporal.PlainDate, zone: string): Term {
  const anchor = start.toString().slice(5)
  return { number: 1, start: start.toString(), end: yearAfter(start, anchor), zone, anchor }
}

/** The term that follows without a gap: it starts on the day the last one ended (S18). */
export function nextTerm(last: Term): Term {
  const start = Temporal.PlainDate.from(last.end)
  return { ...last, number: last.number + 1, start: last.end, end: yearAfter(start, last.anchor) }
}

/** The term that it followed on. */
export function termBefore(next: Term): Term {
  const end = Temporal.PlainDate.from(next.start)
  const [month = 1, day = 1] = next.anchor.split('-').map(Number)
  const start = Temporal.PlainDate.from({ year: end.year - 1, month, day }, { overflow: 'constrain' })
  return { ...next, number: next.number - 1, start: start.toString(), end: next.start }
}

/** The day on which benefits stop when nobody renews (S13). */
export function graceEnds(term: Term, graceDays: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(term.end).add({ days: graceDays })
}

export function sameTerm(a: Term, b: Term): boolean {
  return a.number === b.number && a.start === b.start && a.end === b.end && a.zone === b.zone && a.anchor === b.anchor
}

function yearAfter(start: Temporal.PlainDate, anchor: string): string {
  const [month, day] = anchor.split('-').map(Number)
  const year = start.year + 1
  return Temporal.PlainDate.from({ year, month: month ?? 1, day: day ?? 1 }, { overflow: 'constrain' }).toString()
}
