import type { Locale } from '../store/values/locale.ts'
import type { Refusal } from '../store/values/result.ts'
import { text } from './text.ts'

/** A refusal without a sentence in the texts does not compile. */
export function refusalText(refusal: Refusal, locale: Locale): string {
  return text(locale, `refusal.${refusal}`)
}
