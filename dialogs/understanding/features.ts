import type { Concept } from './lexicon.ts'
import type { Reading } from './reading.ts'

/** Concepts that are paired with each other: a sentence that says more is not read closer. */
const PAIRED = 7

/** Concepts that go with any command, so that alone they tell nothing. */
const ANYWHERE: ReadonlySet<Concept> = new Set<Concept>([
  'neg',
  'elsewhere',
  'company',
  'compare',
  'include',
  'info',
  'held',
  'change',
  'add',
  'delete',
  'send',
  'person',
  'who',
  'before',
  'history',
  'speak',
  'bot',
  'this',
  'show',
  'what',
  'when',
  'why',
  'where',
  'year',
  'finished',
  'settings',
])

/**
 * What the classifier looks at, and how much each counts: words and their neighbours, pieces of words (a typo spoils few
 * of them), Chinese characters by ones, twos and threes, and what phrases stand for, alone and together.
 */
export function featuresOf({ units, concepts, frames, unknown }: Reading): Map<string, number> {
  const features = new Map<string, number>()
  const see = (name: string, weight: number) => features.set(name, weight)

  for (const [at, unit] of units.entries()) {
    const previous = units[at - 1] ?? '^'
    see(`1${unit}`, 1)
    see(`2${previous} ${unit}`, 0.4)
    if (at > 0) see(`3${units[at - 2] ?? '^'} ${previous} ${unit}`, 0.25)
    if (/^[a-z]{4,24}$/.test(unit)) {
      const bounded = `<${unit}>`
      for (let from = 0; from + 4 <= bounded.length; from++) see(`4${bounded.slice(from, from + 4)}`, 0.2)
    }
  }
  see(`2${units.at(-1) ?? '^'} $`, 0.4)

  const paired = concepts.slice(0, PAIRED).map((alternatives) => alternatives.map(general))
  for (const [at, alternatives] of paired.entries()) {
    for (const concept of alternatives) {
      see(`c${concept}`, 2)
      for (const frame of frames) see(`f${frame}>${concept}`, 0.7)
      for (const others of paired.slice(at + 1)) for (const other of others) see(`p${concept}>${other}`, 0.7)
    }
  }
  for (const frame of frames) see(`f${frame}`, 1)
  see(`n${Math.min(concepts.length, 4)}`, 0.5)
  see(`d${Math.min(ours(concepts), 2)}${frames.has('asks') ? '?' : ''}`, 1)
  see(`u${Math.round(4 * unknown)}`, 1)
  see('bias', 1)
  return features
}
/** How many phrases are of our own matters, whatever they are. */
const ours = (concepts: Concept[][]): number =>
  concepts.filter((alternatives) => !alternatives.every((concept) => ANYWHERE.has(concept))).length

function general(concept: Concept): string {
  return concept === 'silver' || concept === 'gold' || concept === 'action-pack' ? 'product' : concept
}
