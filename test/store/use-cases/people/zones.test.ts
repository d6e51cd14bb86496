import assert from 'node:assert/strict'
import { knownZone, offeredZones } from '../../../../store/use-cases/people/zones.ts'

describe('zones', () => {
  it('are known however they are capitalised, each time alike; what is none is not', () => {
    for (let time = 0; time < 2; time++) {
      assert.equal(knownZone('Asia/Taipei'), 'Asia/Taipei')
      assert.equal(knownZone('asia/taipei'), 'Asia/Taipei')
      assert.equal(knownZone('UTC'), 'UTC')
      for (const none of ['', 'Etc/Unknown', 'Mars/Olympus']) assert.equal(knownZone(none), undefined)
    }
  })

  it('are known by their names after more names than are kept', () => {
    const name = 'america/argentina/buenos_aires'
    for (let n = 0; n < 600; n++) {
      const spelt = [...name].map((letter, i) => ((n >> (i % 10)) & 1 ? letter.toUpperCase() : letter)).join('')
      assert.equal(knownZone(spelt), knownZone(name))
    }
    assert.equal(knownZone('asia/tokyo'), 'Asia/Tokyo')
  })

  it('are offered with the person’s own first', () => {
    assert.equal(offeredZones('pacific/auckland')[0], 'Pacific/Auckland')
    assert.deepEqual(offeredZones('Europe/Berlin'), offeredZones('Mars/Olympus'))
  })
})
