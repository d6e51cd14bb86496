import type { CommandName } from './commands.ts'

/** `none`: nothing that the bot is for. */
export type Label = CommandName | 'none'

/** What training leaves behind: for each feature one row of small integers, one per label. */
export type Weights = {
  labels: string[]
  /** the features' names, one a line, in the order of the rows */
  features: string
  /** what one step of the integers is worth */
  step: number
  /** the rows as signed bytes, base64 */
  rows: string
}

export type Guess = { label: Label; probability: number }

/** Multinomial logistic regression over the features of a sentence; best guess first. */
export function classifier(weights: Weights): (features: ReadonlyMap<string, number>) => Guess[] {
  const labels = weights.labels as Label[]
  const rowOf = new Map(weights.features.split('\n').map((name, row) => [name, row]))
  const bytes = Buffer.from(weights.rows, 'base64')
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)

  return (features) => {
    const totals = labels.map(() => 0)
    let squares = 0
    for (const [name, value] of features) {
      const row = rowOf.get(name)
      if (row === undefined) continue
      squares += value * value
      const start = row * labels.length
      for (let of = 0; of < labels.length; of++) totals[of] = (totals[of] ?? 0) + value * (rows[start + of] ?? 0)
    }
    const scale = scaleFor(squares)
    return softmax(totals.map((total) => total * scale * weights.step))
      .map((probability, of) => ({ label: labels[of] ?? 'none', probability }))
      .sort((a, b) => b.probability - a.probability)
  }
}

/** Long sentences have more features: without this they would always be the surest. @internal Training must do it alike. */
export const scaleFor = (squares: number): number => 1 / Math.sqrt(Math.max(squares, 1))

/** @internal Training must do it alike. */
export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
