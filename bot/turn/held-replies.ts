import { type Activity, type ResourceResponse, TurnContext } from 'botbuilder'
import type { Timer } from '../../store/values/timer.ts'

/**
 * Holds what a turn says until its state is written: a turn that has to run again has said nothing yet.
 * Set up once per turn, not per run.
 */
export function holdReplies(context: TurnContext) {
  let held: Partial<Activity>[] = []
  let holding = true

  context.onSendActivities(async (_context, activities, next): Promise<ResourceResponse[]> => {
    if (!holding) return next()
    // The library traces its state after each turn; nobody here reads that.
    held.push(...activities.filter((each) => each.type !== 'trace'))
    return activities.map(() => ({ id: '' }))
  })

  return {
    /** Nothing was said: the run did not count. */
    forget(): void {
      held = []
    },
    /** Says it now; from here on everything goes out at once. Gives the ids that Teams has given it. */
    async release(): Promise<string[]> {
      holding = false
      const all = held
      held = []
      const sent = all.length > 0 ? await context.sendActivities(all) : []
      return sent.map((each) => each?.id ?? '')
    },
  }
}

/** Shows that we are at it when an answer takes longer than Teams' users expect (2 s), past everything that holds replies. */
export function typingAfter(context: TurnContext, timer: Timer, ms: number): () => void {
  return timer.after(ms, () => {
    const here = TurnContext.getConversationReference(context.activity)
    const typing = TurnContext.applyConversationReference({ type: 'typing' }, here)
    context.adapter.sendActivities(context, [typing]).catch(() => undefined)
  })
}
