import { again } from '../../database/again.ts'
import { lastAttempt, type Order } from '../../orders/order.ts'
import { isCardOver } from '../../people/partner.ts'
import type { Services } from '../services.ts'

/**
 * An attempt has failed for good on the company's card: no order of theirs tries it again. Can be done again; another card
 * that is on file by now is left alone.
 */
export async function noteCardOver({ store }: Services, order: Order): Promise<void> {
  const failed = lastAttempt(order)
  if (!failed?.forGood) return
  const { id, last4, expires } = failed.method
  await again(async () => {
    const partner = await store.partners.get(order.partnerId)
    if (partner?.method?.id !== id || isCardOver(partner, failed.method)) return
    const cardOver = { id, last4, expires, code: (failed.declineCode ?? '').slice(0, 100), at: failed.endedAt ?? '' }
    await store.partners.save(partner, { ...partner, cardOver })
  })
}
