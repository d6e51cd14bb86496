/** Counts what is under way, so that a caller can wait until nothing is. */
export function openTraffic() {
  let busy = 0
  const waiting = new Set<() => void>()
  return {
    /** Something begins; call what it returns, once or more, when it is over. */
    begin(): () => void {
      let over = false
      busy++
      return () => {
        if (over) return
        over = true
        busy--
        if (busy === 0) for (const wake of [...waiting]) wake()
      }
    },
    /** Resolves when nothing is under way; throws after `timeoutMs`. */
    quiet(timeoutMs: number): Promise<void> {
      if (busy === 0) return Promise.resolve()
      return new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer)
          waiting.delete(wake)
        }
        const wake = () => {
          stop()
          resolve()
        }
        const timer = setTimeout(() => {
          stop()
          reject(new Error(`${busy} requests still under way after ${timeoutMs} ms`))
        }, timeoutMs)
        waiting.add(wake)
      })
    },
  }
}
