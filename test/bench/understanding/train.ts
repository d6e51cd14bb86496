import type { Weights } from '../../../dialogs/understanding/classifier.ts'
import { featuresOf } from '../../../dialogs/understanding/features.ts'
import { read } from '../../../dialogs/understanding/reading.ts'
import { scaleFor, softmax } from '../../../dialogs/understanding/scores.ts'
import { random, shuffled } from './random.ts'
import type { Example } from './sentences.ts'

const SEED = 20261123
const ROUNDS = 16
const RATE = 0.6
const DECAY = 2e-5
/** Share of a sentence's features hidden in each round, so that no single one is relied upon. */
const HIDDEN = 0.25
/** A feature seen in fewer sentences says nothing about the next one. */
const SEEN = 3

type Row = { ids: number[]; values: number[]; label: number }

/** Trains the classifier. The same examples give the same weights, byte for byte. */
export function train(examples: readonly Example[], options: { rounds?: number; seed?: number } = {}): Weights {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const sentences = examples.map(({ text, label }) => ({
    features: featuresOf(read(text)),
    label: labels.indexOf(label),
  }))
  const seen = new Map<string, number>()
  for (const { features } of sentences) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1)
  const names = [...seen]
    .filter(([, times]) => times >= SEEN)
    .map(([name]) => name)
    .sort()
  const idOf = new Map(names.map((name, id) => [name, id]))
  const rows = sentences.map(({ features, label }): Row => {
    const known = [...features].filter(([name]) => idOf.has(name))
    return { ids: known.map(([name]) => idOf.get(name) ?? 0), values: known.map(([, value]) => value), label }
  })
  const weights = descend(rows, names.length, labels.length, options)
  return pack(weights, names, labels)
}

/** Stochastic gradient descent with one falling rate per weight (AdaGrad). */
function descend(rows: Row[], features: number, classes: number, { rounds = ROUNDS, seed = SEED }): Float64Array {
  const weights = new Float64Array(features * classes)
  const squares = new Float64Array(features * classes).fill(1e-2)
  const next = random(seed)
  for (let round = 0; round < rounds; round++) {
    for (const { ids, values, label } of shuffled(rows, next)) {
      const kept = ids.map((_, at) => at).filter(() => next() >= HIDDEN)
      const scale = scaleFor(kept.reduce((sum, at) => sum + (values[at] ?? 0) ** 2, 0))
      const scores = new Array<number>(classes).fill(0)
      for (const at of kept) {
        const start = (ids[at] ?? 0) * classes
        const value = (values[at] ?? 0) * scale
        for (let of = 0; of < classes; of++) scores[of] = (scores[of] ?? 0) + value * (weights[start + of] ?? 0)
      }
      const slopes = softmax(scores).map((probability, of) => probability - (of === label ? 1 : 0))
      for (const at of kept) {
        const start = (ids[at] ?? 0) * classes
        const value = (values[at] ?? 0) * scale
        for (let of = 0; of < classes; of++) {
          const cell = start + of
          const slope = value * (slopes[of] ?? 0) + DECAY * (weights[cell] ?? 0)
          const square = (squares[cell] ?? 0) + slope * slope
          squares[cell] = square
          weights[cell] = (weights[cell] ?? 0) - (RATE * slope) / Math.sqrt(square)
        }
      }
    }
  }
  return weights
}

function pack(weights: Float64Array, names: string[], labels: string[]): Weights {
  const most = weights.reduce((so, weight) => Math.max(so, Math.abs(weight)), 0)
  const step = Number((most / 127).toPrecision(6))
  const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))))
  return { labels, features: names.join('\n'), step, rows: Buffer.from(bytes.buffer).toString('base64') }
}

/** The weights as they are kept in the repository. */
export const weightsText = (weights: Weights): string => `${JSON.stringify(weights, null, 2)}\n`
