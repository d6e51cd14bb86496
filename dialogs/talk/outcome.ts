import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import { withoutButtons } from '../../cards/used.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Refusal } from '../../store/values/result.ts'
import type { CommandName } from '../understanding/commands.ts'
import type { Question } from './question.ts'
import { say, setTurn, turnOf } from './turn.ts'

/** What comes of a turn, or of a part of it, beside what is said in it. */
export type Effects = {
  /** The pressed card turns into this once the turn is over. */
  replacementCard?: Attachment | undefined
  /** What the pressed card said: that stays, without its buttons, above what it turns into. */
  wasShown?: Attachment | undefined
  /** The pressed card is a menu, or a notice: it stays as it is, whatever came of it. */
  staysAsItIs?: boolean
  /** Said to who pressed alone, where the card stays as it is. */
  words?: string
  /** Done after everything that was said is out, by its ids in the order in which it was said: marks what the person now knows. */
  afterSend?: (ids?: readonly string[]) => Promise<void>
  /** Who speaks from here on, where that was changed: their language, company or role. */
  speaker?: Speaker
}

/** Every dialog has its command's name, but the one that others lead to. A name that isn't one does not compile. */
export type DialogName = CommandName | 'purchase'

/** How a step ends, and what comes of it. `Answer`: what the next step takes. */
export type Outcome<Answer = never> = { effects: Effects } & (
  | { go: 'ask'; question: Question<never, Answer>; data: object }
  | { go: 'next'; answer: Answer }
  | { go: 'replace'; dialog: DialogName; wish: object }
  | { go: 'end' }
)

/** Asks one of the dialog's own questions; its answer goes to the next step. */
export function prompt<D extends object, A>(question: Question<D, A>, data: D, effects: Effects = {}): Outcome<A> {
  return { go: 'ask', question, data, effects }
}

/** Straight on to the next step: nothing has to be asked. */
export function next<A>(answer: A, effects: Effects = {}): Outcome<A> {
  return { go: 'next', answer, effects }
}

/** Another dialog, or this one from its beginning, takes this one's place. */
export function replaceDialog(dialog: DialogName, wish: object, effects: Effects = {}): Outcome {
  return { go: 'replace', dialog, wish, effects }
}

export function end(effects: Effects = {}): Outcome {
  return { go: 'end', effects }
}

/** Says why not, in the speaker's language, and the dialog is over. */
export async function refuse(
  step: { context: TurnContext },
  refusal: Refusal,
  effects: Effects = {},
): Promise<Outcome> {
  await say(step.context, `refusal.${refusal}`)
  return end(effects)
}

const COLLECTED = Symbol('collected')

/**
 * Runs what the library runs, and gives what came of the steps in it. The library hands a step's result to the dialog
 * below it and to nobody else: so this is the one way by which they come out.
 */
export async function collecting(context: TurnContext, work: () => Promise<unknown>): Promise<Effects> {
  const collected: Effects[] = []
  context.turnState.set(COLLECTED, collected)
  await work()
  const { wasShown, staysAsItIs, ...effects } = collected.reduce(both, {})
  const { replacementCard: _none, ...rest } = effects
  if (staysAsItIs) return rest
  return wasShown ? { ...effects, replacementCard: withoutButtons(wasShown, effects.replacementCard) } : effects
}

/** Hands over what came of a step or of the router. Who speaks from here on is known at once. */
export function collect(context: TurnContext, effects: Effects): void {
  const collected: Effects[] | undefined = context.turnState.get(COLLECTED)
  if (!collected) throw new Error('nobody collects what comes of this turn')
  collected.push(effects)
  if (effects.speaker) setTurn(context, { ...turnOf(context), speaker: effects.speaker })
}

/** The later card and words hold, and everything is done after sending. */
function both(before: Effects, after: Effects): Effects {
  const replacementCard = after.replacementCard ?? before.replacementCard
  const wasShown = after.wasShown ?? before.wasShown
  const words = after.words ?? before.words
  const dues = [before.afterSend, after.afterSend].filter((each) => each !== undefined)
  return {
    ...(replacementCard ? { replacementCard } : {}),
    ...(wasShown ? { wasShown } : {}),
    ...(before.staysAsItIs || after.staysAsItIs ? { staysAsItIs: true } : {}),
    ...(words === undefined ? {} : { words }),
    ...(dues.length > 0 ? { afterSend: (ids) => inTurn(dues, ids) } : {}),
  }
}

/** One after the other, each of them also if one before it fails. */
async function inTurn(
  [first, ...rest]: NonNullable<Effects['afterSend']>[],
  ids: readonly string[] | undefined,
): Promise<void> {
  try {
    await first?.(ids)
  } finally {
    if (rest.length > 0) await inTurn(rest, ids)
  }
}
