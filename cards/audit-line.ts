import { type AuditKind, isAuditKind } from '../store/people/audit.ts'
import type { Locale } from '../store/values/locale.ts'
import { type TextKey, text } from './text.ts'

/** A kind of event without a sentence in the texts does not compile. */
const SENTENCES: { [K in AuditKind]: Extract<TextKey, `audit.${K}`> } = {
  joined: 'audit.joined',
  'partner-imported': 'audit.partner-imported',
  'role-given': 'audit.role-given',
  'person-erased': 'audit.person-erased',
  bought: 'audit.bought',
  renewed: 'audit.renewed',
  'auto-renew-off': 'audit.auto-renew-off',
  'grace-began': 'audit.grace-began',
  expired: 'audit.expired',
  'refunded-stray': 'audit.refunded-stray',
  'payment-method-added': 'audit.payment-method-added',
  'benefit-activated': 'audit.benefit-activated',
  'keys-revealed': 'audit.keys-revealed',
  'evidence-recorded': 'audit.evidence-recorded',
  cancelled: 'audit.cancelled',
  refunded: 'audit.refunded',
  'dispute-open': 'audit.dispute-open',
  'dispute-won': 'audit.dispute-won',
  'dispute-lost': 'audit.dispute-lost',
  refused: 'audit.refused',
}

/** Everything that a sentence may name, finished for people; what a line doesn't have stays empty. */
export type AuditWords = {
  who: string
  whom: string
  role: string
  offer: string
  benefit: string
  requirement: string
  order: string
  price: string
  method: string
  /** The end of a term. */
  date: string
}

/** A line of the trail as a sentence. One of a kind that this version doesn't know is shown by its bare name. */
export function auditSentence(what: string, words: AuditWords, locale: Locale): string {
  return isAuditKind(what) ? text(locale, SENTENCES[what], words) : text(locale, 'audit.other', { ...words, what })
}
