import type { Action } from '../cards/actions.ts'
import type { CommandName } from './understanding/commands.ts'

type Order = Extract<Action, { orderId: string }>
/** What neither belongs to an order nor is answered by the router itself. */
type Pressed = Exclude<Action, Order | { verb: 'command' | 'set-language' | 'leave' | 'choose' | 'close' }>
type Begins = { dialog: string; wish: object }

/** Where a press goes on when no open question takes it; undefined: a list that no command has. A verb without a line here does not compile. */
export function begunBy(pressed: Pressed, offered: readonly CommandName[]): Begins | undefined {
  switch (pressed.verb) {
    case 'refresh': // Has been answered before any dialog is asked.
      return undefined
    case 'join': {
      const { company, country, zone } = pressed
      return { dialog: 'join', wish: { answer: { company, country, zone } } }
    }
    case 'subscribe':
      return { dialog: 'subscribe', wish: { offerId: pressed.offerId, area: pressed.area } }
    case 'page':
    case 'pick': {
      const dialog = offered.find((each) => each === pressed.list)
      const wish = pressed.verb === 'page' ? { page: pressed.page } : { pick: pressed.pick }
      return dialog ? { dialog, wish } : undefined
    }
    case 'renew':
      return { dialog: 'renew', wish: { subscriptionId: pressed.subscriptionId } }
    case 'confirm-renewal':
      return { dialog: 'renew', wish: { subscriptionId: pressed.subscriptionId, confirmed: pressed.term } }
    case 'turn-off':
      return { dialog: 'turn-off-auto-renew', wish: { subscriptionId: pressed.subscriptionId } }
    case 'confirm-turn-off': {
      const { subscriptionId, term } = pressed
      return { dialog: 'turn-off-auto-renew', wish: { answer: { subscriptionId, term } } }
    }
    case 'keep-auto-renew': {
      const answer = { subscriptionId: pressed.subscriptionId, keep: true }
      return { dialog: 'turn-off-auto-renew', wish: { answer } }
    }
    case 'remind-later':
    case 'got-it':
    case 'hand-over':
      return { dialog: 'reminders', wish: { answer: pressed } }
    case 'cancellation':
      return { dialog: 'cancel-subscription', wish: { pressed } }
    case 'ticket':
      return { dialog: 'support-requests', wish: { pressed } }
    case 'desk':
      return undefined
    case 'set-role':
      return { dialog: 'people', wish: { answer: pressed } }
    case 'replace-method':
    case 'method-replaced':
      return { dialog: 'payment-method', wish: { answer: pressed } }
    case 'activate-benefit':
    case 'show-keys':
    case 'reveal-keys':
      return { dialog: 'activate-benefits', wish: { answer: pressed } }
  }
}
