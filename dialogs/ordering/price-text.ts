import { taxTitle } from '../../cards/bill-facts.ts'
import { formatDate, formatMoney } from '../../cards/format.ts'
import { offerName, text } from '../../cards/text.ts'
import { billed, buyerOf } from '../../store/billing/bill.ts'
import type { Seller } from '../../store/billing/seller.ts'
import type { Offer } from '../../store/catalogue/offer.ts'
import type { Order } from '../../store/orders/order.ts'
import { quote } from '../../store/use-cases/orders/quote.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'

/** What an offer costs this speaker's company a year, and whether tax comes on top; to a newcomer in their language's currency. */
export function priceText(offer: Offer, { locale, partner }: Speaker, seller: Seller | undefined): string {
  if (offer.level === 'network') return text(locale, 'offers.free')
  const currency = partner?.currency ?? (locale === 'zh-TW' ? 'TWD' : 'USD')
  const amount = offer.prices[currency]
  if (amount === undefined) return text(locale, 'offers.no-price')
  const price = formatMoney({ amount, currency }, locale)
  const yearly = text(locale, offer.perArea ? 'offers.per-area' : 'offers.a-year', { price })
  const bill = partner && billed({ amount, currency }, buyerOf(partner), seller).bill
  return bill && bill.tax > 0 && !bill.included
    ? text(locale, 'offers.plus-tax', { yearly, tax: taxTitle(bill.rule, locale) })
    : yearly
}

/** What an unfinished order is about, and that it costs nothing yet: said at every step before its review. '': it can't be bought now. */
export async function orderText(services: Services, order: Order, { locale, partner }: Speaker): Promise<string> {
  const today = partner && (await quote(services, partner, order))
  if (!today?.ok) return ''
  const { price, term } = today.value
  const dates = { start: formatDate(term.start, locale), end: formatDate(term.end, locale) }
  return text(locale, 'order.about', {
    offer: offerName(services, order, locale),
    price: formatMoney(price, locale),
    ...dates,
  })
}
