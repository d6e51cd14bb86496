import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import type { Effects } from '../../dialogs/talk/outcome.ts'
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

/** Turns the pressed card into its replacement: in the invoke's answer, or by an update for a submit. */
export async function answerPress(
  context: TurnContext,
  { replacementCard, words }: Effects,
  tookMs: number,
): Promise<void> {
  const inTime = isCardInvoke(context.activity) && tookMs < INVOKE_PATIENCE_MS
  if (inTime) {
    const answer = replacementCard ? { card: replacementCard } : { message: words ?? '' }
    return sendInvokeResponse(context, { status: 200, ...answer })
  }
  if (words && !replacementCard) await sayText(context, words)
  const { replyToId } = context.activity
  if (replacementCard && replyToId)
    await context.updateActivity({ id: replyToId, type: 'message', attachments: [replacementCard] })
}
