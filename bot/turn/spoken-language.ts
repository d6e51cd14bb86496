import type { Activity } from 'botbuilder'
import type { Person } from '../../store/people/person.ts'
import { type Locale, localeOf } from '../../store/values/locale.ts'

/** The language tag that came with an activity: its own, or else the client's; some have neither. */
export function localeIn(activity: Activity): string | undefined {
  const client = (Array.isArray(activity.entities) ? activity.entities : []).find((each) => each?.type === 'clientInfo')
  return [activity.locale, client?.locale].find((each) => typeof each === 'string' && each.trim() !== '')
}

/**
 * What somebody's messages are written in, after this activity. A press tells little: it may carry its client's language,
 * another one, or none; so it counts only for whom we have not heard yet.
 */
export function spokenIn(activity: Activity, before: Locale | undefined): Locale | undefined {
  const tag = localeIn(activity)
  const isTyped = activity.type === 'message' && (activity.value === undefined || activity.value === null)
  return tag !== undefined && (isTyped || before === undefined) ? localeOf(tag) : before
}

/** S25: one person, one language: what they chose, or else speak. */
export function languageOf(activity: Activity, { locale, spoken }: Pick<Person, 'locale' | 'spoken'>): Locale {
  return locale ?? spokenIn(activity, spoken) ?? localeOf(undefined)
}
