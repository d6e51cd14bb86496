import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { formatDate } from './format.ts'
import { type Held, held, isOver, outlookText } from './held.ts'
import { listCard } from './list.ts'
import { text } from './text.ts'

export const purchasedOffers = z.strictObject({
  nonce: z.string(),
  held: z.array(held),
  page: z.int().nonnegative(),
  more: z.boolean(),
})

/** S7: what the company holds, each with its state, its term and whether it renews; picked for its details. */
export function purchasedOffersCard(data: z.input<typeof purchasedOffers>, locale: Locale): Attachment {
  const view = purchasedOffers.parse(data)
  return listCard(
    {
      nonce: view.nonce,
      list: 'purchased-offers',
      title: text(locale, 'held.title'),
      lines: [text(locale, 'held.intro')],
      rows: view.held.map((each) => ({ id: each.id, title: each.name, detail: rowText(each, locale) })),
      page: view.page,
      more: view.more,
    },
    locale,
  )
}

function rowText(of: Held, locale: Locale): string {
  const outlook = outlookText(of, locale)
  if (isOver(of)) return outlook
  const state = text(locale, `held.${of.state}`)
  const until = text(locale, 'held.until-short', { state, date: formatDate(of.term.end, locale) })
  return `${until} · ${outlook}`
}
