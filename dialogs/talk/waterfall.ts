import type { Dialog } from 'botbuilder-dialogs'
import { type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs'
import { type AnyQuestion, questionDialog } from './question.ts'

export type Step<O extends object> = (step: WaterfallStepContext<O>) => Promise<DialogTurnResult>

/** Dialogs by the shape of their steps: a stack that a deploy has outlived is recognised by it (F38, F39). */
const shapes = new Map<string, { shape: string; steps: number }>()

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
  const shape = steps.map((each) => each.name).join('>')
  shapes.set(id, { shape, steps: steps.length })
  const marked = steps.map((each) => async (step: WaterfallStepContext<O>) => {
    Object.assign(step.values, { shape })
    return each(step)
  })
  const asked = Object.entries(questions).map(([name, question]) => questionDialog(`${id}.${name}`, question))
  return [new WaterfallDialog<O>(id, marked), ...asked]
}

/** Whether a stacked waterfall's state fits the steps that this version of the bot has. */
export function fitsItsSteps(id: string, state: unknown): boolean {
  const known = shapes.get(id)
  if (!known) return true
  const { stepIndex, values } = Object(state) as { stepIndex?: unknown; values?: { shape?: unknown } }
  if (!Number.isInteger(stepIndex)) return false
  const index = Number(stepIndex)
  return index >= 0 && index < known.steps && values?.shape === known.shape
}
