import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { formatDate } from './format.ts'
import { listCard } from './list.ts'
import { isOver, outlookText, type SubscriptionFacts, subscriptionFacts } from './subscription-facts.ts'
import { text } from './text.ts'

const purchasedOffers = z.strictObject({
  nonce: z.string(),
  held: z.array(subscriptionFacts),
  page: z.int().nonnegative(),
  more: z.boolean(),
})

/** S7: what the company holds, each with its state, its term and whether it renews; picked for its details. */
export function purchasedOffersCard(locale: Locale, data: z.input<typeof purchasedOffers>): Attachment {
  const view = purchasedOffers.parse(data)
  return listCard(locale, {
    nonce: view.nonce,
    list: 'purchased-offers',
    title: text(locale, 'held.title'),
    lines: [text(locale, 'held.intro')],
    rows: view.held.map((each) => ({ id: each.id, title: each.name, detail: rowText(each, locale) })),
    page: view.page,
    more: view.more,
  })
}

function rowText(subscription: SubscriptionFacts, locale: Locale): string {
  const outlook = outlookText(subscription, locale)
  if (isOver(subscription)) return outlook
  const state = text(locale, `held.${subscription.state}`)
  const until = text(locale, 'held.until-short', { state, date: formatDate(subscription.term.end, locale) })
  return `${until} · ${outlook}`
}
