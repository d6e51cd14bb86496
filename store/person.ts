import { z } from 'zod'
import { locale } from './locale.ts'
import { instant } from './time.ts'

export const ROLES = ['viewer', 'purchaser', 'admin'] as const
export const role = z.enum(ROLES)
export type Role = z.infer<typeof role>

/** Somebody who has written to the bot. The key is tenant id and Entra object id: never a name, never typed text. */
export const person = z.strictObject({
  _id: z.string(),
  version: z.int(),
  partnerId: z.string(),
  objectId: z.string(),
  name: z.string().max(200).optional(),
  role,
  /** When the role was last given; absent: never, so that who joined first is still owed the first admin's rights. */
  roleSince: instant.optional(),
  /** From the roster: a guest reads only. Absent: not looked up yet. */
  standing: z.enum(['member', 'guest']).optional(),
  locale: locale.optional(),
  zone: z.string().optional(),
  firstSeenAt: instant,
})
export type Person = z.infer<typeof person>

export function personKey(tenantId: string, objectId: string): string {
  return `${tenantId}:${objectId}`
}

const RANK: Record<Role, number> = { viewer: 0, purchaser: 1, admin: 2 }

/** Whether a role carries the rights of another: admin ≥ purchaser ≥ viewer. */
export function hasRole(who: { role: Role }, needed: Role): boolean {
  return RANK[who.role] >= RANK[needed]
}
