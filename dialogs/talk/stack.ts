import type { DialogContext } from 'botbuilder-dialogs'
import { fitsItsSteps } from './waterfall.ts'

/** More dialogs than any flow of ours has on top of each other. */
const MOST = 20

/**
 * Whether what is stacked belongs to this version of the bot. The library throws for ever on an unknown dialog id, and
 * resumes a waterfall by its step's number, whatever the steps are by now (F38, F39).
 */
export function stackIsSound(dc: DialogContext): boolean {
  const { stack } = dc
  if (!Array.isArray(stack) || stack.length > MOST) return false
  return stack.every((each) => {
    const dialog = typeof each?.id === 'string' ? dc.dialogs.find(each.id) : undefined
    if (!dialog || each.state === null || typeof each.state !== 'object') return false
    return fitsItsSteps(dialog, each.state)
  })
}
