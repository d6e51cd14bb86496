import type { TurnContext } from 'botbuilder'
import type { DialogContext, DialogInstance, DialogTurnResult } from 'botbuilder-dialogs'
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js'
import type { Attachment } from 'botframework-schema'
import { type Say, sayIn, text } from '../../cards/text.ts'
import { nonceOf } from '../../cards/used.ts'
import { type Input, say, sayText, show, type Turn, turnOf } from './turn.ts'

/**
 * Something that is asked with a card and answered by a press or by typing. It is shown again, in the language of that
 * moment, whenever an interruption ends: so `data` holds ids and plain JSON, and the card is made anew each time.
 */
export type Question<D extends object, A> = {
  card(data: D, turn: Turn): Promise<Attachment>
  /** The answer in what came in; undefined if it isn't one. */
  read(input: Input, data: D, turn: Turn): A | undefined
  /** What would be an answer, as a sentence. */
  hint(say: Say, turn: Turn): string
  /** Any text may be the answer: only exact command words interrupt. */
  freeText?: boolean
  /** A list that can be left as it is: what isn't an answer is taken as if nothing were asked. */
  optional?: boolean
}
/** A question of whatever shape; each is called only with the data that it was asked with. */
export type AnyQuestion = Question<object, unknown>

/** `nonce`: of the card that was shown last. */
type Asked = { data: object; tries: number; nonce?: string }

/** After this many answers that aren't one, help is offered instead of asking again (F35). */
const MOST_TRIES = 3

/** A question that waits for its answer. */
export type OpenQuestion = {
  question: AnyQuestion
  /** The answer in what came in; undefined if it isn't one. Ask once a turn, and hand on what was read. */
  read(turn: Turn): unknown
  /** The card that it was asked with, if that is the one with this nonce: what it says, made anew. */
  asked(turn: Turn, nonce: string): Promise<Attachment | undefined>
  /** The order that it asks about, if it is about one. */
  orderId: string | undefined
}

/** The question that is open in this conversation, of the bot that asked it. */
export function openQuestion(dc: DialogContext): OpenQuestion | undefined {
  const dialog = dc.dialogs.find(dc.activeDialog?.id ?? '')
  if (!(dialog instanceof QuestionDialog)) return undefined
  const { question } = dialog
  const { data, nonce: shown } = askedIn(dc.activeDialog)
  return {
    question,
    read: (turn) => question.read(turn.input, data, turn),
    asked: async (turn, nonce) => (nonce === shown ? question.card(data, turn) : undefined),
    orderId: 'orderId' in data && typeof data.orderId === 'string' ? data.orderId : undefined,
  }
}

/** The library asks for a class to hook into prompting; this is the one place that has it. */
class QuestionDialog extends Dialog {
  readonly question: AnyQuestion

  constructor(id: string, question: AnyQuestion) {
    super(id)
    this.question = question
  }

  override async beginDialog(dc: DialogContext, data: object = {}): Promise<DialogTurnResult> {
    const asked: Asked = { data, tries: 0 }
    if (dc.activeDialog) dc.activeDialog.state = asked
    await this.ask(dc.context, asked)
    return Dialog.EndOfTurn
  }

  /** What came in is no answer: whoever has read one ends this dialog with it instead. */
  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const asked = askedIn(dc.activeDialog)
    asked.tries += 1
    await this.explain(dc.context, asked.tries, turnOf(dc.context))
    return Dialog.EndOfTurn
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await this.ask(dc.context, askedIn(dc.activeDialog))
    return Dialog.EndOfTurn
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await this.ask(context, askedIn(instance))
  }

  private async ask(context: TurnContext, asked: Asked): Promise<void> {
    const card = await this.question.card(asked.data, turnOf(context))
    const nonce = nonceOf(card)
    if (nonce) asked.nonce = nonce
    await show(context, card)
  }

  private async explain(context: TurnContext, tries: number, turn: Turn): Promise<void> {
    const { locale } = turn.speaker
    if (tries > MOST_TRIES)
      return say(context, 'unknown.give-up', { help: text(locale, 'button.help'), stop: text(locale, 'button.stop') })
    await sayText(context, text(locale, 'unknown.answer', { hint: this.question.hint(sayIn(locale), turn) }))
  }
}

export function questionDialog(id: string, question: AnyQuestion): Dialog {
  return new QuestionDialog(id, question)
}

function askedIn(instance: DialogInstance | undefined): Asked {
  const asked = instance?.state as Partial<Asked> | undefined
  if (!asked || typeof asked.data !== 'object') throw new Error('a question without its data')
  return asked as Asked
}
