/** Requests allowed in so many milliseconds. */
type Window = { ms: number; most: number }
type Request = { conversation: string; tenantId: string; read: boolean }

/** Teams' limits for one bot in one conversation (F49); reading members is allowed twice as often. */
const PER_CONVERSATION: Window[] = [
  { ms: 1_000, most: 7 },
  { ms: 2_000, most: 8 },
  { ms: 30_000, most: 60 },
  { ms: 3_600_000, most: 1_800 },
]

/** `now` in milliseconds, monotonic. `tenantPerSecond`: all requests of the bot into one tenant. */
export function openLimits({ tenantPerSecond, now }: { tenantPerSecond: number; now: () => number }) {
  const taken = new Map<string, number[]>()

  function wait(key: string, windows: Window[], at: number): number {
    const times = taken.get(key) ?? []
    let longest = 0
    for (const { ms, most } of windows) {
      // The request that has to leave the window before there is room in it again.
      const blocking = times[times.length - most]
      if (blocking !== undefined && at - blocking < ms) longest = Math.max(longest, blocking + ms - at)
    }
    return longest
  }
  function count(key: string, windows: Window[], at: number) {
    const longest = Math.max(...windows.map((window) => window.ms))
    const times = (taken.get(key) ?? []).filter((time) => at - time < longest)
    times.push(at)
    taken.set(key, times)
  }

  return {
    /**
     * Counts one request, or says after how many seconds (whole, at least 1) it may be tried again.
     * A refused request counts against no window.
     */
    take({ conversation, tenantId, read }: Request): number | undefined {
      const at = now()
      const windows = read ? PER_CONVERSATION.map(({ ms, most }) => ({ ms, most: most * 2 })) : PER_CONVERSATION
      const conversationKey = `${read ? 'read' : 'write'} ${conversation}`
      const tenantKey = `tenant ${tenantId}`
      const tenantWindows = [{ ms: 1_000, most: tenantPerSecond }]
      const longest = Math.max(wait(conversationKey, windows, at), wait(tenantKey, tenantWindows, at))
      if (longest > 0) return Math.max(1, Math.ceil(longest / 1_000))
      count(conversationKey, windows, at)
      count(tenantKey, tenantWindows, at)
      return undefined
    },
  }
}

export type Limits = ReturnType<typeof openLimits>
