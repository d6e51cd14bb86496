import assert from 'node:assert/strict'
import { type FrontDoor, postActivity } from '../../support/front-door.ts'
import { openRig, playRow, verdict } from '../../support/rig.ts'
import { RIG_ROWS } from '../../support/rig-rows.ts'

describe('the rig: really signed tokens through server, guard and adapter', () => {
  let door: FrontDoor
  before(async () => {
    door = await openRig()
  })
  after(() => door.close())

  it('has at least 60 rows, each once', () => {
    const names = RIG_ROWS.map((row) => `${row.fault} ${row.what}`)
    assert.ok(names.length >= 60)
    assert.equal(new Set(names).size, names.length)
  })

  for (const row of RIG_ROWS) {
    it(`${row.fault}: ${row.what} -> ${row.status}${row.turn ? '' : ', no turn, no outbound call, nothing said'}`, async () => {
      assert.equal(verdict(await playRow(door, row)), '')
    })
  }

  it('F1: after all of that a good turn is answered within a second, and no prototype has changed (F24)', async () => {
    const started = performance.now()
    assert.equal((await postActivity(door)).status, 200)
    assert.ok(performance.now() - started < 1_000)
    assert.equal(Reflect.get({}, 'isAdmin'), undefined)
  })

  it('F69: nothing of tokens and people stands in the log', () => {
    const text = door.lines.join('')
    for (const canary of ['eyJ', 'Purchaser One', '0b0b0b0b', 'outbound-canary', 'hello', '29:purchaser-one']) {
      assert.ok(!text.includes(canary), `${canary} was written`)
    }
  })
})
