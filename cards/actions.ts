import { z } from 'zod'
import { role } from '../store/people/person.ts'
import { locale } from '../store/values/locale.ts'

/** What tells two presses of one button from presses of two (F28). */
const nonce = z.string().regex(/^[\w-]{8,64}$/)
const id = z.string().regex(/^[\w.-]{1,80}$/)
const typed = z.string().max(2_000)
/** What is cut where it is kept: longer is no reason to lose somebody's words (F35). */
const long = z.string().max(20_000)

/** What a person can press: a verb, ids and a nonce, never a price or a state (F26). Unknown keys are refused (F23). @internal Tests press them all. */
export const action = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('command'), command: id, nonce }),
  z.strictObject({ verb: z.literal('set-language'), locale, nonce }),
  z.strictObject({
    verb: z.literal('join'),
    company: typed.optional(),
    country: typed.optional(),
    zone: typed.optional(),
    nonce,
  }),
  z.strictObject({ verb: z.literal('subscribe'), offerId: id, area: id.optional(), nonce }),
  z.strictObject({ verb: z.literal('agree-terms'), orderId: id, nonce }),
  z.strictObject({ verb: z.literal('decline-terms'), orderId: id, nonce }),
  z.strictObject({ verb: z.literal('use-method'), orderId: id, nonce }),
  z.strictObject({ verb: z.literal('change-method'), orderId: id, nonce }),
  z.strictObject({ verb: z.literal('method-done'), orderId: id, nonce }),
  z.strictObject({ verb: z.literal('purchase'), orderId: id, review: z.int().positive(), po: typed.optional(), nonce }),
  z.strictObject({ verb: z.literal('order-po'), orderId: id, po: typed.optional(), nonce }),
  z.strictObject({ verb: z.literal('change-answer'), orderId: id, what: z.enum(['offer', 'terms', 'method']), nonce }),
  z.strictObject({ verb: z.literal('review-order'), orderId: id, nonce }),
  z.strictObject({ verb: z.literal('choose'), choice: id, nonce }),
  z.strictObject({ verb: z.literal('leave'), nonce }),
  z.strictObject({ verb: z.literal('check-order'), orderId: id, nonce }),
  z.strictObject({ verb: z.literal('close'), about: id.optional(), nonce }),
  z.strictObject({ verb: z.literal('page'), list: id, page: z.int().nonnegative().max(10_000), nonce }),
  z.strictObject({ verb: z.literal('pick'), list: id, pick: id.optional(), nonce }),
  z.strictObject({ verb: z.literal('renew'), subscriptionId: id, nonce }),
  z.strictObject({ verb: z.literal('confirm-renewal'), subscriptionId: id, term: z.int().positive(), nonce }),
  z.strictObject({ verb: z.literal('turn-off'), subscriptionId: id, goOn: z.boolean().optional(), nonce }),
  z.strictObject({ verb: z.literal('confirm-turn-off'), subscriptionId: id, term: z.int().positive(), nonce }),
  z.strictObject({ verb: z.literal('keep-auto-renew'), subscriptionId: id, nonce }),
  z.strictObject({ verb: z.literal('remind-later'), message: id, nonce }),
  z.strictObject({ verb: z.literal('got-it'), message: id, nonce }),
  z.strictObject({ verb: z.literal('hand-over'), message: id, nonce }),
  z.strictObject({
    verb: z.literal('cancellation'),
    act: z.enum(['ask', 'form', 'submit', 'change']),
    subscriptionId: id,
    problem: typed.optional(),
    reason: typed.optional(),
    details: long.optional(),
    contact: typed.optional(),
    nonce,
  }),
  z.strictObject({
    verb: z.literal('ticket'),
    act: z.enum(['show', 'reply', 'withdraw', 'reopen', 'solved', 'not-solved']),
    ticketId: id,
    message: long.optional(),
    nonce,
  }),
  z.strictObject({
    verb: z.literal('desk'),
    act: z.enum(['take', 'note', 'reply', 'close', 'reopen', 'more', 'choose', 'confirm', 'send', 'keep', 'drop']),
    ticketId: id,
    message: long.optional(),
    note: long.optional(),
    canned: id.optional(),
    reason: id.optional(),
    /** How much is to be returned, as the agent typed it. */
    amount: z.string().max(40).optional(),
    choice: z
      .string()
      .regex(/^[\w.:-]{1,200}$/)
      .optional(),
    nonce,
  }),
  z.strictObject({ verb: z.literal('set-role'), personId: id, role, nonce }),
  z.strictObject({
    verb: z.literal('billing-profile'),
    act: z.enum(['ask', 'save']),
    name: typed.optional(),
    address: typed.optional(),
    country: typed.optional(),
    tax: typed.optional(),
    email: typed.optional(),
    nonce,
  }),
  z.strictObject({ verb: z.literal('replace-method'), nonce }),
  z.strictObject({ verb: z.literal('method-replaced'), nonce }),
  z.strictObject({ verb: z.literal('activate-benefit'), subscriptionId: id, benefitId: id, nonce }),
  z.strictObject({ verb: z.literal('activate-all'), nonce }),
  z.strictObject({ verb: z.literal('show-keys'), subscriptionId: id, benefitId: id, nonce }),
  z.strictObject({ verb: z.literal('reveal-keys'), subscriptionId: id, benefitId: id, nonce }),
  z.strictObject({ verb: z.literal('refresh'), what: z.enum(['order', 'subscription', 'ticket']), about: id, nonce }),
])

export type Action = z.infer<typeof action>
export type Verb = Action['verb']
/** The press of one verb. */
export type ActionOf<V extends Verb> = Extract<Action, { verb: V }>

/** undefined: not something that a card of ours sends. Never throws, whatever comes in (F23, F24). */
export function readAction(value: unknown): Action | undefined {
  try {
    const read = action.safeParse(value)
    return read.success ? read.data : undefined
  } catch {
    // zod's length checks stumble over objects that bring a `length` of their own.
    return undefined
  }
}

type Button = Record<string, unknown>

/**
 * A button that sends an action: Action.Execute, and for clients that don't know it an Action.Submit with the same data.
 * `inputs: false` sends it without the card's inputs, so that an empty field never stops somebody from leaving.
 */
export function button(
  title: string,
  does: Action,
  { inputs = false, style }: { inputs?: boolean; style?: 'positive' } = {},
): Button {
  const sent = { ...(inputs ? {} : { associatedInputs: 'none' }), ...(style ? { style } : {}) }
  const fallback = { type: 'Action.Submit', title, data: does, ...sent }
  return { type: 'Action.Execute', title, verb: does.verb, data: does, ...sent, fallback }
}

/** A button that leaves the chat for a page. */
export function link(title: string, url: string, { style }: { style?: 'positive' } = {}): Button {
  return { type: 'Action.OpenUrl', title, url, ...(style ? { style } : {}) }
}
