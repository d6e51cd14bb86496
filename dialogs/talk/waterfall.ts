import type { Dialog } from 'botbuilder-dialogs'
import { type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs'
import { type AnyQuestion, questionDialog } from './question.ts'

export type Step<O extends object> = (step: WaterfallStepContext<O>) => Promise<DialogTurnResult>

/**
 * A waterfall and the questions it asks. The step list is the table of contents; a question's id is `dialog.question`.
 * The names of the steps are kept with the dialog's state: after a deploy that changed them the flow starts again
 * politely, instead of going on at the wrong step.
 */
export function waterfall<O extends object>(
  id: string,
  steps: Step<O>[],
  questions: Record<string, AnyQuestion> = {},
): Dialog[] {
  const asked = Object.entries(questions).map(([name, question]) => questionDialog(`${id}.${name}`, question))
  return [new ShapedWaterfall<O>(id, steps), ...asked]
}

/** Whether a stacked dialog's state fits the steps that this version of the bot has for it (F38, F39). */
export function fitsItsSteps(dialog: Dialog, state: object): boolean {
  return !(dialog instanceof ShapedWaterfall) || dialog.fits(state)
}

/** The library's waterfall, which keeps the names of its steps in its state. */
class ShapedWaterfall<O extends object> extends WaterfallDialog<O> {
  private readonly shape: string
  private readonly count: number

  constructor(id: string, steps: Step<O>[]) {
    const shape = steps.map((each) => each.name).join('>')
    const marked = steps.map((each) => async (step: WaterfallStepContext<O>) => {
      Object.assign(step.values, { shape })
      return each(step)
    })
    super(id, marked)
    this.shape = shape
    this.count = steps.length
  }

  fits(state: { stepIndex?: unknown; values?: { shape?: unknown } }): boolean {
    const { stepIndex, values } = state
    return (
      Number.isInteger(stepIndex) &&
      Number(stepIndex) >= 0 &&
      Number(stepIndex) < this.count &&
      values?.shape === this.shape
    )
  }
}
