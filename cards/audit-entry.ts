import { isAuditKind } from '../store/people/audit.ts'
import type { Locale } from '../store/values/locale.ts'
import { text } from './text.ts'

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

/** An audit entry as a sentence: a kind without one in the texts does not compile. One of a kind that this version doesn't know is shown by its bare name. */
export function auditSentence(what: string, words: AuditWords, locale: Locale): string {
  return isAuditKind(what) ? text(locale, `audit.${what}`, words) : text(locale, 'audit.other', { ...words, what })
}
