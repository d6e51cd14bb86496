import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

/**
 * The effect of the job `stray:{key}`: money that came after its attempt was closed for good goes back; none is kept without
 * its order. Throws while the gateway hasn't given it back, so that it is tried again.
 */
export function openStrays({ store, payments, clock }: Services, log: { warn(fields: object, message: string): void }) {
  return async (key: string): Promise<undefined> => {
    const order = await store.orders.get(key.split(':')[0] ?? '')
    const attempt = order?.attempts.find((each) => each.key === key)
    if (!order || attempt?.state !== 'failed') return undefined
    const found = await payments.findCharge(key, attempt.customer)
    if (found.status !== 'succeeded') return undefined
    const refund = await payments.refund({ key: `${key}:stray`, chargeId: found.chargeId, money: found.money })
    if (refund.status === 'failed' || refund.status === 'unknown')
      throw new Error('a payment that came after its attempt was closed is not refunded')
    log.warn({ order: order.number }, 'a payment came after its attempt was closed; refunded')
    const at = stored(clock.now())
    const line = { partnerId: order.partnerId, by: 'payments', what: 'refunded-stray' as const, about: order._id, at }
    await store.audits.add({ _id: `stray:${key}`, ...line, facts: { order: order.number } })
    return undefined
  }
}
