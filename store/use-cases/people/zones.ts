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

/** Asking Intl takes as long as a whole query. */
const USUAL = new Set(Intl.supportedValuesOf('timeZone'))

/** Zones by other names of theirs: UTC and Asia/Kolkata are none of the usual ones. Only so many are kept. */
const otherwise = new Map<string, string>()
const MOST = 500

/** An IANA zone by its id, however it is capitalised; undefined if there is no such zone. */
export function knownZone(name: string): string | undefined {
  if (USUAL.has(name)) return name
  const known = otherwise.get(name) ?? askedOf(name)
  if (otherwise.size >= MOST) otherwise.clear()
  if (known) otherwise.set(name, known)
  return known
}

function askedOf(name: string): string | undefined {
  try {
    return name ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone : undefined
  } catch {
    return undefined
  }
}
