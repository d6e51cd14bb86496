import type { DialogContext } from 'botbuilder-dialogs'
import { sayIn } from '../cards/text.ts'
import type { OpenQuestion } from './talk/question.ts'
import { say, sayText, turnOf } from './talk/turn.ts'
import { COMMANDS } from './understanding/commands.ts'
import { readCourtesy } from './understanding/courtesy.ts'

/**
 * Thanks and the like get a short friendly word; in the middle of a question also what would be an answer to it: money is
 * never agreed to by courtesy. false: it is none.
 */
export async function answerCourtesy(
  dc: DialogContext,
  said: string,
  open: OpenQuestion | undefined,
): Promise<boolean> {
  const what = readCourtesy(said)
  if (!what) return false
  const turn = turnOf(dc.context)
  const { locale } = turn.speaker
  const isAsked = open !== undefined && !open.question.optional
  if (what === 'thanks') await say(dc.context, 'courtesy.thanks', { help: COMMANDS.help[locale] })
  else if (!isAsked) await say(dc.context, 'courtesy.fine', { help: COMMANDS.help[locale] })
  if (isAsked) await sayText(dc.context, open.question.hint(sayIn(locale), turn))
  return true
}
