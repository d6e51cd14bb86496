import assert from 'node:assert/strict'
import { cpuOf } from '../../support/effort.ts'
import { type FrontDoor, postActivity } from '../../support/front-door.ts'
import { openRig, playRow, verdict } from '../../support/rig.ts'
import { RIG_ROWS } from '../../support/rig-rows.ts'

describe('the rig: really signed tokens through server, guard and adapter', () => {
  let door: FrontDoor
  let once: number
  before(async () => {
    door = await openRig()
    await goodTurns(door)
    once = await cpuOf(() => goodTurns(door))
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

  it('F1: after all of that good turns cost what they did before, and no prototype has changed (F24)', async () => {
    const after = await cpuOf(() => goodTurns(door))
    assert.ok(after < once * 3, `${once} ms before, ${after} ms after`)
    assert.equal(Reflect.get({}, 'isAdmin'), undefined)
  })

  it('F69: nothing of tokens and people stands in the log', () => {
    const text = door.lines.join('')
    for (const canary of ['eyJ', 'Purchaser One', '0b0b0b0b', 'outbound-canary', 'hello', '29:purchaser-one']) {
      assert.ok(!text.includes(canary), `${canary} was written`)
    }
  })
})

async function goodTurns(door: FrontDoor): Promise<void> {
  for (let turn = 0; turn < 20; turn++) assert.equal((await postActivity(door)).status, 200)
}
