import type { DialogContext } from 'botbuilder-dialogs'
import { methodText } from '../cards/payment-details.ts'
import { markDelivered } from '../store/use-cases/orders/settlement.ts'
import type { Services } from '../store/use-cases/services.ts'
import { methodReplacedCard } from './ordering/method-replaced.ts'
import { orderStatusCard } from './ordering/order-status-cards.ts'
import { tellTicket } from './support/ticket-news.ts'
import type { Effects } from './talk/outcome.ts'
import { say, show, type TurnEvent, turnOf } from './talk/turn.ts'
import { COMMANDS } from './understanding/commands.ts'

/** Tells in the chat what happened outside it, and goes on with the flow that waited for it. */
export async function tellEvent(services: Services, dc: DialogContext, event: TurnEvent): Promise<Effects> {
  const turn = turnOf(dc.context)
  if (event.about === 'method-replaced') return tellReplaced(services, dc, event.sessionId)
  if (event.about === 'ticket') return tellTicket(services, dc.context, event.ticketId)
  const order = await services.store.orders.get(event.orderId)
  if (!order || order.personId !== turn.speaker.person._id) return {}

  if (event.about === 'method-added' && order.method) {
    const waits = dc.activeDialog?.id === 'purchase.method' && dc.activeDialog.state?.data?.orderId === order._id
    if (waits) {
      await say(dc.context, 'method.added', { method: methodText(order.method, turn.speaker.locale) })
      await dc.cancelAllDialogs()
      await dc.beginDialog('purchase', { orderId: order._id })
      return {}
    }
    const words = {
      method: methodText(order.method, turn.speaker.locale),
      continue: COMMANDS.continue[turn.speaker.locale],
    }
    await say(dc.context, 'method.added-idle', words)
  }

  const { untold } = order
  if (event.about === 'order' && untold) {
    await show(dc.context, await orderStatusCard(services, order, turn.speaker))
    return { afterSend: () => markDelivered(services, order._id, untold) }
  }
  return {}
}

/** The partner's method was replaced on its page, outside of any order. */
async function tellReplaced(services: Services, dc: DialogContext, sessionId: string): Promise<Effects> {
  const { person, partner, locale } = turnOf(dc.context).speaker
  const page = await services.store.methodPages.get(sessionId)
  if (page?.personId === person._id && partner?.method) {
    if (dc.activeDialog?.id === 'payment-method.page') await dc.cancelAllDialogs()
    await show(dc.context, await methodReplacedCard(services, partner, partner.method, locale))
  }
  return {}
}
