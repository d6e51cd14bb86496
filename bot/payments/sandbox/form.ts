import { Temporal } from 'temporal-polyfill'
import { SANDBOX_CARDS, type SandboxCard, sandboxCard } from './cards.ts'
import type { PageTexts } from './texts.ts'

export type FieldName = 'number' | 'expiry' | 'cvc'
export type FieldErrors = Partial<Record<FieldName, Exclude<keyof PageTexts['errors'], 'title' | 'prefix'>>>

/** A test card and its expiry as YYYY-MM, or what is wrong with each field. */
export type CardForm =
  | { ok: true; card: SandboxCard; expires: string }
  | { ok: false; errors: FieldErrors /** Worth showing again: month and year, and nothing else. */; expiry?: string }

/** How many years ahead a card that was chosen and not typed expires. */
const CHOSEN_LASTS_YEARS = 3
const LONGEST_YEARS = 25

/** Reads what the method page's forms send: a chosen test card, or a typed one. Keeps nothing of what it refuses (F60). */
export function readCardForm(fields: URLSearchParams, today: Temporal.PlainDate): CardForm {
  const chosen = sandboxCard(fields.get('card') ?? '')
  if (chosen) return { ok: true, card: chosen, expires: `${today.year + CHOSEN_LASTS_YEARS}-12` }

  const number = digits(fields.get('number'))
  const card = SANDBOX_CARDS.find((each) => each.number === number)
  const expiry = readExpiry(fields.get('expiry') ?? '', today)
  const cvc = digits(fields.get('cvc'))
  const errors: FieldErrors = {
    ...(card ? {} : { number: number === '' ? 'number-missing' : 'number-not-test' }),
    ...(typeof expiry === 'string' ? { expiry } : {}),
    ...(isCvc(cvc, card) ? {} : { cvc: cvc === '' ? 'cvc-missing' : 'cvc-format' }),
  }
  const month = typeof expiry === 'string' ? undefined : expiry
  if (card && month && !errors.cvc) return { ok: true, card, expires: month.toString() }
  if (!month) return { ok: false, errors }
  return { ok: false, errors, expiry: `${String(month.month).padStart(2, '0')}/${String(month.year).slice(-2)}` }
}

/** Full-width digits count; spaces and hyphens between them don't. */
function digits(typed: string | null): string {
  return (typed ?? '').slice(0, 100).normalize('NFKC').replace(/[\s-]/g, '')
}

function isCvc(cvc: string, card: SandboxCard | undefined): boolean {
  return card ? /^\d+$/.test(cvc) && cvc.length === card.cvcLength : /^\d{3,4}$/.test(cvc)
}

/** A card is good to the end of its month. */
function readExpiry(
  typed: string,
  today: Temporal.PlainDate,
): Temporal.PlainYearMonth | (keyof PageTexts['errors'] & `expiry-${string}`) {
  const text = digits(typed)
  if (text === '') return 'expiry-missing'
  const [, month, year] = /^(0?[1-9]|1[0-2])\/?(\d{2}|\d{4})$/.exec(text) ?? []
  if (!month || !year) return 'expiry-format'
  const expires = Temporal.PlainYearMonth.from({
    year: year.length === 2 ? Math.floor(today.year / 100) * 100 + Number(year) : Number(year),
    month: Number(month),
  })
  if (Temporal.PlainYearMonth.compare(expires, today.toPlainYearMonth()) < 0) return 'expiry-past'
  return expires.year > today.year + LONGEST_YEARS ? 'expiry-format' : expires
}
