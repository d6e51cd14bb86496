import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import type { DeskAnswer } from '../../dialogs/support/desk/desk-turn.ts'
import { type Input, sayText, show } from '../../dialogs/talk/turn.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import { answerPress } from './answering.ts'
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
  let answer: DeskAnswer = {}
  const acted = async (repeated: boolean) => (speaker ? act(speaker, repeated) : {})
  return {
    sorry: 'desk',
    keys: keysOf(context.activity, input),
    async begin() {
      speaker = await speakers.of(context)
    },
    async run() {
      answer = await acted(false)
      for (const each of besidesAnswer(context, answer))
        await (typeof each === 'string' ? sayText(context, each) : show(context, each))
    },
    async repeat() {
      answer = input?.kind === 'text' ? {} : await acted(true)
    },
    after: (tookMs) => answerPress(context, { ...answer, words: wordsIn(context, answer) }, tookMs),
  }
}

/** A turn that nobody asked for: it can be done again, and nothing is said about it. */
export function unasked(run: () => Promise<void>): TurnWork {
  return { sorry: 'nothing', keys: [], begin: async () => {}, run, repeat: run, after: async () => {} }
}

/** The words that a press is answered with, to who pressed alone; a card that turns into another one says enough. */
function wordsIn({ activity }: TurnContext, { became, said = [] }: DeskAnswer): string {
  if (became || !isCardInvoke(activity)) return ''
  return said.filter((each) => typeof each === 'string').join(' ')
}

/** What is said where everybody at the desk reads it. */
function besidesAnswer(context: TurnContext, answer: DeskAnswer): (Attachment | string)[] {
  const isPrivate = wordsIn(context, answer) !== ''
  return (answer.said ?? []).filter((each) => typeof each !== 'string' || !isPrivate)
}
