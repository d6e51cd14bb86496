import assert from 'node:assert/strict'
import { openStage } from '../../support/conversation.ts'

describe('what was not understood', () => {
  it('is kept for the operator only if the settings want it, with nothing personal in it', async () => {
    const text = 'zork Sara Chen sara@example.com 0912 345 678'
    const stage = await openStage({ keepNotUnderstood: true })
    await stage.person().say(text)
    await stage.person().say(text)
    const [kept] = await stage.store.notUnderstood.list(10)
    assert.ok(kept)
    assert.equal(kept.times, 2)
    assert.doesNotMatch(JSON.stringify(kept), /sara@example|0912|345/i)

    const silent = await openStage()
    await silent.person().say(text)
    assert.deepEqual(await silent.store.notUnderstood.list(10), [])
  })
})
