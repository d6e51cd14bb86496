import { createRequire } from 'node:module'
import { z } from 'zod'

const OFFERED = [
  'Asia/Taipei',
  'Asia/Hong_Kong',
  'Asia/Tokyo',
  'Asia/Singapore',
  'Australia/Sydney',
  'Europe/London',
  'Europe/Paris',
  'Europe/Berlin',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Vancouver',
  'UTC',
]

/** The zones on the join card: those that most partners live in, and the one that Teams says the person is in. */
export function offeredZones(own: string): string[] {
  const known = knownZone(own)
  return known && !OFFERED.includes(known) ? [known, ...OFFERED] : OFFERED
}

/** What was asked lately. Only so many are kept. */
const asked = new Map<string, string | undefined>()
const MOST = 500

/**
 * A zone by what people and systems call it: an IANA id of today or of former days, or one of Windows', however it is
 * capitalised. Given is the id that IANA uses today, the same on every version of Node; undefined: there is no such zone.
 */
export function knownZone(name: string): string | undefined {
  const key = name.slice(0, 100).trim().toLowerCase()
  if (asked.has(key)) return asked.get(key)
  if (asked.size >= MOST) asked.clear()
  const found = [todaysNames().get(key), name.trim()].find((each) => each && isKeptByIntl(each))
  const known = found && (todaysNames().get(found.toLowerCase()) ?? spelled(found))
  asked.set(key, known)
  return known
}

/** Offsets are no zones: a term's midnight must know of summer time. */
function isKeptByIntl(name: string): boolean {
  try {
    return /^[a-z]/i.test(name) && spelled(name) !== ''
  } catch {
    return false
  }
}

function spelled(name: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
}

/** Unicode's CLDR: each zone with its other names, the one that IANA prefers, and what stands for each of Windows' zones. */
const iana = z.object({
  keyword: z.object({ u: z.object({ tz: z.record(z.string(), z.unknown()) }) }),
})
const ianaZone = z.object({ _alias: z.string(), _iana: z.string().optional() })
const windows = z.object({
  supplemental: z.object({
    windowsZones: z.object({
      mapTimezones: z.array(
        z.object({ mapZone: z.object({ _other: z.string(), _type: z.string(), _territory: z.string() }) }),
      ),
    }),
  }),
})

let names: Map<string, string> | undefined

function todaysNames(): Map<string, string> {
  names ??= readNames()
  return names
}

function readNames(): Map<string, string> {
  const require = createRequire(import.meta.url)
  const today = new Map<string, string>()
  for (const zone of Object.values(iana.parse(require('cldr-bcp47/bcp47/timezone.json')).keyword.u.tz)) {
    const read = ianaZone.safeParse(zone)
    if (!read.success) continue
    const aliases = read.data._alias.split(' ')
    const name = read.data._iana ?? aliases[0] ?? ''
    for (const each of aliases) today.set(each.toLowerCase(), /^Etc\/(?:UTC|GMT)$/.test(name) ? 'UTC' : name)
  }
  for (const { mapZone } of windows.parse(require('cldr-core/supplemental/windowsZones.json')).supplemental.windowsZones
    .mapTimezones)
    if (mapZone._territory === '001')
      today.set(mapZone._other.toLowerCase(), today.get(mapZone._type.toLowerCase()) ?? mapZone._type)
  return today
}
