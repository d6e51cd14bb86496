/** Time as it is waited for, which goes on whatever the clock is set to. */
export type Timer = {
  /** Milliseconds since some moment; never goes back. */
  now(): number
  /** Calls `ring` once, after so many milliseconds, unless what this gives back is called before. */
  after(ms: number, ring: () => void): () => void
}

/** The machine's. */
export const machineTimer: Timer = {
  now: () => performance.now(),
  after(ms, ring) {
    const timer = setTimeout(ring, ms)
    return () => clearTimeout(timer)
  },
}

/** Resolves after so many milliseconds. */
export function pause(timer: Timer, ms: number): Promise<void> {
  return new Promise((resolve) => void timer.after(ms, resolve))
}

/**
 * What the work gives, or throws, if that comes within so many milliseconds; else what `late` gives or throws. The work
 * goes on either way, and nobody hears any more of what becomes of it.
 */
export async function within<T>(timer: Timer, ms: number, work: Promise<T>, late: () => T): Promise<T> {
  let stop = () => {}
  const over = new Promise<void>((resolve) => {
    stop = timer.after(ms, resolve)
  })
  try {
    return await Promise.race([work, over.then(late)])
  } finally {
    stop()
  }
}
