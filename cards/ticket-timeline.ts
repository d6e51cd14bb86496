import { CLOSE_REASONS, type CloseReason, type Entry } from '../store/tickets/ticket.ts'
import type { Locale } from '../store/values/locale.ts'
import { formatMoment, formatMoney } from './format.ts'
import { plain } from './plain.ts'
import { text } from './text.ts'

/** Names of people by their numbers, finished for cards; who isn't there is not known any more. */
export type Names = Record<string, string>
/** Letters of one message that a card shows: a full timeline must stay under Teams' 28 KB. */
const SHOWN = 240

/** One line of the timeline as a sentence, people's words as plain text (F32). `side`: who reads it. */
export function entryText(of: Entry, names: Names, locale: Locale, side: Entry['side'] = 'partner'): string {
  const who = names[of.by] ?? text(locale, 'actor.support')
  if (of.deleted) return text(locale, 'entry.deleted', { who })
  if (of.takenBack && side === 'partner') return text(locale, 'entry.taken-back', { who })
  if (of.takenBack) return text(locale, 'entry.taken-back-desk', { who, text: plain(of.text ?? '', SHOWN) })
  if (of.kind === 'happening' && of.what)
    // A happening without a sentence in the texts does not compile.
    return text(locale, `happened.${of.what}`, { who, ...aboutWords(of, names, locale, side) })
  const key = of.kind === 'note' ? 'entry.note' : of.side === 'desk' ? 'entry.by-desk' : 'entry.by-partner'
  const line = text(locale, key, { who, text: plain(of.text ?? '', SHOWN) })
  return of.edited ? text(locale, 'entry.edited', { line }) : line
}

/** The same with its moment on the clock of a zone. */
export function entryLine(
  of: Entry,
  names: Names,
  zone: string,
  locale: Locale,
  side: Entry['side'] = 'partner',
): string {
  return text(locale, 'entry.at', { at: formatMoment(of.at, zone, locale), line: entryText(of, names, locale, side) })
}

function aboutWords({ about = '', money, because }: Entry, names: Names, locale: Locale, side: Entry['side']) {
  const reason = CLOSE_REASONS.find((each) => each === about)
  return {
    whom: names[about] ?? '',
    reason: reason ? text(locale, closeKey(reason, side)) : '',
    what: plain(about),
    price: money ? formatMoney(money, locale) : 'none',
    why: because ? text(locale, 'refund.why', { because: because.replaceAll('-', '_') }) : 'none',
    // ICU chooses by words without hyphens.
    kind: about.replaceAll('-', '_'),
  }
}

/** Why it was closed, as that side reads it: of the two it means the other one. */
export function closeKey(reason: CloseReason, side: Entry['side']) {
  return side === 'desk' && reason === 'no-answer' ? ('close.no-answer-desk' as const) : (`close.${reason}` as const)
}
