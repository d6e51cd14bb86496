import type { Activity } from 'botframework-schema'
import { MOST_ITEMS, reminderCard } from '../../cards/reminder.ts'
import { itemOf } from '../../dialogs/reminders/delivery-items.ts'
import type { MessageItem } from '../../dialogs/reminders/message-item.ts'
import { StoreUnavailableError } from '../../store/database/collection.ts'
import type { Delivery, DeliveryKind } from '../../store/reminders/delivery.ts'
import type { StartedSubscription } from '../../store/subscriptions/subscription.ts'
import { type Addressee, hasColleague } from '../../store/use-cases/reminders/addressees.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { localeOf } from '../../store/values/locale.ts'

export type Message = {
  id: string
  partnerId: string
  activity: Partial<Activity>
  /** What each charge notice says, by the delivery: kept with it as proof. Nothing else of a message is kept. */
  said: Map<string, NonNullable<Delivery['said']>>
}
type Ready = { row: Delivery; due: { kind: DeliveryKind; subscription: StartedSubscription } }

/** This one can't be said now, whatever can be said of the others. */
export class UnsayableError extends Error {
  override name = 'UnsayableError'
  readonly row: Delivery

  constructor(row: Delivery, cause: unknown) {
    super(`the delivery ${row._id} can't be said`, { cause })
    this.row = row
  }

  /** What fails in this work, fails about this delivery. */
  static async about<T>(row: Delivery, work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      throw error instanceof StoreUnavailableError ? error : new UnsayableError(row, error)
    })
  }
}

/**
 * What one message tells. Notices and news have to be read, so that they come first, and those that find no room wait for
 * another message; reminders that find none are counted, and stand in the lists that its buttons open.
 */
export function fitting<T extends Ready>(ready: T[]): T[] {
  const toRead = ready.filter(({ due }) => due.kind !== 'reminder')
  const room = [...new Set(toRead.map(itemKey))].slice(0, MOST_ITEMS)
  return [
    ...toRead.filter((each) => room.includes(itemKey(each))),
    ...ready.filter(({ due }) => due.kind === 'reminder'),
  ]
}

function itemKey({ row, due }: Ready): string {
  return `${row.subscriptionId}:${due.kind}`
}

/** One message for everything that is due to a person; of several steps of one term only the latest is shown. */
export async function composed(
  services: Services,
  id: string,
  ready: Ready[],
  { person }: Addressee,
  teamsLocale: string | undefined,
): Promise<Message> {
  const { store, newId } = services
  const [first] = ready
  const partner = first && (await store.partners.get(first.row.partnerId))
  if (!first || !partner) throw new Error('nothing to compose, or nobody to compose it for')
  const locale = localeOf(teamsLocale, person.locale ?? person.spoken)
  const nonce = newId()
  const items = new Map<string, MessageItem>()
  for (const { row, due } of ready) {
    const ask = { row: { ...row, kind: due.kind }, subscription: due.subscription, partner, person, locale, nonce }
    items.set(itemKey({ row, due }), await UnsayableError.about(row, itemOf(services, ask)))
  }
  const later = ready.some(({ due }) => due.kind === 'reminder')
  const card = reminderCard(locale, {
    nonce,
    message: id,
    items: [...items.values()].map(({ proof: _proof, ...item }) => item),
    later,
    colleagues: await hasColleague(services, person),
  })
  const text = String(card.content?.fallbackText ?? '')
  const said = new Map(
    ready.flatMap(({ row, due }) => {
      const told = due.kind === 'charge-notice' && items.get(itemKey({ row, due }))
      return told ? [[row._id, { locale, text: [told.title, ...told.lines].join('\n'), ...told.proof }] as const] : []
    }),
  )
  const summary = text.split('\n')[0]?.slice(0, 200) ?? ''
  return { id, partnerId: partner._id, activity: { type: 'message', summary, attachments: [card] }, said }
}
