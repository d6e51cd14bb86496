import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import { text } from '../../cards/text.ts'
import type { Effects } from '../../dialogs/talk/outcome.ts'
import { sayText, speakerIn } from '../../dialogs/talk/turn.ts'
import { type Locale, localeOf } from '../../store/values/locale.ts'
import { isCardInvoke } from './input.ts'
import { localeIn } from './spoken-language.ts'

/** After this an invoke has been answered without us, and the card is changed by an update instead (F22). */
export const INVOKE_PATIENCE_MS = 2_500

type Response = { status: number; card?: Attachment | undefined; message?: string | undefined }

/**
 * Answers an invoke in the shape that Teams' universal actions have: a card, or a sentence, never an empty one, which may be
 * taken for a failure and pressed again (vercel/chat#731).
 */
export async function sendInvokeResponse(context: TurnContext, { status, card, message }: Response): Promise<void> {
  const value = message || text(localeHere(context), isRefresh(context) ? 'press.unchanged' : 'press.answered')
  const body = card
    ? { statusCode: 200, type: card.contentType, value: card.content }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value }
  await context.sendActivity({ type: 'invokeResponse', value: status === 200 ? { status, body } : { status } })
}

/** Turns the pressed card into its replacement: in the invoke's answer, or by an update for a submit. */
export async function answerPress(
  context: TurnContext,
  { replacementCard, words }: Effects,
  tookMs: number,
): Promise<void> {
  const inTime = isCardInvoke(context.activity) && tookMs < INVOKE_PATIENCE_MS
  if (inTime) return sendInvokeResponse(context, { status: 200, card: replacementCard, message: words })
  if (words && !replacementCard) await sayText(context, words)
  const { replyToId } = context.activity
  if (replacementCard && replyToId)
    await context.updateActivity({ id: replyToId, type: 'message', attachments: [replacementCard] })
}

/** A client asks by itself how a card looks now. */
function isRefresh({ activity }: TurnContext): boolean {
  const { trigger, action } = Object(activity.value)
  return trigger === 'automatic' || Object(Object(action).data).verb === 'refresh'
}

function localeHere(context: TurnContext): Locale {
  return speakerIn(context)?.locale ?? localeOf(localeIn(context.activity))
}
