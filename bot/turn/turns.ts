import type { StatePropertyAccessor, TurnContext } from 'botbuilder'
import type { Effects } from '../../dialogs/talk/outcome.ts'
import { ConflictError } from '../../store/database/collection.ts'
import type { Clock } from '../../store/values/time.ts'
import type { Timer } from '../../store/values/timer.ts'
import { remember, wasHandled } from './handled.ts'
import { holdReplies, typingAfter } from './held-replies.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Handled, TurnState } from './turn-state.ts'

/** What a turn does, between one read of its state and one write. Run again from the start if the write loses a race. */
export type TurnWork = {
  /** What the turn is known by if it is delivered again. */
  keys: readonly string[]
  /** Finds out who speaks; beside the read of the state, since neither needs the other. */
  begin(): Promise<void>
  run(): Promise<Effects>
  /** Instead of `run` when it was handled before: answers with the current state, changes nothing. */
  repeat(): Promise<Effects>
  /** What is said if it fails: in a chat, where the open dialog is dropped, at the desk, or nothing where nobody asked. */
  sorry: 'chat' | 'desk' | 'nothing'
}
type Run = Omit<TurnWork, 'sorry'>
/** `ids`: those of what was said. */
type After = (effects: Effects, ids: string[]) => Promise<void>

const MOST_RUNS = 6
/** Milliseconds until "typing" is shown: before anybody wonders whether they were heard (F42). */
const TYPING_AFTER = 1_500

/** Turns as transactions: one at a time per conversation, each action once, nothing said before it is written (F28, F29, F37). */
export function openTurns({ state, clock, timer }: { state: TurnState; clock: Clock; timer: Timer }) {
  const inOrder = oneAtATime()
  const handled: StatePropertyAccessor<Handled> = state.createProperty('handled')

  return {
    /** `after`: once everything that was said is out, with what came of the run that was written. */
    async take(context: TurnContext, work: Run, after: After): Promise<void> {
      await inOrder(context.activity.conversation.id, () => taken(context, work, after))
    },
  }

  async function taken(context: TurnContext, work: Run, after: After): Promise<void> {
    const replies = holdReplies(context)
    const stopTyping = typingAfter(context, timer, TYPING_AFTER)
    try {
      const effects = await settled(context, work, () => replies.forget())
      await after(effects, await replies.release())
    } catch (error) {
      // Whatever is said about it must go out, and what was prepared must not.
      replies.forget()
      await replies.release()
      throw error
    } finally {
      stopTyping()
    }
  }

  async function settled(context: TurnContext, work: Run, forget: () => void): Promise<Effects> {
    for (let runs = 1; ; runs++) {
      forget()
      try {
        await Promise.all([state.read(context), work.begin()])
        const before = (await handled.get(context)) ?? []
        const now = clock.now().epochMilliseconds
        if (wasHandled(before, work.keys, now)) return await work.repeat()
        const effects = await work.run()
        if (work.keys.length > 0) await handled.set(context, remember(before, work.keys, now))
        await state.saveChanges(context)
        return effects
      } catch (error) {
        if (!(error instanceof ConflictError) || runs >= MOST_RUNS) throw error
      }
    }
  }
}

export type Turns = ReturnType<typeof openTurns>
