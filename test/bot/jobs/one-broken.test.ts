import assert from 'node:assert/strict'
import { openStage } from '../../support/conversation.ts'
import { reviewedOrder } from '../../support/records.ts'

describe('one broken record keeps no other one waiting', () => {
  it('F51: orders that can’t be settled stand behind those that can', async () => {
    const stage = await openStage()
    const { store, clock } = stage
    const lookAt = '2026-11-23T07:00:00.000Z'
    // In payment without an attempt: only a bug or a broken restore leaves this.
    for (let n = 0; n < 50; n++) {
      const id = `broken-${n}`
      await store.orders.insert(reviewedOrder({ _id: id, number: id, state: 'charging', lookAt }))
    }
    await store.orders.insert(
      reviewedOrder({ _id: 'good', number: 'good', state: 'abandoned', lookAt: '2026-11-23T07:59:00.000Z' }),
    )
    await stage.runDue()
    clock.advance(1_000)
    await stage.runDue()
    assert.equal((await store.orders.get('good'))?.lookAt, undefined)
  })
})
