import type { TurnContext } from 'botbuilder'
import { ConflictError } from '../../store/database/collection.ts'
import type { MethodPage } from '../../store/orders/method-pages.ts'
import { isOpen, type Order } from '../../store/orders/order.ts'
import { chooseMethod } from '../../store/orders/order-steps.ts'
import type { Partner, PaymentMethod } from '../../store/people/partner.ts'
import { hasRole } from '../../store/people/person.ts'
import { oweForgetting } from '../../store/use-cases/renewals/forget-card.ts'
import { tryNewCard } from '../../store/use-cases/renewals/new-card.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import { say, turnOf } from '../talk/turn.ts'
import { COMMANDS } from '../understanding/commands.ts'

/** So long its event has to come before the page is looked at all the same. */
const FIRST_LOOK = { minutes: 1 }

/**
 * Opens a hosted page on which a method is added: for this order (S9), or else in place of the partner's. undefined: it
 * can't be opened now, and that was said.
 */
export async function openMethodPage(
  services: Services,
  context: TurnContext,
  order?: Order,
): Promise<MethodPage | undefined> {
  const { payments, store, clock, newId, returnUrl } = services
  const { locale, partner, tenantId: partnerId, person } = turnOf(context).speaker
  try {
    const key = `${order?._id ?? 'method'}:page:${newId()}`
    const opened = await payments.openMethodPage({ key, partnerId, customer: partner?.customer, locale, returnUrl })
    const { sessionId, url } = opened
    const openedAt = stored(clock.now())
    // First, so that no page is left that nobody looks at; a job without its page is over at once.
    await store.jobs.add('method-page', sessionId, stored(clock.now().add(FIRST_LOOK)))
    const about = { _id: sessionId, version: 1, partnerId, personId: person._id, url, openedAt }
    const page: MethodPage = order ? { ...about, orderId: order._id } : about
    if (!(await store.methodPages.insert(page))) throw new ConflictError('the page is known already')
    if (!order) return page
    const { method: _method, frozen: _frozen, ...rest } = order
    await store.orders.save(order, { ...rest, state: 'draft', methodPage: { sessionId, url, openedAt } })
    return page
  } catch (error) {
    if (error instanceof ConflictError) throw error
    services.report('a page to add a method cannot be opened', error)
    if (order) await say(context, 'method.unreachable', { continue: COMMANDS.continue[locale] })
    else await say(context, 'method.unreachable-idle', { command: COMMANDS['payment-method'][locale] })
    return undefined
  }
}

export type TakenUp = { is: 'added'; method: PaymentMethod } | { is: 'waiting' } | { is: 'over' }

/**
 * Looks at the page and keeps what was added there, with the partner and with the order that waits for it. Called by the
 * page's job and by "done" alike, in any order and as often as they come; whoever has lost the right meanwhile adds
 * nothing. `by` the person: they see what became of it, and are told no more.
 */
export async function takeUpMethod(
  services: Services,
  page: MethodPage,
  by: 'person' | 'job' = 'person',
): Promise<TakenUp> {
  const { payments, store, clock } = services
  const found = await payments.findMethod(page._id)
  if (found.status !== 'complete') return { is: found.status === 'expired' ? 'over' : 'waiting' }
  const { method, customer } = found
  const [partner, person] = await Promise.all([store.partners.get(page.partnerId), store.people.get(page.personId)])
  if (!partner || !person || !hasRole(person, page.orderId ? 'purchaser' : 'billing')) return { is: 'over' }
  const { untold, ...told } = page
  if (!page.takenUpAt) {
    await keepWithPartner(services, partner, method, customer, page.personId)
    const takenUp = { ...told, takenUpAt: stored(clock.now()) }
    await store.methodPages.save(page, by === 'job' ? { ...takenUp, untold: true } : takenUp)
  } else if (untold && by === 'person') await store.methodPages.save(page, told)
  const order = page.orderId ? await store.orders.get(page.orderId) : undefined
  // Any page that was opened for it will do: people find the older one in their browser.
  if (order && isOpen(order) && order.methodPage) {
    const chosen = chooseMethod(order, method, stored(clock.now()))
    if (chosen.ok) await store.orders.save(order, chosen.value)
  }
  return { is: 'added', method }
}

/** The same for the page that an order waits for. */
export async function takeUpForOrder(services: Services, order: Order): Promise<TakenUp> {
  if (!order.methodPage) return order.method ? { is: 'added', method: order.method } : { is: 'over' }
  const page = await services.store.methodPages.get(order.methodPage.sessionId)
  return page ? takeUpMethod(services, page) : { is: 'over' }
}

/** A page that was opened so lately is the one that was just shown. */
const JUST_OPENED_MS = 60_000

/**
 * How the page stands that an order waits for, as somebody comes back to it: what was added there is taken up; undefined:
 * it is over, and another one is needed. A gateway that can't be asked leaves it as it is.
 */
export async function pageStands(services: Services, order: Order): Promise<'added' | 'waiting' | undefined> {
  const openedAt = Date.parse(order.methodPage?.openedAt ?? '')
  if (services.clock.now().epochMilliseconds - openedAt < JUST_OPENED_MS) return 'waiting'
  try {
    const { is } = await takeUpForOrder(services, order)
    return is === 'over' ? undefined : is
  } catch (error) {
    if (error instanceof ConflictError) throw error
    services.report('a page to add a method cannot be looked up', error)
    return 'waiting'
  }
}

async function keepWithPartner(
  services: Services,
  partner: Partner,
  method: PaymentMethod,
  customer: string,
  by: string,
): Promise<void> {
  const { store, clock } = services
  const now = stored(clock.now())
  const known = partner.method?.id === method.id
  const at = known ? (partner.methodAddedAt ?? now) : now
  if (!known) await store.partners.save(partner, { ...partner, method, customer, methodAddedBy: by, methodAddedAt: at })
  await tryNewCard(services, partner._id)
  if (!known && partner.method) await oweForgetting(services, partner._id, partner.method.id)
  await store.audits.add({
    _id: `method:${method.id}`,
    partnerId: partner._id,
    by,
    what: 'payment-method-added',
    about: partner._id,
    facts: { brand: method.brand, last4: method.last4 },
    at,
  })
}
