import assert from 'node:assert/strict'
import { openLimits } from '../../../../bot/sandbox/connector/limits.ts'

describe('limits that Teams keeps', () => {
  let now = 0
  const take = (limits: ReturnType<typeof openLimits>, conversation = 'a', read = false) =>
    limits.take({ conversation, tenantId: 't', read })

  beforeEach(() => {
    now = 0
  })

  it('F49: refuses the 8th send in one second, the 9th in two, and says when to come again', () => {
    const limits = openLimits({ tenantPerSecond: 1_000, now: () => now })
    for (let i = 0; i < 7; i++) assert.equal(take(limits), undefined)
    assert.equal(take(limits), 1)
    now = 1_000
    assert.equal(take(limits), undefined)
    assert.equal(take(limits), 1)
    assert.equal(take(limits, 'b'), undefined)
    now = 2_000
    assert.equal(take(limits), undefined)
  })

  it('F49: refuses the 61st send in half a minute and the 1,801st in an hour', () => {
    const limits = openLimits({ tenantPerSecond: 1_000, now: () => now })
    for (let i = 0; i < 60; i++, now += 300) assert.equal(take(limits), undefined)
    assert.equal(take(limits), 12)
    now = 30_000
    for (let i = 60; i < 1_800; i++, now += 500) assert.equal(take(limits), undefined)
    now += 30_000
    assert.equal(take(limits), Math.ceil((3_600_000 - now) / 1_000))
    now = 3_600_000
    assert.equal(take(limits), undefined)
  })

  it('F49: keeps the tenant’s rate over all conversations, and refused requests count nowhere', () => {
    const limits = openLimits({ tenantPerSecond: 3, now: () => now })
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'd'].map((conversation) => take(limits, conversation)),
      [undefined, undefined, undefined, 1, 1],
    )
    now = 1_000
    assert.equal(take(limits, 'd'), undefined)
  })

  it('allows twice as many reads as sends, counted apart', () => {
    const limits = openLimits({ tenantPerSecond: 1_000, now: () => now })
    for (let i = 0; i < 14; i++) assert.equal(take(limits, 'a', true), undefined)
    assert.equal(take(limits, 'a', true), 1)
    assert.equal(take(limits, 'a'), undefined)
  })
})
