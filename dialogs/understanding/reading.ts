import { type Frame, framesOf } from './frames.ts'
import { type Concept, knownWords, phraseAt, unitsOf } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { expandShorthand } from './shorthand.ts'
import { speller } from './spelling.ts'

/** A sentence as it is understood word by word. */
export type Reading = {
  /** normalised, spelling put right, without the commas */
  text: string
  /** stems of words, single Chinese characters; whatever is for sale is one and the same `§` */
  units: string[]
  /** what its phrases stand for, in order, without fillers; a phrase that stands for several things has several */
  concepts: Concept[][]
  frames: Set<Frame>
  /** share of the units that stand for nothing known, 0 to 1 */
  unknown: number
}

/** Misspelt words put right in one sentence: the search is the dearest step, and nonsense would make it long. */
const CORRECTIONS = 8

const FOR_SALE: ReadonlySet<Concept> = new Set<Concept>(['action-pack', 'silver', 'gold', 'competency', 'area'])

const correct = speller(knownWords.keys())

export function read(text: string): Reading {
  const spelt = spellOut(expandShorthand(normalise(text)))
  const given = unitsOf(spelt)
  const units: string[] = []
  const concepts: Concept[][] = []
  let unknown = 0
  for (let at = 0; at < given.length; ) {
    const phrase = phraseAt(given, at)
    const length = phrase?.length ?? 1
    const forSale = phrase?.concepts.some((concept) => FOR_SALE.has(concept))
    units.push(...(forSale ? ['§'] : given.slice(at, at + length)))
    if (!phrase) unknown += /\p{L}/u.test(given[at] ?? '') ? 1 : 0
    else if (!phrase.concepts.includes('filler')) concepts.push(phrase.concepts)
    at += length
  }
  return {
    text: spelt.replaceAll(' ,', ''),
    units,
    concepts,
    frames: framesOf(spelt),
    unknown: unknown / Math.max(given.length, 1),
  }
}

function spellOut(normalised: string): string {
  let left = CORRECTIONS
  return normalised.replace(/[a-z]{4,}/g, (word) => {
    if (knownWords.has(word) || left-- <= 0) return word
    return correct(word) ?? word
  })
}
