/** At most so many sends within so many milliseconds. */
type Window = { ms: number; most: number }

/** Teams' limits for one bot in one conversation (F49). */
const PER_CONVERSATION: readonly Window[] = [
  { ms: 1_000, most: 7 },
  { ms: 2_000, most: 8 },
  { ms: 30_000, most: 60 },
  { ms: 3_600_000, most: 1_800 },
]
/** What people write in so many milliseconds says how much they will write next. */
const LATELY_MS = 10_000
/** Longer than this nobody waits for an answer: then Teams may decide. */
const LONGEST_MS = 1_000

const CONVERSATION_MS = Math.max(...PER_CONVERSATION.map(({ ms }) => ms))
const TENANT_MS = 1_000
/** Milliseconds until it is looked again whether requests under way have been answered. */
const LOOK_AGAIN = 10
/** Conversations remembered before the quiet ones are forgotten. */
const REMEMBERED = 5_000

/** Resolves when one more request to Teams keeps the limits; the result is to be called when that has been answered. */
type Take = (tenantId: string, conversationId: string) => Promise<() => void>

export type Pace = {
  /** For what we start: one after the other, with room for what people are writing meanwhile. */
  take: Take
  /** For what somebody waits for: goes before everything that we start, and never waits longer than a second. */
  answer: Take
}

type Options = { tenantRps: number; now: () => number; sleep: (ms: number) => Promise<void> }
type Request = { answeredAt: number }

/**
 * Keeps Teams' limits per conversation, and per app and tenant, tenants independent of each other (F49). One for the whole
 * process; several instances share a tenant's rate by their settings. A request counts from when it goes until its answer
 * is as old as the window: wherever in between it arrived, Teams never counts more than we did. `now` in milliseconds of a
 * clock that never goes back.
 */
export function openPace({ tenantRps, now, sleep }: Options): Pace {
  const taken = new Map<string, Request[]>()
  const answers = new Map<string, number[]>()
  /** When the last message that was given a place may go, by tenant. */
  const slots = new Map<string, number>()

  return {
    async take(tenantId, conversationId) {
      const keys = keysOf(tenantId, conversationId)
      for (let ms = 0; ; await sleep(ms)) {
        const most = Math.max(1, tenantRps - reserved(tenantId))
        const slot = (slots.get(tenantId) ?? Number.NEGATIVE_INFINITY) + TENANT_MS / most
        ms = Math.max(waitFor(keys, most), slot - now())
        if (ms > 0) continue
        // Who wakes late doesn't make the next ones late too.
        slots.set(tenantId, Math.max(slot, now() - TENANT_MS / most))
        return count(keys)
      }
    },
    async answer(tenantId, conversationId) {
      const keys = keysOf(tenantId, conversationId)
      const before = now()
      answers.set(tenantId, [...lately(tenantId), before])
      for (let ms = 0; ; await sleep(ms)) {
        ms = Math.min(waitFor(keys, tenantRps), before + LONGEST_MS - now())
        if (ms <= 0) return count(keys)
      }
    },
  }

  function count(keys: Keys): () => void {
    const request = { answeredAt: Number.POSITIVE_INFINITY }
    for (const key of Object.values(keys)) taken.set(key, [...(taken.get(key) ?? []), request])
    if (taken.size > REMEMBERED) forgetQuiet()
    return () => {
      request.answeredAt = Math.min(request.answeredAt, now())
    }
  }

  /** Requests of a second that are left to answers: one, and as many as there have been lately. */
  function reserved(tenantId: string): number {
    return Math.min(Math.ceil(tenantRps / 2), 1 + Math.ceil((lately(tenantId).length * 1_000) / LATELY_MS))
  }

  function lately(tenantId: string): number[] {
    const since = now() - LATELY_MS
    const times = (answers.get(tenantId) ?? []).filter((at) => at > since)
    if (times.length === 0) answers.delete(tenantId)
    return times
  }

  function waitFor({ tenant, conversation }: Keys, most: number): number {
    const at = now()
    const perTenant = { ms: TENANT_MS, most }
    const inTenant = waitIn(perTenant, recent(tenant, TENANT_MS, at), at)
    const requests = recent(conversation, CONVERSATION_MS, at)
    return Math.max(inTenant, ...PER_CONVERSATION.map((window) => waitIn(window, requests, at)))
  }

  /** Under way, or answered within the longest window; oldest answer first. */
  function recent(key: string, longest: number, at: number): Request[] {
    const requests = (taken.get(key) ?? []).filter(({ answeredAt }) => at - answeredAt < longest)
    if (requests.length > 0) taken.set(key, requests)
    else taken.delete(key)
    return requests.toSorted((a, b) => a.answeredAt - b.answeredAt)
  }

  function forgetQuiet(): void {
    const at = now()
    for (const key of taken.keys()) recent(key, key.startsWith('tenant ') ? TENANT_MS : CONVERSATION_MS, at)
    for (const tenantId of answers.keys()) lately(tenantId)
    for (const [tenantId, slot] of slots) if (at - slot > TENANT_MS) slots.delete(tenantId)
  }
}

type Keys = { tenant: string; conversation: string }

function keysOf(tenantId: string, conversationId: string): Keys {
  return { tenant: `tenant ${tenantId}`, conversation: `conversation ${conversationId}` }
}

/** Milliseconds until there is room in the window. */
function waitIn({ ms, most }: Window, requests: Request[], at: number): number {
  const counted = requests.filter(({ answeredAt }) => at - answeredAt < ms)
  const leaves = counted[counted.length - most]
  if (!leaves) return 0
  return Number.isFinite(leaves.answeredAt) ? leaves.answeredAt + ms - at : LOOK_AGAIN
}
