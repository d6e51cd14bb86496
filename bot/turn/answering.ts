import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import { sayText } from '../../dialogs/talk/turn.ts'
import { isCardInvoke } from './input.ts'

/** After this an invoke has been answered without us, and the card is changed by an update instead (F22). */
export const INVOKE_PATIENCE_MS = 2_500

type Response = { status: number; card?: Attachment; message?: string }

/** Answers an invoke in the shape that Teams' universal actions have. */
export async function sendInvokeResponse(
  context: TurnContext,
  { status, card, message = '' }: Response,
): Promise<void> {
  const body = card
    ? { statusCode: 200, type: card.contentType, value: card.content }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: message }
  await context.sendActivity({ type: 'invokeResponse', value: status === 200 ? { status, body } : { status } })
}

/**
 * Turns the pressed card into what became of it: in the invoke's answer, or by an update for a submit. `words` are for who
 * pressed alone, where the card stays as it is: only if the invoke can't bring them any more are they said.
 */
export async function answerPress(
  context: TurnContext,
  { became, words }: { became?: Attachment; words?: string },
  tookMs: number,
): Promise<void> {
  const inTime = isCardInvoke(context.activity) && tookMs < INVOKE_PATIENCE_MS
  if (inTime)
    return sendInvokeResponse(context, { status: 200, ...(became ? { card: became } : { message: words ?? '' }) })
  if (words && !became) await sayText(context, words)
  const { replyToId } = context.activity
  if (became && replyToId) await context.updateActivity({ id: replyToId, type: 'message', attachments: [became] })
}
