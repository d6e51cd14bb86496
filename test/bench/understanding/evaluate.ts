import { recognise } from '../../../dialogs/recognise.ts'
import { classifier, type Label } from '../../../dialogs/understanding/classifier.ts'
import { type Classify, rank } from '../../../dialogs/understanding/rank.ts'
import { read } from '../../../dialogs/understanding/reading.ts'
import { random, shuffled } from './random.ts'
import type { Example, Language } from './sentences.ts'
import { train } from './train.ts'

/** What became of one sentence. `shown` is what the person would see first; `second` the next guess. */
export type Outcome = Example & { shown: Label; second: Label; certain: boolean }

export type Figures = {
  sentences: number
  top1: number
  top2: number
  /** share of the sentences for a command that are answered without asking, and how many of the certain are right */
  coverage: number
  precision: number
}

/** Every sentence is judged by a classifier that was trained without it. */
export function crossValidate(sentences: readonly Example[], folds: number, seed: number): Outcome[] {
  const dealt = shuffled(sentences, random(seed))
  return Array.from({ length: folds }, (_, fold) => {
    const classify = classifier(train(dealt.filter((_, at) => at % folds !== fold)))
    return dealt.filter((_, at) => at % folds === fold).map((example) => judge(example, classify))
  }).flat()
}

export function judge(example: Example, classify?: Classify): Outcome {
  const { command, suggestions } = recognise(example.text, example.language, classify)
  const ranked = rank(read(example.text), classify).map(({ label }) => label)
  const shown: Label = command ?? suggestions[0] ?? 'none'
  const second = suggestions[1] ?? ranked.find((label) => label !== shown) ?? 'none'
  return { ...example, shown, second, certain: command !== undefined }
}

export function figures(outcomes: readonly Outcome[], language?: Language): Figures {
  const all = outcomes.filter((outcome) => language === undefined || outcome.language === language)
  const ofCommands = all.filter(({ label }) => label !== 'none')
  const certain = all.filter((outcome) => outcome.certain)
  const right = certain.filter(isRight)
  return {
    sentences: all.length,
    top1: all.filter(isRight).length / all.length,
    top2: all.filter((outcome) => isRight(outcome) || outcome.second === outcome.label).length / all.length,
    coverage: right.length / Math.max(ofCommands.length, 1),
    precision: right.length / Math.max(certain.length, 1),
  }
}

const isRight = ({ shown, label }: Outcome): boolean => shown === label

/** Mistakes about money: renewing for turning off or the reverse, anything else taken for buying or renewing. */
export function dangerous(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ certain, shown, label }) => {
    if (!certain || shown === label) return false
    return shown === 'subscribe' || shown === 'renew' || (shown === 'turn-off-auto-renew' && label === 'renew')
  })
}

/** Renewing guessed first for turning off or the reverse, though it was asked about. */
export function nearlyDangerous(outcomes: readonly Outcome[]): Outcome[] {
  const pair = ['renew', 'turn-off-auto-renew']
  return outcomes.filter(({ shown, label }) => shown !== label && pair.includes(shown) && pair.includes(label))
}
