import type { Activity, InvokeResponse } from 'botframework-schema'
import { text } from '../../cards/text.ts'
import { COMMANDS } from '../../dialogs/understanding/commands.ts'
import { localeOf } from '../../store/values/locale.ts'
import { newId } from '../new-id.ts'
import { localeIn } from './spoken-language.ts'

/** What Teams shows under a card whose turn is late, or failed before it could say so itself (F22). */
export function invokeFallback(activity: Activity, why: 'failed' | 'late'): InvokeResponse {
  const locale = localeOf(localeIn(activity))
  const words = { reference: newId().slice(0, 8), continue: COMMANDS.continue[locale] }
  const value = why === 'late' ? text(locale, 'error.still-at-it') : text(locale, 'error.apology', words)
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value } }
}
