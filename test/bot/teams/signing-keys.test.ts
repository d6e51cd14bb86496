import assert from 'node:assert/strict'
import { KeysUnavailableError, openSigningKeys } from '../../../bot/teams/signing-keys.ts'
import { postActivity } from '../../support/front-door.ts'
import { type Issuer, type IssuerMood, openIssuer } from '../../support/issuer.ts'
import { openRig } from '../../support/rig.ts'
import { standingTimer } from '../../support/standing-timer.ts'

const HOUR = 3_600_000

describe('signing keys', () => {
  let issuer: Issuer
  let timers: ReturnType<typeof standingTimer>
  let keys: ReturnType<typeof openSigningKeys>
  beforeEach(async () => {
    issuer = await openIssuer()
    timers = standingTimer()
    keys = openSigningKeys({ metadataUrl: issuer.metadataUrl, timer: timers.timer })
  })
  afterEach(() => issuer.close())

  const unavailable = (kid: string) => assert.rejects(keys.find(kid), KeysUnavailableError)

  it('are fetched when first needed, once for many at a time, and kept', async () => {
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find('key-1')))
    assert.ok(found.every((key) => key?.endorsements[0] === 'msteams'))
    assert.equal((await keys.find('key-1'))?.endorsements.length, 1)
    assert.deepEqual(issuer.asked, { metadata: 1, keys: 1 })
  })

  for (const mood of ['error', 'malformed', 'empty', 'no-metadata', 'redirect', 'gone'] satisfies IssuerMood[]) {
    it(`F15: issuer ${mood}: says so at once, recovers by itself a second after`, async () => {
      issuer.be(mood)
      await unavailable('key-1')
      issuer.be('well')
      await unavailable('key-1')
      timers.turn(1_001)
      assert.ok(await keys.find('key-1'))
    })

    it(`F15: issuer ${mood} when a day has passed: known keys go on for another`, async () => {
      assert.ok(await keys.find('key-1'))
      issuer.be(mood)
      timers.turn(47 * HOUR)
      assert.ok(await keys.find('key-1'))
      timers.turn(2 * HOUR)
      await unavailable('key-1')
    })
  }

  it('F15: a key of a rotation is found as soon as it is used', async () => {
    assert.ok(await keys.find('key-1'))
    timers.turn(31_000)
    await issuer.rotate('key-2', { keepOld: false })
    assert.ok(await keys.find('key-2'))
    assert.equal(await keys.find('key-1'), undefined)
  })

  it('F15: keys are looked at anew every day, without making anybody wait', async () => {
    await keys.find('key-1')
    await issuer.rotate('key-2', { keepOld: false })
    timers.turn(25 * HOUR)
    assert.ok(await keys.find('key-1'))
    while (issuer.asked.keys < 2) await new Promise((resolve) => setImmediate(resolve))
    assert.ok(await keys.find('key-2'))
    assert.equal(issuer.asked.keys, 2)
  })

  it('F14: a flood of unknown keys asks the issuer once in half a minute', async () => {
    await keys.find('key-1')
    for (let n = 0; n < 1_000; n++) assert.equal(await keys.find(`none-${n}`), undefined)
    assert.equal(issuer.asked.keys, 1)
    timers.turn(31_000)
    for (let n = 0; n < 1_000; n++) assert.equal(await keys.find(`none-${n}`), undefined)
    assert.equal(issuer.asked.keys, 2)
  })
})

describe('signing keys behind the front door', () => {
  it('F15: issuer silent: 503 within 3 seconds, then well again without a restart', async () => {
    const timers = standingTimer()
    const door = await openRig({ timer: timers.timer })
    try {
      door.issuer.be('silent')
      const asking = postActivity(door)
      await timers.awaited(2_500)
      timers.turn(2_500)
      assert.deepEqual([(await asking).status, door.turns.length], [503, 0])
      door.issuer.be('well')
      timers.turn(1_001)
      assert.deepEqual([(await postActivity(door)).status, door.turns.length], [200, 1])
    } finally {
      await door.close()
    }
  })

  it('F15: a key that is endorsed for other channels is refused', async () => {
    const door = await openRig()
    try {
      await door.issuer.rotate('key-2', { endorsements: ['directline'] })
      assert.equal((await postActivity(door)).status, 401)
    } finally {
      await door.close()
    }
  })
})
