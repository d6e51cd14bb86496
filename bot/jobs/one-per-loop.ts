/**
 * Lets one of those who wait go on with each turn of the event loop, in the order in which they came: what comes in
 * meanwhile is served between any two of them, and not after all.
 */
export function onePerLoop(): () => Promise<void> {
  const waiting: (() => void)[] = []

  function next(): void {
    waiting.shift()?.()
    if (waiting.length > 0) setImmediate(next)
  }

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 1) setImmediate(next)
    })
}
