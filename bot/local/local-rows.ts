import { offerName } from '../../cards/text.ts'
import type { Catalogue } from '../../store/catalogue/offer.ts'
import type { Store } from '../../store/store.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Row } from '../sandbox/page/console.ts'

const SHOWN = 50

type Parts = { store: Store; catalogue: Catalogue }
/** What a subscription and an order both say of what they are about. */
type Held = { partnerId: string; offerId: string; area?: string | undefined }

/** What is owed and when it is worked on, what has failed for good first. */
export async function jobRows({ store, catalogue }: Parts): Promise<Row[]> {
  const jobs = [...(await store.jobs.dead(SHOWN)), ...(await store.jobs.waiting(SHOWN))]
  return Promise.all(
    jobs.map(async ({ _id, kind, about, dueAt, state }) => {
      const [id = ''] = about.split(':')
      const held = (await store.subscriptions.get(id)) ?? (await store.orders.get(id))
      return { key: _id, what: `job.${kind}`, at: dueAt, state, ...(await named({ store, catalogue }, held)) }
    }),
  )
}

/** The messages that the bot started, the newest first, each with whom it is for. */
export async function deliveryRows({ store, catalogue }: Parts): Promise<Row[]> {
  const rows = await store.deliveries.newest(SHOWN)
  return Promise.all(
    rows.map(async ({ _id, kind, personId, subscriptionId, dueAt, endedAt, state }) => {
      const subscription = await store.subscriptions.get(subscriptionId)
      const who = (await store.people.get(personId))?.name ?? ''
      const about = await named({ store, catalogue }, subscription, who)
      return { key: _id, what: `delivery.${kind}`, at: endedAt ?? dueAt, state, ...about }
    }),
  )
}

async function named({ store, catalogue }: Parts, held: Held | undefined, who = ''): Promise<Pick<Row, 'about'>> {
  const company = held && (await store.partners.get(held.partnerId))?.name
  const line = (locale: Locale) =>
    [held && offerName({ catalogue }, held, locale), company, who].filter(Boolean).join(' · ')
  return { about: { en: line('en'), 'zh-TW': line('zh-TW') } }
}
