import { z } from 'zod'
import { instant } from '../values/time.ts'

/** Everything that the audit log knows of. Each kind has a sentence in both languages: `cards/audit-entry.ts`. @internal Tests say them all. */
export const AUDIT_KINDS = [
  'joined',
  'partner-imported',
  'role-given',
  'person-erased',
  'bought',
  'renewed',
  'auto-renew-off',
  'grace-began',
  'expired',
  'refunded-stray',
  'payment-method-added',
  'payment-method-updated',
  'payment-method-gone',
  'billing-profile-changed',
  'benefit-activated',
  'keys-revealed',
  'evidence-recorded',
  'cancelled',
  'refunded',
  'refund-failed',
  'accepted',
  'dispute-open',
  'dispute-won',
  'dispute-lost',
  'term-undone',
  'refused',
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

/** What acts without being a person of the partner's. */
export const ACTORS = ['operator', 'payments', 'time', 'gold', 'guest', 'support'] as const

/** One entry of the audit log of changes to money, rights and roles: append-only, never text that a person wrote. */
export const auditEntry = z.strictObject({
  _id: z.string(),
  partnerId: z.string(),
  /** The person's number (`p17`), or what acted by itself. Who that is stands in the person's record alone. */
  by: z.string(),
  /** An `AuditKind`; a line that an older version wrote may have another. */
  what: z.string(),
  /** The person, subscription or other thing that it was done to. */
  about: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  at: instant,
})
export type AuditEntry = z.infer<typeof auditEntry>

/** A line as it is written: of a kind that has its sentences. */
export type Audit = AuditEntry & { what: AuditKind }

export function isAuditKind(what: string): what is AuditKind {
  return AUDIT_KINDS.some((each) => each === what)
}
