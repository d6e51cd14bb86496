import { scaleFor, softmax, type Weights } from '../../../dialogs/understanding/classifier.ts'
import { featuresOf } from '../../../dialogs/understanding/features.ts'
import { read } from '../../../dialogs/understanding/reading.ts'
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
  const sentences = examples.map((example) => ({
    features: featuresIn(example),
    label: labels.indexOf(example.label),
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

const known = new WeakMap<Example, ReadonlyMap<string, number>>()

/** Each sentence is read once, however often it is trained on. */
function featuresIn(example: Example): ReadonlyMap<string, number> {
  const features = known.get(example) ?? featuresOf(read(example.text))
  known.set(example, features)
  return features
}

/** Stochastic gradient descent with one falling rate per weight (AdaGrad). */
function descend(rows: Row[], features: number, classes: number, { rounds = ROUNDS, seed = SEED }): Float64Array {
  const weights = new Float64Array(features * classes)
  const squares = new Float64Array(features * classes).fill(1e-2)
  const next = random(seed)
  const longest = rows.reduce((most, { ids }) => Math.max(most, ids.length), 0)
  /** Of one sentence: where the rows of its features begin that are not hidden, and what each counts. */
  const starts = new Int32Array(longest)
  const counts = new Float64Array(longest)
  const scores = new Float64Array(classes)
  for (let round = 0; round < rounds; round++) {
    for (const { ids, values, label } of shuffled(rows, next)) {
      let kept = 0
      let sum = 0
      for (const [at, id] of ids.entries()) {
        if (next() < HIDDEN) continue
        const value = values[at] ?? 0
        sum += value ** 2
        starts[kept] = id * classes
        counts[kept++] = value
      }
      const scale = scaleFor(sum)
      scores.fill(0)
      for (let at = 0; at < kept; at++) {
        const value = (counts[at] ?? 0) * scale
        counts[at] = value
        climb(scores, value, weights, starts[at] ?? 0)
      }
      const slopes = Float64Array.from(softmax([...scores]))
      slopes[label] = (slopes[label] ?? 0) - 1
      for (let at = 0; at < kept; at++) descendBy(weights, squares, starts[at] ?? 0, counts[at] ?? 0, slopes)
    }
  }
  return weights
}

/** Adds to the score of each label what one feature says of it. */
function climb(scores: Float64Array, value: number, weights: Float64Array, start: number): void {
  for (let of = 0; of < scores.length; of++) scores[of] = (scores[of] ?? 0) + value * (weights[start + of] ?? 0)
}

/** One feature's weights go down their slopes. */
function descendBy(
  weights: Float64Array,
  squares: Float64Array,
  start: number,
  value: number,
  slopes: Float64Array,
): void {
  for (let of = 0; of < slopes.length; of++) {
    const cell = start + of
    const weight = weights[cell] ?? 0
    const slope = value * (slopes[of] ?? 0) + DECAY * weight
    const square = (squares[cell] ?? 0) + slope * slope
    squares[cell] = square
    weights[cell] = weight - (RATE * slope) / Math.sqrt(square)
  }
}

function pack(weights: Float64Array, names: string[], labels: string[]): Weights {
  const most = weights.reduce((so, weight) => Math.max(so, Math.abs(weight)), 0)
  const step = Number((most / 127).toPrecision(6))
  const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))))
  return { labels, features: names.join('\n'), step, rows: Buffer.from(bytes.buffer).toString('base64') }
}

/** The weights as they are kept in the repository. */
export const weightsText = (weights: Weights): string => `${JSON.stringify(weights, null, 2)}\n`
