/**
 * Letters inserted, dropped, changed or swapped with a neighbour between two words (optimal string alignment), or
 * `limit + 1` as soon as it must be more than `limit`.
 */
export function misspelling(written: string, meant: string, limit: number): number {
  if (Math.abs(written.length - meant.length) > limit) return limit + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: meant.length + 1 }, (_, column) => column)
  for (let row = 1; row <= written.length; row++) {
    const current = [row]
    let best = row
    for (let column = 1; column <= meant.length; column++) {
      const same = written[row - 1] === meant[column - 1]
      let cost = Math.min(
        cell(last, column) + 1,
        cell(current, column - 1) + 1,
        cell(last, column - 1) + (same ? 0 : 1),
      )
      const swapped = written[row - 1] === meant[column - 2] && written[row - 2] === meant[column - 1]
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, cell(beforeLast, column - 2) + 1)
      current.push(cost)
      best = Math.min(best, cost)
    }
    if (best > limit) return limit + 1
    beforeLast = last
    last = current
  }
  return cell(last, meant.length)
}

const cell = (row: number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY

/** Shorter words are too near to one another. What was written may lack a letter. */
const SHORTEST = 5

/**
 * Finds the known word that a misspelt one stands for: one slip in a word of five letters or more, two in a written one of nine or more,
 * the first letter right. Undefined if none is near, or if several are equally near and mean different things.
 */
export function speller(known: Iterable<string>): (word: string) => string | undefined {
  const byInitial = new Map<string, string[]>()
  for (const word of known) {
    if (word.length < SHORTEST) continue
    const initial = word.charAt(0)
    const shelf = byInitial.get(initial)
    if (shelf) shelf.push(word)
    else byInitial.set(initial, [word])
  }
  return (word) => {
    if (word.length < SHORTEST - 1 || word.length > 24) return undefined
    let limit = word.length >= 9 ? 2 : 1
    let found: string | undefined
    for (const candidate of byInitial.get(word.charAt(0)) ?? []) {
      const distance = misspelling(word, candidate, limit)
      if (distance > limit || (distance === limit && found !== undefined)) continue
      found = candidate
      limit = distance
    }
    return found
  }
}
