import type { Partner } from '../../people/partner.ts'
import { hasRole, type Person, type Role } from '../../people/person.ts'
import type { Locale } from '../../values/locale.ts'
import { ok, type Result, refused } from '../../values/result.ts'

/** Who speaks in this turn: tenant and Entra object id, never a name or typed text. */
export type Speaker = {
  tenantId: string
  person: Person
  /** undefined: the company is a non-member. */
  partner: Partner | undefined
  locale: Locale
  /** The zone that Teams proposes for the person, if it names one. */
  zone: string | undefined
}

export type Member = Speaker & { partner: Partner }

export function isMember(speaker: Speaker): speaker is Member {
  return speaker.partner !== undefined
}

/** Whether the speaker's rights suffice; asked again wherever money or rights change. Guests look at offers, and have none. */
export function requireRole(speaker: Speaker, needed: Role): Result<Member> {
  if (!isMember(speaker)) return refused('not-a-member')
  if (speaker.person.standing === 'guest') return refused('guests-read-only')
  if (!hasRole(speaker.person, needed)) return refused(needed === 'viewer' ? 'not-a-member' : `needs-${needed}`)
  return ok(speaker)
}
