import assert from 'node:assert/strict'
import { knownZone, offeredZones } from '../../../../store/use-cases/people/zones.ts'

/** As clients and systems name a zone, and what IANA calls it today. */
const NAMES: Record<string, string> = {
  'Asia/Kolkata': 'Asia/Kolkata',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Europe/Kyiv': 'Europe/Kyiv',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Argentina/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'Asia/Yangon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'US/Eastern': 'America/New_York',
  'Etc/UTC': 'UTC',
  'Etc/GMT': 'UTC',
  GMT: 'UTC',
  utc: 'UTC',
  'europe/london': 'Europe/London',
  'Taipei Standard Time': 'Asia/Taipei',
  'India Standard Time': 'Asia/Kolkata',
  'W. Europe Standard Time': 'Europe/Berlin',
  'GMT Standard Time': 'Europe/London',
  'pacific standard time': 'America/Los_Angeles',
  'FLE Standard Time': 'Europe/Kyiv',
}

describe('time zones', () => {
  for (const [name, zone] of Object.entries(NAMES))
    it(`${name} is ${zone}, and stands among those that are offered`, () => {
      assert.equal(knownZone(name), zone)
      assert.ok(offeredZones(name).includes(zone))
    })

  it('every zone of this machine is known, under a name that stays what it is', () => {
    for (const each of Intl.supportedValuesOf('timeZone')) {
      const zone = knownZone(each)
      assert.ok(zone, each)
      assert.equal(knownZone(zone), zone)
      assert.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: zone }))
    }
  })

  it('nothing else is one', () => {
    for (const name of [
      '',
      ' ',
      'nowhere',
      'Asia/Nowhere',
      '+08:00',
      'UTC+8',
      '__proto__',
      'constructor',
      'x'.repeat(5_000),
    ])
      assert.equal(knownZone(name), undefined, name.slice(0, 20))
  })
})
