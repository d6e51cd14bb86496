import type { TurnContext } from 'botbuilder'
import type { Action, Verb } from '../cards/actions.ts'
import type { Role } from '../store/people/person.ts'
import { requireRole } from '../store/use-cases/people/speaker.ts'
import { sayRefusal } from './talk/refusing.ts'
import { turnOf } from './talk/turn.ts'

/**
 * Who may press a button with this verb, whatever card, forged or old, it comes from (F31). `everybody`: what it leads to
 * decides, or it changes nothing. Whose record it is about, and whether that may be done, is asked again where it is
 * done. A verb without a line here does not compile.
 */
export const VERB_RIGHTS: Record<Verb, Role | 'everybody'> = {
  command: 'everybody',
  'set-language': 'everybody',
  join: 'everybody',
  choose: 'everybody',
  leave: 'everybody',
  close: 'everybody',
  refresh: 'everybody',
  page: 'everybody',
  pick: 'everybody',
  subscribe: 'purchaser',
  'agree-terms': 'purchaser',
  'decline-terms': 'purchaser',
  'use-method': 'purchaser',
  'change-method': 'purchaser',
  'method-done': 'purchaser',
  purchase: 'purchaser',
  'change-answer': 'purchaser',
  'review-order': 'purchaser',
  'check-order': 'purchaser',
  renew: 'purchaser',
  'confirm-renewal': 'purchaser',
  'turn-off': 'purchaser',
  'confirm-turn-off': 'purchaser',
  'keep-auto-renew': 'purchaser',
  'activate-benefit': 'purchaser',
  'show-keys': 'purchaser',
  'reveal-keys': 'purchaser',
  'remind-later': 'purchaser',
  'got-it': 'purchaser',
  'hand-over': 'purchaser',
  cancellation: 'purchaser',
  ticket: 'viewer',
  desk: 'everybody',
  'set-role': 'admin',
  'replace-method': 'admin',
  'method-replaced': 'admin',
}

/** Whether this press stops here, because the speaker may not; that was said then. */
export async function isRefused(context: TurnContext, action: Action): Promise<boolean> {
  const right = VERB_RIGHTS[action.verb]
  // What comes here was not let in at the desk.
  if (action.verb === 'desk') {
    await sayRefusal(context, 'not-an-agent')
    return true
  }
  if (right === 'everybody') return false
  const may = requireRole(turnOf(context).speaker, right)
  if (!may.ok) await sayRefusal(context, may.refusal)
  return !may.ok
}
