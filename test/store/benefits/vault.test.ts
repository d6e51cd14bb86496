import assert from 'node:assert/strict'
import { openVault } from '../../../store/benefits/vault.ts'

const OLD = 'the-last-secret-of-the-operator-xx'
const NEW = 'the-next-secret-of-the-operator-xx'

describe('the vault', () => {
  it('opens what it sealed, for the record it was sealed for', () => {
    const vault = openVault([OLD])
    const sealed = vault.seal('SAMPLE-0001', 'record-one')
    assert.ok(!sealed.includes('SAMPLE'))
    assert.equal(vault.open(sealed, 'record-one'), 'SAMPLE-0001')
    assert.throws(() => vault.open(sealed, 'record-two'), { name: 'SealError' })
  })

  it('seals the same text differently each time, and marks it alike', () => {
    const vault = openVault([OLD])
    assert.notEqual(vault.seal('SAMPLE-0001', 'r'), vault.seal('SAMPLE-0001', 'r'))
    assert.deepEqual(vault.marks('SAMPLE-0001'), vault.marks('SAMPLE-0001'))
    assert.notDeepEqual(vault.marks('SAMPLE-0001'), vault.marks('SAMPLE-0002'))
  })

  it('refuses what was altered in any byte, cut, or is not its own', () => {
    const vault = openVault([OLD])
    const bytes = Buffer.from(vault.seal('SAMPLE-0001', 'r'), 'base64')
    for (let i = 0; i < bytes.length; i++) {
      const altered = Buffer.from(bytes)
      altered[i] = (altered[i] ?? 0) ^ 1
      assert.throws(() => vault.open(altered.toString('base64'), 'r'), { name: 'SealError' })
    }
    for (const other of ['', 'x', bytes.subarray(0, 27).toString('base64'), '{}'])
      assert.throws(() => vault.open(other, 'r'), { name: 'SealError' })
    assert.throws(() => openVault([NEW]).open(bytes.toString('base64'), 'r'), { name: 'SealError' })
  })

  it('while secrets change: the first seals, each opens, and a key is known by both', () => {
    const before = openVault([OLD])
    const during = openVault([NEW, OLD])
    assert.equal(during.open(before.seal('SAMPLE-0001', 'r'), 'r'), 'SAMPLE-0001')
    assert.throws(() => before.open(during.seal('SAMPLE-0001', 'r'), 'r'), { name: 'SealError' })
    assert.ok(during.marks('SAMPLE-0001').includes(before.marks('SAMPLE-0001')[0] ?? 'none'))
  })
})
