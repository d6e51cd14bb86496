import type { TurnContext } from 'botbuilder'
import { ConflictError } from '../store/collection.ts'
import { chooseMethod, isOpen, type Order } from '../store/order.ts'
import type { Partner, PaymentMethod } from '../store/partner.ts'
import { stored } from '../store/time.ts'
import { COMMANDS } from './commands.ts'
import type { Services } from './services.ts'
import { say, turnOf } from './turn.ts'

/** Opens a hosted page on which a method is added for this order (S9). false: it can't be opened now, and that was said. */
export async function openMethodPage(services: Services, context: TurnContext, order: Order): Promise<boolean> {
  const { payments, store, clock, newId, returnUrl } = services
  const { locale, partner } = turnOf(context).speaker
  try {
    const key = `${order._id}:page:${newId()}`
    const page = await payments.openMethodPage({
      key,
      partnerId: order.partnerId,
      customer: partner?.customer,
      locale,
      returnUrl,
    })
    const { method: _method, frozen: _frozen, ...rest } = order
    await store.orders.save(order, { ...rest, state: 'draft', methodPage: { ...page, openedAt: stored(clock.now()) } })
    return true
  } catch (error) {
    if (error instanceof ConflictError) throw error
    await say(context, 'method.unreachable', { continue: COMMANDS.continue[locale] })
    return false
  }
}

type TakenUp = { is: 'added'; method: PaymentMethod } | { is: 'waiting' } | { is: 'over' }

/**
 * Looks at the page and keeps what was added there, with the partner and with the order. Called by the webhook and by
 * "done" alike, in any order and as often as they come.
 */
export async function takeUpMethod(services: Services, order: Order): Promise<TakenUp> {
  const { payments, store, clock } = services
  if (!order.methodPage) return order.method ? { is: 'added', method: order.method } : { is: 'over' }
  const found = await payments.findMethod(order.methodPage.sessionId)
  if (found.status !== 'complete') return { is: found.status === 'expired' ? 'over' : 'waiting' }
  const partner = await store.partners.get(order.partnerId)
  if (partner) await keepWithPartner(services, partner, found.method, found.customer, order.personId)
  const chosen = chooseMethod(order, found.method, stored(clock.now()))
  if (chosen.ok && isOpen(order)) await store.orders.save(order, chosen.value)
  return { is: 'added', method: found.method }
}

async function keepWithPartner(
  { store, clock }: Services,
  partner: Partner,
  method: PaymentMethod,
  customer: string,
  by: string,
) {
  if (partner.method?.id === method.id) return
  const at = stored(clock.now())
  await store.partners.save(partner, { ...partner, method, customer, methodAddedBy: by, methodAddedAt: at })
  const line = { partnerId: partner._id, by, what: 'payment-method-added' as const, about: partner._id, at }
  await store.audits.add({ _id: `method:${method.id}`, ...line, facts: { brand: method.brand, last4: method.last4 } })
}
