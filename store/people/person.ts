import { z } from 'zod'
import { locale } from '../values/locale.ts'
import { instant } from '../values/time.ts'

export const ROLES = ['viewer', 'billing', 'purchaser', 'admin'] as const
export const role = z.enum(ROLES)
export type Role = z.infer<typeof role>

/**
 * Somebody who has written to the bot, or whom the operator named. They are known by tenant id and Entra object id:
 * never by a name, never by typed text.
 */
export const person = z.strictObject({
  /** Their number, `p17`. Every other record and the audit log know them by it alone, so that erasing this record erases them. */
  _id: z.string().regex(/^p\d+$/),
  version: z.int(),
  partnerId: z.string(),
  objectId: z.string(),
  name: z.string().max(200).optional(),
  role,
  /** When the role was last given; absent: never, so that who joined first is still owed the first admin's rights. */
  roleSince: instant.optional(),
  /** Who gave it, and the how manieth time that was; absent where nobody did: a viewer from the start, or the first admin. */
  roleGiven: z.strictObject({ by: z.string(), at: instant, no: z.int().positive() }).optional(),
  /** From the roster: a guest reads only. Absent: not looked up yet. */
  standing: z.enum(['member', 'guest']).optional(),
  /** What the person has chosen. */
  locale: locale.optional(),
  /** What the person's own messages were last written in, as Teams says; meant where nothing was chosen. */
  spoken: locale.optional(),
  zone: z.string().optional(),
  firstSeenAt: instant,
})
export type Person = z.infer<typeof person>

/** Somebody without an Entra id: reads as a guest and is kept nowhere (F19). */
export const NOBODY = 'guest'

export function personId(number: number): string {
  return `p${number}`
}

/** Whose rights each role has: whoever keeps the books buys nothing, and whoever buys keeps no books. */
const CARRIES: Record<Role, readonly Role[]> = {
  viewer: ['viewer'],
  billing: ['viewer', 'billing'],
  purchaser: ['viewer', 'purchaser'],
  admin: ROLES,
}

/** Whether a role carries the rights of another. */
export function hasRole(who: { role: Role }, needed: Role): boolean {
  return CARRIES[who.role].includes(needed)
}
