import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { settledBy } from '../../../bot/jobs/delivery-outcome.ts'
import type { Delivery } from '../../../store/reminders/delivery.ts'

const NOW = '2026-11-23T08:00:00.000Z'
const sending: Delivery = {
  ...{ _id: 'd', version: 1, run: 'r', kind: 'reminder', partnerId: 'tenant-one', personId: 'p1' },
  ...{ subscriptionId: 's', term: 1, state: 'sending', plannedAt: NOW, dueAt: NOW, tries: 1 },
}

/** Seconds until the next try after this one was refused; undefined: there is none. */
function secondsAfter(tries: number, retryAfterMs: number, random: number): number | undefined {
  const sent = { outcome: 'failed' as const, retryAfterMs }
  const after = settledBy({ ...sending, tries }, sent, Temporal.Instant.from(NOW), () => random)
  return after.state === 'waiting' ? (Date.parse(after.dueAt) - Date.parse(NOW)) / 1_000 : undefined
}

describe('what becomes of a delivery that Teams has refused', () => {
  for (const random of [0, 0.5, 1])
    it(`F43: ten minutes of being throttled are outlasted, then it is given up (jitter ${random})`, () => {
      const waits = Array.from({ length: 8 }, (_, i) => secondsAfter(i + 1, 1_000, random))
      assert.equal(waits.pop(), undefined)
      const total = waits.reduce<number>((sum, each) => sum + (each ?? 0), 0)
      assert.ok(total >= 600, `${total} s`)
    })

  it('F43: never before Teams has asked to be left alone', () => {
    for (const tries of [1, 4, 7]) assert.ok((secondsAfter(tries, 900_000, 0) ?? 0) >= 900)
  })
})
