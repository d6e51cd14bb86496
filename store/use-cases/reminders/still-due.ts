import { mayUseBenefits } from '../../benefits/benefit.ts'
import { orderStatus } from '../../orders/order-status.ts'
import { isReachable } from '../../people/conversation.ts'
import { isCardOver } from '../../people/partner.ts'
import { hasRole } from '../../people/person.ts'
import { ASKED_TO_CANCEL, type Delivery, type DeliveryKind, disputeToldBy, PARKED } from '../../reminders/delivery.ts'
import { endOf, kindOf } from '../../reminders/reminder.ts'
import { waitsFor } from '../../subscriptions/dispute.ts'
import { hasStarted, isLive, type StartedSubscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { asToday, renewalUnderWay, todayOf } from '../subscriptions/current-subscriptions.ts'
import { askedToCancel } from '../tickets/asked-to-cancel.ts'
import type { Addressee } from './addressees.ts'
import { isHandedOver } from './handed-over.ts'

/** What holds of a planned delivery as it is about to go out. */
export type StillDue =
  | { is: 'due'; kind: DeliveryKind; subscription: StartedSubscription }
  | { is: 'suppressed' | 'skipped'; reason: string }
  | { is: 'later'; reason: string }

/**
 * Whether this is still to be told, and to this person: everything is read anew, since days may have passed (S16). Over
 * once renewed; nothing about an event that has passed; nobody who may not renew any more or can't be reached.
 */
export async function stillDue(services: Services, row: Delivery, to: Addressee | undefined): Promise<StillDue> {
  const { store } = services
  const run = await store.runs.get(row.run)
  if (run?.state === 'stopped') return { is: 'suppressed', reason: 'stopped' }
  if (run?.state === 'paused') return { is: 'later', reason: 'paused' }
  const found = await store.subscriptions.get(row.subscriptionId)
  if (!found || !hasStarted(found)) return { is: 'suppressed', reason: 'no-subscription' }
  const subscription = await asToday(services, found)
  if (!hasStarted(subscription)) return { is: 'suppressed', reason: 'no-subscription' }
  const over = await whyOver(services, row, subscription)
  if (over) return over
  const kind = isLadder(row) ? kindOf(row.step ?? 1, subscription) : row.kind
  if (!kind) return { is: 'suppressed', reason: 'dunning' }
  if (kind === 'reminder' && (await isHandedOver(services, row))) return { is: 'suppressed', reason: 'handed-over' }
  if (!to || to.person.standing === 'guest' || !hasRole(to.person, 'purchaser'))
    return { is: 'skipped', reason: 'no-longer-a-buyer' }
  if (!isReachable(to)) return { is: 'skipped', reason: to.chat?.closedBecause ?? 'not-installed' }
  return { is: 'due', kind, subscription: subscription }
}

async function whyOver(
  services: Services,
  row: Delivery,
  subscription: StartedSubscription,
): Promise<StillDue | undefined> {
  // What became of their money they are told whatever has become of the subscription.
  if (row.kind === 'renewed' || row.because === PARKED) return undefined
  const disputed = disputeToldBy(row)
  if (disputed) {
    const order = await services.store.orders.get(row.orderId ?? '')
    const isSo = order?.dispute?.state === disputed
    const waits =
      order !== undefined &&
      subscription.state === 'frozen' &&
      waitsFor(order, subscription, todayOf(services, subscription))
    return isSo && (disputed === 'won' ? mayUseBenefits(subscription).ok : waits)
      ? undefined
      : { is: 'suppressed', reason: 'settled' }
  }
  if (subscription.term.number !== row.term) return { is: 'suppressed', reason: 'renewed' }
  if (row.kind === 'expired') return undefined
  if (!isLive(subscription)) return { is: 'suppressed', reason: subscription.state }
  if (row.kind === 'card-gone') {
    const partner = await services.store.partners.get(subscription.partnerId)
    const isAsked = partner && subscription.autoRenew && isCardOver(partner, partner.method)
    return isAsked ? undefined : { is: 'suppressed', reason: 'settled' }
  }
  if (row.kind === 'bank-waits') {
    const order = await services.store.orders.get(row.orderId ?? '')
    return order && orderStatus(order) === 'waits-for-bank' ? undefined : { is: 'suppressed', reason: 'settled' }
  }
  // Closed or withdrawn meanwhile: it is charged as due, and that will be told.
  if (row.because === ASKED_TO_CANCEL && !(await askedToCancel(services, subscription)))
    return { is: 'suppressed', reason: 'settled' }
  if (await renewalUnderWay(services, subscription)) return { is: 'later', reason: 'being-renewed' }
  const [end, now] = [stored(endOf(subscription.term)), stored(services.clock.now())]
  if (end <= now && isLadder(row) && announces(row, end)) return { is: 'suppressed', reason: 'past-the-event' }
  return undefined
}

/** Speaks of an end that is to come: a step before it, or a reminder that was asked for before it. */
function announces({ step, plannedAt }: Delivery, end: string): boolean {
  return step === undefined ? plannedAt < end : step > 0
}

function isLadder({ kind }: Delivery): boolean {
  return kind === 'reminder' || kind === 'charge-notice'
}
