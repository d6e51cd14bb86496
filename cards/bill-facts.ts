import type { Bill } from '../store/billing/bill.ts'
import type { TaxRule } from '../store/billing/tax-rule.ts'
import type { Locale } from '../store/values/locale.ts'
import type { Money } from '../store/values/money.ts'
import { formatMoney, formatRate } from './format.ts'
import { plain } from './plain.ts'
import { type Fact, factsIn, text } from './text.ts'

/** Subtotal, tax and total, as every card and paper says them (S27). `price`: the total. */
export function sumFacts(bill: Pick<Bill, 'net' | 'tax' | 'rule'>, price: Money, locale: Locale): Fact[] {
  const fact = factsIn(locale)
  return [
    fact('subtotal', formatMoney({ ...price, amount: bill.net }, locale)),
    { title: taxTitle(bill.rule, locale), value: formatMoney({ ...price, amount: bill.tax }, locale) },
    fact('total', formatMoney(price, locale)),
  ]
}

/** The tax as the operator calls it, with its rate: "VAT (20%)". */
export function taxTitle({ treatment, label, rate }: TaxRule, locale: Locale): string {
  const name = operatorText(label, locale)
  return treatment === 'taxed' ? text(locale, 'bill.tax', { name, rate: formatRate(rate, locale) }) : name
}

/** Whether tax is in the price, or the sentence that says why there is none. */
export function taxLines({ rule, included }: Pick<Bill, 'rule' | 'included'>, locale: Locale): string[] {
  const note = rule.note ? [operatorText(rule.note, locale)] : []
  if (rule.treatment === 'exempt') return note.length > 0 ? note : [text(locale, 'bill.no-tax')]
  if (rule.treatment === 'reverse-charge') return note
  return [text(locale, included ? 'bill.included' : 'bill.added'), ...note]
}

/** Whom the papers are made out to. `company`: named beside it already; the same name is not said twice. */
export function buyerFacts({ name, taxId, country }: Bill['buyer'], locale: Locale, company?: string): Fact[] {
  const fact = factsIn(locale)
  return [
    ...(name === company ? [] : [fact('billed-to', plain(name))]),
    ...(taxId ? [{ title: taxIdTitle(country, locale), value: taxId }] : []),
  ]
}

/** A text of the operator's, as it stands: no pattern, whatever signs are in it. */
export function operatorText(texts: Record<Locale, string>, locale: Locale): string {
  return texts[locale]
}

/** What a tax id is called in its country. */
export function taxIdTitle(country: string, locale: Locale): string {
  return text(locale, country === 'TW' ? 'fact.tax-id-tw' : 'fact.tax-id')
}
