import { formatMoney } from '../../../cards/format.ts'
import { offersCard } from '../../../cards/offers.ts'
import { catalogueText, text } from '../../../cards/text.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { NONCE } from '../people.ts'
import { samplesOf } from '../samples.ts'

const catalogue = readCatalogue()
type Can = 'subscribe' | 'join' | 'checklist' | undefined

const shown = (locale: Locale, can: Can[], status: string[], currency: string) =>
  catalogue.offers.map((offer, i) => {
    const amount = offer.prices[currency]
    const price = amount === undefined ? '' : formatMoney({ amount, currency }, locale)
    const does = can[i]
    return {
      id: offer.id,
      name: catalogueText(locale, offer.name),
      price: price
        ? text(locale, offer.perArea ? 'offers.per-area' : 'offers.a-year', { price })
        : text(locale, 'offers.free'),
      summary: catalogueText(locale, offer.summary),
      gives: offer.benefits.map((each) => catalogueText(locale, each.text, { quantity: each.quantity })),
      status: status[i] ?? text(locale, 'offers.available'),
      held: (status[i] ?? '').startsWith(text(locale, 'offers.held')),
      ...(does ? { can: does } : {}),
    }
  })

export const offers = samplesOf(offersCard, {
  typical: (locale) => ({
    nonce: NONCE,
    own: 'network' as const,
    offers: shown(
      locale,
      [undefined, 'subscribe', 'checklist', 'checklist'],
      [text(locale, 'offers.held')],
      locale === 'en' ? 'USD' : 'TWD',
    ),
  }),
  longest: (locale) => {
    const until = text(locale, 'offers.held-until', {
      date: locale === 'en' ? 'September 30, 2027' : '2027 年 9 月 30 日',
    })
    const names = catalogue.areas.map((area) => catalogueText(locale, area.name)).join(locale === 'en' ? ', ' : '、')
    const areas = text(locale, 'offers.held-area', { area: names })
    return {
      nonce: NONCE,
      own: 'gold' as const,
      offers: shown(
        locale,
        [undefined, 'subscribe', 'checklist', 'checklist'],
        [text(locale, 'offers.held'), until, areas, areas],
        'TWD',
      ),
    }
  },
  // Everything on it is the operator's: a non-member's view stands here instead.
  hostile: (locale) => {
    const first = text(locale, 'offers.join-first')
    return { nonce: NONCE, offers: shown(locale, ['join'], ['', first, first, first], 'USD') }
  },
  empty: () => ({ nonce: NONCE, offers: [] }),
})
