import { yardstick } from './effort.ts'

/**
 * Does a millisecond's work ten times a second, beside what is measured, and says when it is asked how many milliseconds
 * after its time that was done, on the average since it was asked last: more on a slow machine, and more on a busy one.
 */
const EVERY_MS = 100
let [late, beats] = [0, 0]

function beat(due: number): void {
  yardstick()
  late += performance.now() - due
  beats += 1
  const next = performance.now() + EVERY_MS
  setTimeout(() => beat(next), EVERY_MS)
}

process.on('message', () => {
  process.send?.(late / Math.max(1, beats))
  ;[late, beats] = [0, 0]
})
for (let warm = 0; warm < 20; warm++) yardstick()
beat(performance.now())
