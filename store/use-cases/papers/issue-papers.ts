import { findOffer } from '../../catalogue/offer.ts'
import { again } from '../../database/again.ts'
import type { Order } from '../../orders/order.ts'
import { papersOwed } from '../../orders/papers-owed.ts'
import { MOST_PAPERS } from '../../orders/refund.ts'
import { draftOf } from '../../papers/paper.ts'
import type { Locale } from '../../values/locale.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

type Parts = Pick<Services, 'store' | 'clock' | 'catalogue'> & Partial<Pick<Services, 'mailsPapers'>>

/**
 * Makes out what papers an order is owed (S27). Can be done again from any point: a paper is known by what it is for, and the
 * order says last that it has it.
 */
export async function issuePapers(services: Parts, orderId: string): Promise<void> {
  const { store, clock } = services
  await again(async () => {
    const order = await store.orders.get(orderId)
    for (const owed of order ? papersOwed(order) : []) {
      if (!order) return
      const earlier = await store.papers.ofOrder(orderId, MOST_PAPERS)
      const made = await store.papers.issue(
        draftOf(order, owed, soldAs(services, order), earlier),
        stored(clock.now()),
        services.mailsPapers,
      )
      await store.orders.change(orderId, (latest) => noted(latest, owed.about, made._id))
    }
  })
}

function noted(order: Order, about: string, number: string): Order {
  const papers = order.papers ?? []
  return papers.some((each) => each.about === about) ? order : { ...order, papers: [...papers, { about, number }] }
}

/** What was sold, in both languages, as the catalogue calls it today. */
function soldAs({ catalogue }: Parts, { offerId, area: areaId }: Order): Record<Locale, string> {
  const offer = findOffer(catalogue, offerId)?.name
  const area = catalogue.areas.find((each) => each.id === areaId)?.name
  const named = (locale: Locale) => [offer?.[locale] ?? offerId, ...(area ? [area[locale]] : [])].join(' – ')
  return { en: named('en'), 'zh-TW': named('zh-TW') }
}
