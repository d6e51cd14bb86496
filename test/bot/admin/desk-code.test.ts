import assert from 'node:assert/strict'
import { type Records, recordsInFolder } from './admin.ts'

describe('the operator’s command line, for the desk', () => {
  let records: Records
  before(async () => {
    records = await recordsInFolder()
  })
  after(() => records.remove())

  it('desk-code says a code that sets up a desk once; only its hash is kept', async () => {
    const { code, said } = await records.admin('desk-code')
    assert.equal(code, 0)
    const word = said.split('\n')[0] ?? ''
    assert.match(word, /^[A-Z2-9]{5}-[A-Z2-9]{5}$/)
    const now = '2026-11-23T08:00:00.000Z'
    await records.look(async (store) => {
      const place = { tenantId: 's', teamId: 't', channelId: 'c', reference: '{}', setUpBy: 'p1', setUpAt: now }
      const made = await store.desks.setUp({ ...place, locale: 'en', zone: 'UTC' }, word, now)
      assert.equal(made.ok, true)
    })
    assert.equal((await records.admin('desk-code')).code, 1)
    assert.match((await records.admin('remove-desk', '--dry-run')).said, /Would remove/)
    assert.equal((await records.admin('remove-desk')).code, 0)
    assert.equal((await records.admin('remove-desk')).code, 1)
    assert.equal((await records.admin('desk-code', '--dry-run')).code, 0)
  })
})
