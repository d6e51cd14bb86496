import type { TurnContext } from 'botbuilder'
import type { Action, ActionOf, Verb } from '../cards/actions.ts'
import type { TextKey } from '../cards/text.ts'
import type { Role } from '../store/people/person.ts'
import { requireRole } from '../store/use-cases/people/speaker.ts'
import type { DialogName } from './talk/outcome.ts'
import { say, turnOf } from './talk/turn.ts'
import type { CommandName } from './understanding/commands.ts'

/** Where a press goes on when no open question takes it. */
export type Route = {
  /** What the pressed card turns into at once. */
  becomes?: TextKey
  /** Begun in place of what is open; `over`: on top of it, which goes on afterwards. */
  begins?: { dialog: DialogName; wish: object; over?: boolean }
  /** As if it had been typed. */
  command?: CommandName
}

type Pressed<V extends Verb> = {
  /**
   * Who may press it, whatever card, forged or old, it comes from (F31). `everybody`: what it leads to decides, or it
   * changes nothing. Whose record it is about, and whether that may be done, is asked again where it is done.
   */
  may: Role | 'agent' | 'everybody'
  /** A menu can be pressed again later; everything else does its work once per card that was shown. */
  repeatable?: boolean
  leads(pressed: ActionOf<V>, offered: readonly CommandName[]): Route
}

/** Everything about a button but its shape (`cards/actions.ts`). A verb without a line here does not compile. */
export const VERBS: { [V in Verb]: Pressed<V> } = {
  command: {
    may: 'everybody',
    repeatable: true,
    leads: (pressed, offered) => ({ command: offered.find((each) => each === pressed.command) ?? 'help' }),
  },
  'set-language': {
    may: 'everybody',
    repeatable: true,
    leads: ({ locale }) => ({ begins: { dialog: 'language', wish: { locale }, over: true } }),
  },
  choose: { may: 'everybody', leads: () => ({ becomes: 'settled.used' }) },
  /** What it said stays: `dialogs/closed.ts`. */
  close: { may: 'everybody', leads: () => ({}) },
  leave: { may: 'everybody', leads: () => ({ becomes: 'settled.left', command: 'stop' }) },
  /** Has been answered before any dialog is asked. */
  refresh: { may: 'everybody', leads: () => ({}) },
  page: { may: 'everybody', repeatable: true, leads: ({ list, page }, offered) => ofList(list, { page }, offered) },
  pick: { may: 'everybody', repeatable: true, leads: ({ list, pick }, offered) => ofList(list, { pick }, offered) },

  join: {
    may: 'everybody',
    leads: ({ company, country, zone }) => begins('join', { answer: { company, country, zone } }),
  },
  'set-role': { may: 'admin', leads: (answer) => begins('people', { answer }) },
  'billing-profile': { may: 'billing', leads: (answer) => begins('company-profile', { answer }) },
  'replace-method': { may: 'billing', leads: (answer) => begins('payment-method', { answer }) },
  'method-replaced': { may: 'billing', leads: (answer) => begins('payment-method', { answer }) },

  subscribe: {
    may: 'purchaser',
    repeatable: true,
    leads: ({ offerId, area }) => begins('subscribe', { offerId, area }),
  },
  'agree-terms': { may: 'purchaser', leads: toOrder },
  'decline-terms': { may: 'purchaser', leads: toOrder },
  'use-method': { may: 'purchaser', leads: toOrder },
  'change-method': { may: 'purchaser', leads: toOrder },
  'method-done': { may: 'purchaser', leads: toOrder },
  purchase: { may: 'purchaser', leads: toOrder },
  'order-po': { may: 'purchaser', leads: toOrder },
  'change-answer': { may: 'purchaser', leads: toOrder },
  'review-order': { may: 'purchaser', repeatable: true, leads: toOrder },
  'check-order': { may: 'purchaser', repeatable: true, leads: toOrder },

  renew: { may: 'purchaser', repeatable: true, leads: ({ subscriptionId }) => begins('renew', { subscriptionId }) },
  'confirm-renewal': {
    may: 'purchaser',
    leads: ({ subscriptionId, term }) => begins('renew', { subscriptionId, confirmed: term }),
  },
  'turn-off': {
    may: 'purchaser',
    repeatable: true,
    // Pressed where something is open that goes on after it, or else in place of that.
    leads: ({ subscriptionId, goOn: over = false }) => ({
      begins: { dialog: 'turn-off-auto-renew', wish: { subscriptionId }, over },
    }),
  },
  'confirm-turn-off': {
    may: 'purchaser',
    leads: ({ subscriptionId, term }) => begins('turn-off-auto-renew', { answer: { subscriptionId, term } }),
  },
  'keep-auto-renew': {
    may: 'purchaser',
    leads: ({ subscriptionId }) => begins('turn-off-auto-renew', { answer: { subscriptionId, keep: true } }),
  },
  'remind-later': { may: 'purchaser', leads: (answer) => begins('reminders', { answer }) },
  'got-it': { may: 'purchaser', leads: (answer) => begins('reminders', { answer }) },
  'hand-over': { may: 'purchaser', repeatable: true, leads: (answer) => begins('reminders', { answer }) },

  'activate-benefit': { may: 'purchaser', leads: (answer) => begins('activate-benefits', { answer }) },
  'activate-all': { may: 'purchaser', leads: () => begins('activate-benefits', { all: true }) },
  'show-keys': { may: 'purchaser', repeatable: true, leads: (answer) => begins('activate-benefits', { answer }) },
  'reveal-keys': { may: 'purchaser', leads: (answer) => begins('activate-benefits', { answer }) },

  cancellation: { may: 'purchaser', leads: (pressed) => begins('cancel-subscription', { pressed }) },
  ticket: { may: 'viewer', leads: (pressed) => begins('support-requests', { pressed }) },
  /** What comes here was not let in at the desk. The desk's card is pressed by many, for many things: the ticket knows what was done. */
  desk: { may: 'agent', repeatable: true, leads: () => ({}) },
}

export function routeOf<V extends Verb>(pressed: ActionOf<V> & { verb: V }, offered: readonly CommandName[]): Route {
  return VERBS[pressed.verb].leads(pressed, offered)
}

/** Whether this press stops here, because the speaker may not; that was said then. */
export async function isRefused(context: TurnContext, { verb }: Action): Promise<boolean> {
  const { may: right } = VERBS[verb]
  if (right === 'everybody') return false
  const may =
    right === 'agent' ? ({ ok: false, refusal: 'not-an-agent' } as const) : requireRole(turnOf(context).speaker, right)
  if (!may.ok) await say(context, `refusal.${may.refusal}`)
  return !may.ok
}

function begins(dialog: DialogName, wish: object): Route {
  return { begins: { dialog, wish } }
}

function toOrder(answer: Extract<Action, { orderId: string }>): Route {
  return begins('purchase', { orderId: answer.orderId, answer })
}

/** A list is named after its command; one that no command has leads nowhere. */
function ofList(list: string, wish: object, offered: readonly CommandName[]): Route {
  const dialog = offered.find((each) => each === list)
  return dialog ? begins(dialog, wish) : {}
}
