import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import type { Action } from '../../cards/actions.ts'
import { type TextKey, type TextValues, text } from '../../cards/text.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'

/** Something that happened outside the chat and is told in it. */
export type TurnEvent =
  | { about: 'order'; orderId: string }
  | { about: 'method-added'; orderId: string }
  | { about: 'method-replaced'; sessionId: string }
  | { about: 'ticket'; ticketId: string }

/** What came in, read once. `bad-card`: a card's data that no card of ours sends (F23). */
export type Input =
  /**
   * Plain words. `mentions`: names of others that it calls by a mention, which stand in the words too. `broughtMore`: pictures,
   * files or the like came with them, which nobody keeps.
   */
  | { kind: 'text'; text: string; mentions?: string[]; broughtMore?: true }
  | { kind: 'action'; action: Action }
  | { kind: 'bad-card' }
  | { kind: 'event'; event: TurnEvent }

/** One turn, as the dialogs see it. */
export type Turn = {
  speaker: Speaker
  input: Input
  /** Asks the roster whether the speaker belongs to the tenant; `unknown` when it can't be asked. */
  membership(): Promise<'member' | 'guest' | 'unknown'>
  /** Asks the support team's roster whether the speaker works at the desk. */
  isAgent(): Promise<boolean>
}

const TURN = Symbol('turn')

export function setTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn)
}

export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN)
  if (!turn) throw new Error('this turn has not been set up')
  return turn
}

/** Who speaks, if the turn came far enough to know. */
export function speakerIn(context: TurnContext): Speaker | undefined {
  const turn: Turn | undefined = context.turnState.get(TURN)
  return turn?.speaker
}

/** Says a sentence in the speaker's language. */
export async function say(context: TurnContext, key: TextKey, values?: TextValues): Promise<void> {
  await sayText(context, text(turnOf(context).speaker.locale, key, values))
}

export async function sayText(context: TurnContext, sentence: string): Promise<void> {
  await context.sendActivity({ type: 'message', text: sentence, textFormat: 'markdown' })
}

/** Shows a card; its fallback text is what a notification or a screen reader gets first. */
export async function show(context: TurnContext, card: Attachment): Promise<void> {
  const summary: unknown = card.content?.fallbackText
  await context.sendActivity({
    type: 'message',
    attachments: [card],
    ...(typeof summary === 'string' ? { summary: summary.split('\n')[0]?.slice(0, 200) ?? '' } : {}),
  })
}
