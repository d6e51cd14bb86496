import { machineTimer, within } from '../../../store/values/timer.ts'

/** Counts what is under way, so that a caller can wait until nothing is. */
export function openTraffic() {
  let busy = 0
  let waiting: (() => void)[] = []
  return {
    /** Something begins; call what it returns, once or more, when it is over. */
    begin(): () => void {
      let over = false
      busy++
      return () => {
        if (over) return
        over = true
        busy--
        if (busy > 0) return
        for (const wake of waiting) wake()
        waiting = []
      }
    },
    /** Resolves when nothing is under way; throws after `timeoutMs`. */
    async quiet(timeoutMs: number): Promise<void> {
      if (busy === 0) return
      const rest = new Promise<void>((resolve) => waiting.push(resolve))
      await within(machineTimer, timeoutMs, rest, () => {
        throw new Error(`${busy} requests still under way after ${timeoutMs} ms`)
      })
    },
  }
}
