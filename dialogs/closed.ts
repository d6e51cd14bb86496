import type { Attachment } from 'botframework-schema'
import { findOwnOrder } from '../store/use-cases/orders/own-order.ts'
import type { Services } from '../store/use-cases/services.ts'
import { orderStatusCard } from './ordering/order-status-cards.ts'
import type { Turn } from './talk/turn.ts'

/** What a card said that was put away: a confirmation says it still. undefined: it is not known, and the card stays as it is. */
export async function closed(services: Services, { speaker }: Turn, about?: string): Promise<Attachment | undefined> {
  const order = about ? await findOwnOrder(services, speaker, about) : undefined
  const isConfirmed = order?.ok && order.value.state === 'fulfilled'
  return isConfirmed ? orderStatusCard(services, order.value, speaker) : undefined
}
