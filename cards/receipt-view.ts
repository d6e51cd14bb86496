import { z } from 'zod'
import type { Catalogue } from '../store/catalogue/offer.ts'
import type { Order } from '../store/orders/order.ts'
import { receipt, receiptOf } from '../store/orders/receipt.ts'
import type { Locale } from '../store/values/locale.ts'
import { formatDate, formatMoney } from './format.ts'
import { methodText } from './payment-details.ts'
import { offerName, text } from './text.ts'

/** A receipt with what was bought in words: what its card, the list, the one shown again and the printable page are made from. */
export const receiptView = receipt.extend({ offer: z.string() })
export type ReceiptView = z.infer<typeof receiptView>

/** The order's receipt in a language; undefined: it has none. */
export function receiptViewOf(
  services: { catalogue: Catalogue },
  order: Order,
  locale: Locale,
): ReceiptView | undefined {
  const found = receiptOf(order)
  return found && { ...found, offer: offerName(services, order, locale) }
}

/** Its amount, dates and method, ready to be read. */
export function receiptWords({ term, price, paidOn, method, refunds, takenBack }: ReceiptView, locale: Locale) {
  const [start, end] = [formatDate(term.start, locale), formatDate(term.end, locale)]
  return {
    term: text(locale, 'term.one-year', { start, end }),
    end,
    price: formatMoney(price, locale),
    date: formatDate(paidOn, locale),
    method: methodText(method, locale),
    /** Each giving back of it with its amount and day. */
    refunds: [
      ...refunds.map(({ money, on, state }) =>
        text(locale, `receipt.${state}`, { price: formatMoney(money, locale), date: formatDate(on, locale) }),
      ),
      ...(takenBack
        ? [
            text(locale, 'receipt.taken-back', {
              price: formatMoney(takenBack.money, locale),
              date: takenBack.on ? formatDate(takenBack.on, locale) : 'none',
            }),
          ]
        : []),
    ],
  }
}
