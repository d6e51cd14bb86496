import type { Attachment } from 'botframework-schema'
import type { ActionOf } from './actions.ts'

/**
 * The card, and that whoever sees it is shown how things stand by then: Teams asks by itself when the card comes into
 * sight, at most once a minute, with this action (Teams, "Universal Actions", refresh). Asking only reads. Clients that
 * don't know it show the card as it was; its buttons work all the same.
 */
export function refreshing(card: Attachment, { what, about, nonce }: Omit<ActionOf<'refresh'>, 'verb'>): Attachment {
  const data: ActionOf<'refresh'> = { verb: 'refresh', what, about, nonce }
  const action = { type: 'Action.Execute', verb: data.verb, data, associatedInputs: 'none' }
  return { ...card, content: { ...card.content, refresh: { action } } }
}
