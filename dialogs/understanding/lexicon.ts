import { stemmer } from 'stemmer'
import lexicon from './lexicon.json' with { type: 'json' }
import { canonical } from './normalise.ts'

/** What a word or phrase stands for, whichever language it is in. The keys are those of lexicon.json. */
export type Concept = keyof typeof lexicon

/** Phrases by their units (stems of English words, single Chinese characters) joined by spaces. */
const phrases = new Map<string, Concept[]>()
/** Stems of the lexicon's own words: finding a stem is the dearest step. */
const stems = new Map<string, string>()
/** Longest phrase, in units, that starts with a unit. */
const longest = new Map<string, number>()

for (const concept of Object.keys(lexicon) as Concept[]) {
  const { en, zh } = lexicon[concept]
  for (const phrase of canonical(`${en},${zh}`).split(' , ')) learn(phrase, concept)
}

function learn(phrase: string, concept: Concept): void {
  for (const [word] of phrase.matchAll(/[a-z]+/g)) if (!stems.has(word)) stems.set(word, stemmer(word))
  const units = unitsOf(phrase)
  const [first] = units
  if (first === undefined) return
  const key = units.join(' ')
  const concepts = phrases.get(key)
  if (!concepts) phrases.set(key, [concept])
  else if (!concepts.includes(concept)) concepts.push(concept)
  longest.set(first, Math.max(longest.get(first) ?? 0, units.length))
}

/** English words as their stems, Chinese as single characters, numbers whole. */
export function unitsOf(normalised: string): string[] {
  return Array.from(normalised.matchAll(/\p{Script=Han}|[^\p{Script=Han} ,]+/gu), ([unit]) => stemmed(unit))
}

function stemmed(unit: string): string {
  return /^[a-z]{4,24}$/.test(unit) ? (stems.get(unit) ?? stemmer(unit)) : unit
}

/** English words that the lexicon uses, as they are written there, with their stems. */
export const knownWords: ReadonlyMap<string, string> = stems

/** The longest phrase that starts at `from`: what it may stand for and how many units it takes. */
export function phraseAt(units: readonly string[], from: number): { concepts: Concept[]; length: number } | undefined {
  for (let length = longest.get(units[from] ?? '') ?? 0; length > 0; length--) {
    const concepts = phrases.get(units.slice(from, from + length).join(' '))
    if (concepts) return { concepts, length }
  }
  return undefined
}
