import type { Log } from '../log/log.ts'

/** Does some work every so many milliseconds, never twice at once; a failure is logged and the next beat comes all the same. */
export function startHeartbeat(work: () => Promise<unknown>, everyMs: number, log: Log) {
  let running: Promise<void> | undefined
  let stopped = false
  const beat = () => {
    running ??= work()
      .then(
        () => undefined,
        (error) => log.error({ err: error }, 'heartbeat failed'),
      )
      .finally(() => {
        running = undefined
        if (!stopped) timer = setTimeout(beat, everyMs)
      })
  }
  let timer = setTimeout(beat, everyMs)
  return {
    /** Resolves when the beat that is under way is over. */
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
