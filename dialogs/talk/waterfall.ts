import type { TurnContext } from 'botbuilder'
import type { Dialog, DialogContext, DialogReason, DialogTurnResult, WaterfallStepContext } from 'botbuilder-dialogs'
import { WaterfallDialog } from 'botbuilder-dialogs/lib/waterfallDialog.js'
import { collect, type DialogName, type Outcome } from './outcome.ts'
import { type AnyQuestion, questionDialog } from './question.ts'
import { type Turn, turnOf } from './turn.ts'

/** What a step sees. `wish`: what the dialog was begun with, plain JSON; the same for each of its steps. */
export type StepContext<Wish extends object> = { context: TurnContext; turn: Turn; wish: Wish }
/**
 * One step of a conversation: takes the answer to what the step before has asked, and ends with what is asked next.
 * `Next`: what that will be answered with.
 */
export type Step<Wish extends object, Answer = undefined, Next = never> = (
  step: StepContext<Wish>,
  answer: Answer,
) => Promise<Outcome<Next>>
type Questions = Record<string, AnyQuestion>

/**
 * A waterfall and the questions it asks. The step list is the table of contents; a question's id is `dialog.question`.
 * The names of the steps are kept with the dialog's state: after a deploy that changed them the flow starts again
 * politely, instead of going on at the wrong step.
 */
export function waterfall<W extends object>(id: DialogName, steps: [Step<W>]): Dialog[]
export function waterfall<W extends object, A>(
  id: DialogName,
  steps: [Step<W, undefined, A>, Step<W, A>],
  questions: Questions,
): Dialog[]
export function waterfall<W extends object, A, B>(
  id: DialogName,
  steps: [Step<W, undefined, A>, Step<W, A, B>, Step<W, B>],
  questions: Questions,
): Dialog[]
export function waterfall<W extends object, A, B, C>(
  id: DialogName,
  steps: [Step<W, undefined, A>, Step<W, A, B>, Step<W, B, C>, Step<W, C>],
  questions: Questions,
): Dialog[]
export function waterfall<W extends object, A, B, C, D>(
  id: DialogName,
  steps: [Step<W, undefined, A>, Step<W, A, B>, Step<W, B, C>, Step<W, C, D>, Step<W, D>],
  questions: Questions,
): Dialog[]
export function waterfall<W extends object>(
  id: DialogName,
  steps: Step<W, never, unknown>[],
  questions: Questions = {},
): Dialog[] {
  return dialogsOf(id, steps, questions, false)
}

/** A dialog that asks until nothing is missing: `first` asks, `each` takes every answer and asks what comes next. */
export function untilDone<W extends object, A>(
  id: DialogName,
  [first, each]: [first: Step<W, undefined, A>, each: Step<W, A, A>],
  questions: Questions,
): Dialog[] {
  return dialogsOf<W>(id, [first, each], questions, true)
}

function dialogsOf<W extends object>(
  id: DialogName,
  steps: Step<W, never, unknown>[],
  questions: Questions,
  repeatsLast: boolean,
): Dialog[] {
  const named = Object.entries(questions).map(([name, question]) => ({ id: `${id}.${name}`, question }))
  const idOf = (asked: unknown): string => {
    const found = named.find((each) => each.question === asked)
    if (!found) throw new Error(`${id} asks a question that is not its own`)
    return found.id
  }
  const asked = named.map((each) => questionDialog(each.id, each.question))
  return [new Conversation<W>(id, steps, idOf, repeatsLast), ...asked]
}

/** Whether a stacked dialog's state fits the steps that this version of the bot has for it (F38, F39). */
export function fitsItsSteps(dialog: Dialog, state: object): boolean {
  return !(dialog instanceof Conversation) || dialog.fits(state)
}

/** The library's waterfall, which does what its steps end with, and keeps their names in its state. */
class Conversation<W extends object> extends WaterfallDialog<W> {
  private readonly shape: string
  private readonly last: number
  private readonly repeatsLast: boolean

  constructor(id: string, steps: Step<W, never, unknown>[], idOf: (question: unknown) => string, repeatsLast: boolean) {
    const shape = steps.map((each) => each.name).join('>')
    const run = (each: Step<W, never, unknown>) => async (step: WaterfallStepContext<W>) => {
      Object.assign(step.values, { shape })
      const { context, options: wish } = step
      // The one place that believes an answer to be what the step before has asked for: the overloads above see to it.
      return carryOut(step, await each({ context, turn: turnOf(context), wish }, step.result as never), idOf)
    }
    super(id, steps.map(run))
    this.shape = shape
    this.last = steps.length - 1
    this.repeatsLast = repeatsLast
  }

  fits(state: { stepIndex?: unknown; values?: { shape?: unknown } }): boolean {
    const index = Number.isInteger(state.stepIndex) ? Number(state.stepIndex) : -1
    return index >= 0 && index <= this.last && state.values?.shape === this.shape
  }

  protected override async runStep(dc: DialogContext, index: number, reason: DialogReason, result?: unknown) {
    return super.runStep(dc, this.repeatsLast ? Math.min(index, this.last) : index, reason, result)
  }
}

async function carryOut<W extends object>(
  step: WaterfallStepContext<W>,
  outcome: Outcome<unknown>,
  idOf: (question: unknown) => string,
): Promise<DialogTurnResult> {
  collect(step.context, outcome.effects)
  switch (outcome.go) {
    case 'ask':
      return step.beginDialog(idOf(outcome.question), outcome.data)
    case 'next':
      return step.next(outcome.answer)
    case 'replace':
      return step.replaceDialog(outcome.dialog, outcome.wish)
    case 'end':
      return step.endDialog()
  }
}
