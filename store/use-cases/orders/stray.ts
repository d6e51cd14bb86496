import { orderIdOf } from '../../orders/attempt.ts'
import { mayStillChange } from '../../orders/refund.ts'
import type { FoundRefund } from '../../orders/refund-steps.ts'
import { stored } from '../../values/time.ts'
import { requestDifference } from '../reconciliation/steps.ts'
import type { Services } from '../services.ts'

const DAILY = { hours: 24 }

/**
 * The effect of the job `stray:{key}`: money that came after its attempt was closed for good goes back; none is kept without
 * its order. What has gone back elsewhere counts, and a try that failed, also days later, is no answer to the next. Throws
 * while the gateway gives nothing back, so that it is tried again. Gives the instant at which to look again.
 */
export function openStrays(services: Services, log: { warn(fields: object, message: string): void }) {
  const { store, payments, clock } = services

  return async (key: string): Promise<string | undefined> => {
    const found = await strayOf(services, key)
    if (!found) return undefined
    const { order, chargeId, money } = found
    const refunds = (await payments.findRefunds(chargeId))?.refunds ?? []
    const tries = refunds.filter((each) => each.key?.startsWith(`${key}:stray`))
    const made = tries.flatMap(({ state, key: id }) => (state === 'failed' || !id ? [] : [id]))
    const amount = money.amount - counted(refunds)
    if (amount > 0) {
      const id = `${key}:stray${tries.length > 0 ? `:${tries.length + 1}` : ''}`
      const refund = await payments.refund({ key: id, chargeId, money: { ...money, amount } })
      if (refund.status === 'failed' || refund.status === 'unknown')
        throw new Error('a payment that came after its attempt was closed is not refunded')
      log.warn({ order: order.number }, 'a payment came after its attempt was closed; refunded')
      made.push(id)
    }
    const at = stored(clock.now())
    const line = { partnerId: order.partnerId, by: 'payments', what: 'refunded-stray' as const, about: order._id, at }
    for (const id of made)
      await store.audits.add({ _id: `stray:${id.replace(':stray', '')}`, ...line, facts: { order: order.number } })
    return amount > 0 || refunds.some((each) => mayStillChange(each, at)) ? stored(clock.now().add(DAILY)) : undefined
  }
}

/** It is nobody's, and the gateway doesn't give it back: that is not for the operator's log alone. */
export async function strayGivenUp(services: Services, key: string): Promise<void> {
  const found = await strayOf(services, key)
  if (!found) return
  const { order, chargeId, money } = found
  const about = { partnerId: order.partnerId, order, about: order.number, chargeId, gateway: money }
  await requestDifference(services, { ...about, what: 'not-paid-here', day: stored(services.clock.now()).slice(0, 10) })
}

/** What was taken under an attempt that is closed; undefined: nothing. */
async function strayOf({ store, payments }: Services, key: string) {
  const order = await store.orders.get(orderIdOf(key))
  const attempt = order?.attempts.find((each) => each.key === key)
  if (!order || attempt?.state !== 'failed') return undefined
  const found = await payments.findCharge(key, attempt.customer)
  return found.status === 'succeeded' ? { order, chargeId: found.chargeId, money: found.money } : undefined
}

function counted(refunds: readonly FoundRefund[]): number {
  return refunds.reduce((sum, { state, money }) => sum + (state === 'failed' ? 0 : money.amount), 0)
}
