import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import type { DeskAnswer } from '../../dialogs/support/desk/desk-turn.ts'
import type { Effects } from '../../dialogs/talk/outcome.ts'
import { type Input, sayText, show } from '../../dialogs/talk/turn.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import { keysOf } from './handled.ts'
import { isCardInvoke } from './input.ts'
import type { Speakers } from './speakers.ts'
import type { TurnWork } from './turns.ts'

/**
 * The turn of somebody who says or presses something at the desk. What is delivered again does nothing again: a press is
 * answered with how things stand, and what was typed was answered already (F29).
 */
export function asked(
  { speakers, context, input }: { speakers: Speakers; context: TurnContext; input: Input | undefined },
  act: (speaker: Speaker, repeated: boolean) => Promise<DeskAnswer>,
): TurnWork {
  let speaker: Speaker | undefined
  const acted = async (repeated: boolean): Promise<DeskAnswer> => (speaker ? act(speaker, repeated) : {})
  return {
    sorry: 'desk',
    keys: keysOf(context.activity, input),
    async begin() {
      speaker = await speakers.of(context)
    },
    async run() {
      const answer = await acted(false)
      for (const each of besidesAnswer(context, answer))
        await (typeof each === 'string' ? sayText(context, each) : show(context, each))
      return effectsOf(context, answer)
    },
    async repeat() {
      return effectsOf(context, input?.kind === 'text' ? {} : await acted(true))
    },
  }
}

/** A turn that nobody asked for: it can be done again, and nothing is said about it. */
export function unasked(work: () => Promise<void>): TurnWork {
  const run = async () => {
    await work()
    return {}
  }
  return { sorry: 'nothing', keys: [], begin: async () => {}, run, repeat: run }
}

function effectsOf(context: TurnContext, answer: DeskAnswer): Effects {
  const { replacementCard } = answer
  return { ...(replacementCard ? { replacementCard } : {}), words: wordsIn(context, answer) }
}

/** The words that a press is answered with, to who pressed alone; a card that turns into another one says enough. */
function wordsIn({ activity }: TurnContext, { replacementCard, said = [] }: DeskAnswer): string {
  if (replacementCard || !isCardInvoke(activity)) return ''
  return said.filter((each) => typeof each === 'string').join(' ')
}

/** What is said where everybody at the desk reads it. */
function besidesAnswer(context: TurnContext, answer: DeskAnswer): (Attachment | string)[] {
  const isPrivate = wordsIn(context, answer) !== ''
  return (answer.said ?? []).filter((each) => typeof each !== 'string' || !isPrivate)
}
