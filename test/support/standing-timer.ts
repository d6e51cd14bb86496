import type { Timer } from '../../store/values/timer.ts'

/** Waits up to this are over at once: looking again in a moment. Longer ones are somebody's patience. */
const PASSING_MS = 50

type Waiting = { at: number; ms: number; ring: () => void }

/**
 * A timer that stands still until it is turned: no test waits, and however slow the machine is, nobody's patience is over
 * before the test says so. Only the shortest pauses pass by themselves.
 */
export function standingTimer() {
  const waiting = new Set<Waiting>()
  const watching = new Set<(ms: number) => void>()
  let now = 0

  const timer: Timer = {
    now: () => now,
    after(ms, ring) {
      const one = { at: now + ms, ms, ring }
      waiting.add(one)
      for (const tell of watching) tell(ms)
      if (ms <= PASSING_MS) setImmediate(() => waiting.delete(one) && ring())
      return () => void waiting.delete(one)
    },
  }
  return {
    timer,
    /** Resolves once somebody waits for so many milliseconds, now or next. */
    awaited(ms: number): Promise<void> {
      if ([...waiting].some((each) => each.ms === ms)) return Promise.resolve()
      return new Promise((resolve) => {
        const tell = (asked: number) => {
          if (asked !== ms) return
          watching.delete(tell)
          resolve()
        }
        watching.add(tell)
      })
    },
    /** So many milliseconds pass: who has waited for long enough is told, in order. */
    turn(ms: number): void {
      now += ms
      for (const one of [...waiting].sort((a, b) => a.at - b.at)) if (one.at <= now && waiting.delete(one)) one.ring()
    },
  }
}
