import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** The only source of time. Civil dates come from it with a zone. */
export interface Clock {
  now(): Temporal.Instant
  today(zone: string): Temporal.PlainDate
}

/** An instant as it is stored: UTC with milliseconds, so that text order is time order. */
export const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
/** A civil date as it is stored: it means a day in a zone that is stored beside it (S12). */
export const civilDate = z.iso.date()

export function stored(at: Temporal.Instant): string {
  return new Date(at.epochMilliseconds).toISOString()
}

/** So many milliseconds after an instant; both as stored. */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString()
}

/** The civil date that an instant falls on in a zone. `at`: an instant as stored. */
export function dayOf(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}
