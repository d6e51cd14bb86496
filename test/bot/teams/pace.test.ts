import assert from 'node:assert/strict'
import { openPace } from '../../../bot/teams/pace.ts'

/** Time that passes only when everybody waits for it; whoever sleeps wakes so much too late. */
function openTime(lateMs: number) {
  let at = 0
  const sleepers: { until: number; wake: () => void }[] = []
  return {
    now: () => at,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ until: at + ms + lateMs, wake })),
    async run(): Promise<void> {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        const next = sleepers.sort((a, b) => a.until - b.until).shift()
        if (!next) return
        at = Math.max(at, next.until)
        next.wake()
      }
    },
  }
}

const TRIP_MS = 40

/** So many requests at once, each under way for a while; gives when each went, in milliseconds. */
async function went(
  asked: { take: 'take' | 'answer'; conversation: string; tenant?: string; at?: number }[],
  { tenantRps = 30, lateMs = 0 } = {},
): Promise<{ at: number; conversation: string }[]> {
  const time = openTime(lateMs)
  const pace = openPace({ tenantRps, now: time.now, sleep: time.sleep })
  const gone: { at: number; conversation: string }[] = []
  const one = async ({ take, conversation, tenant = 'tenant-one', at = 0 }: (typeof asked)[number]) => {
    if (at > 0) await time.sleep(at)
    const answered = await pace[take](tenant, conversation)
    gone.push({ at: time.now(), conversation })
    await time.sleep(TRIP_MS)
    answered()
  }
  const all = Promise.all(asked.map(one))
  await time.run()
  await all
  return gone
}

/** The most that went in any stretch of so many milliseconds. */
function mostIn(ms: number, gone: { at: number }[]): number {
  return Math.max(...gone.map(({ at }) => gone.filter((each) => each.at >= at && each.at < at + ms).length))
}

const many = (count: number, of: (i: number) => Parameters<typeof went>[0][number]) =>
  Array.from({ length: count }, (_, i) => of(i))

describe('pace', () => {
  it('F49: a tenant gets no more than its rate, and close to it, however much is due at once', async () => {
    const gone = await went(many(300, (i) => ({ take: 'take', conversation: `c${i}` })))
    assert.ok(mostIn(1_000, gone) <= 29)
    const last = Math.max(...gone.map(({ at }) => at))
    assert.ok(300 / (last / 1_000) >= 0.9 * 30, `${last} ms for 300`)
  })

  it('timers that are late do not slow it down', async () => {
    const gone = await went(
      many(300, (i) => ({ take: 'take', conversation: `c${i}` })),
      { lateMs: 5 },
    )
    assert.ok(mostIn(1_000, gone) <= 29)
    const last = Math.max(...gone.map(({ at }) => at))
    assert.ok(300 / (last / 1_000) >= 0.9 * 30, `${last} ms for 300`)
  })

  it('F49: one conversation gets 7 in a second, 8 in two, 60 in thirty', async () => {
    const gone = await went(many(70, () => ({ take: 'take', conversation: 'c' })))
    assert.deepEqual(
      [1_000, 2_000, 30_000].map((ms) => mostIn(ms, gone)),
      [7, 8, 60],
    )
  })

  it('F49: tenants do not wait for each other', async () => {
    const gone = await went([
      ...many(300, (i) => ({ take: 'take', conversation: `c${i}` })),
      { take: 'take', conversation: 'other', tenant: 'tenant-two' },
    ])
    assert.equal(gone.find(({ conversation }) => conversation === 'other')?.at, 0)
  })

  it('an answer goes before everything that we start, and together they keep the rate', async () => {
    const gone = await went([
      ...many(300, (i) => ({ take: 'take', conversation: `c${i}` })),
      ...many(30, (i) => ({ take: 'answer', conversation: `answer ${i}`, at: 200 * (i + 1) })),
    ])
    assert.ok(mostIn(1_000, gone) <= 30, `${mostIn(1_000, gone)} in a second`)
    const waits = gone
      .filter(({ conversation }) => conversation.startsWith('answer'))
      .map(({ at, conversation }) => at - 200 * (Number(conversation.slice(7)) + 1))
    assert.ok(Math.max(...waits) < 100, `an answer waited ${Math.max(...waits)} ms`)
  })

  it('nobody waits longer than a second for an answer: then Teams may decide', async () => {
    const gone = await went(many(20, () => ({ take: 'answer', conversation: 'c' })))
    assert.ok(Math.max(...gone.map(({ at }) => at)) <= 1_000)
  })
})
