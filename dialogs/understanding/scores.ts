// What training and the trained must do alike.

/** Long sentences have more features: without this they would always be the surest. */
export const scaleFor = (squares: number): number => 1 / Math.sqrt(Math.max(squares, 1))

export function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
