/** So many in so many milliseconds. */
type Window = { ms: number; most: number }

/** Teams' limits for one bot in one conversation (platform.md, "Teams"). */
const PER_CONVERSATION: readonly Window[] = [
  { ms: 1_000, most: 7 },
  { ms: 2_000, most: 8 },
  { ms: 30_000, most: 60 },
  { ms: 3_600_000, most: 1_800 },
]
/** Left for the answers to people who are writing to us meanwhile. */
const FOR_TURNS = 1

/** Milliseconds until it is looked again whether requests under way have been answered. */
const LOOK_AGAIN = 10
/** Conversations remembered before the quiet ones are forgotten. */
const REMEMBERED = 5_000

export type Pace = {
  /** Resolves when one more request to Teams keeps every limit; the result is to be called once it has been answered. */
  take(tenantId: string, conversationId: string): Promise<() => void>
}

type Options = { tenantRps: number; now: () => number; sleep: (ms: number) => Promise<void> }
type Request = { answeredAt: number }

/**
 * Paces what we send by ourselves: per conversation, and per app and tenant, tenants independent of each other (F49). A
 * request counts from when it goes until its answer is as old as the window: wherever in between it arrived, Teams never
 * counts more than we did. `now` in milliseconds of a clock that never goes back.
 */
export function openPace({ tenantRps, now, sleep }: Options): Pace {
  const perTenant: Window[] = [{ ms: 1_000, most: Math.max(1, tenantRps - FOR_TURNS) }]
  const taken = new Map<string, Request[]>()

  return {
    async take(tenantId, conversationId) {
      const tenant = `tenant ${tenantId}`
      const conversation = `conversation ${conversationId}`
      for (;;) {
        const ms = Math.max(waitFor(tenant, perTenant), waitFor(conversation, PER_CONVERSATION))
        if (ms <= 0) break
        await sleep(ms)
      }
      const request = { answeredAt: Number.POSITIVE_INFINITY }
      for (const key of [tenant, conversation]) taken.set(key, [...(taken.get(key) ?? []), request])
      if (taken.size > REMEMBERED) forgetQuiet()
      return () => {
        request.answeredAt = now()
      }
    },
  }

  function waitFor(key: string, windows: readonly Window[]): number {
    const at = now()
    const requests = recent(key, windows, at)
    return Math.max(0, ...windows.map((window) => waitIn(window, requests, at)))
  }

  /** Under way, or answered within the longest window; oldest answer first. */
  function recent(key: string, windows: readonly Window[], at: number): Request[] {
    const longest = Math.max(...windows.map(({ ms }) => ms))
    const requests = (taken.get(key) ?? []).filter(({ answeredAt }) => at - answeredAt < longest)
    if (requests.length > 0) taken.set(key, requests)
    else taken.delete(key)
    return requests.toSorted((a, b) => a.answeredAt - b.answeredAt)
  }

  function forgetQuiet(): void {
    const at = now()
    for (const key of taken.keys()) recent(key, key.startsWith('tenant ') ? perTenant : PER_CONVERSATION, at)
  }
}

/** Milliseconds until there is room in the window. */
function waitIn({ ms, most }: Window, requests: Request[], at: number): number {
  const counted = requests.filter(({ answeredAt }) => at - answeredAt < ms)
  const leaves = counted[counted.length - most]
  if (!leaves) return 0
  return Number.isFinite(leaves.answeredAt) ? leaves.answeredAt + ms - at : LOOK_AGAIN
}
