import assert from 'node:assert/strict'
import { formatDate, formatMoment, formatMoney, formatZone } from '../../cards/format.ts'

describe('formats', () => {
  it('S25: in either language, one after the other, as often as one likes', () => {
    for (const _time of [1, 2]) {
      assert.equal(formatMoney({ amount: 47_500, currency: 'USD' }, 'en'), 'USD 475.00')
      assert.equal(formatMoney({ amount: 47_500, currency: 'JPY' }, 'en'), 'JPY 47,500')
      assert.equal(formatMoney({ amount: 1_480_000, currency: 'TWD' }, 'zh-TW'), 'TWD 14,800.00')
      assert.equal(formatDate('2028-02-29', 'en'), 'February 29, 2028')
      assert.equal(formatDate('2028-02-29', 'zh-TW'), '2028 年 2 月 29 日')
      assert.equal(formatZone('Asia/Tokyo', 'en'), 'Japan Standard Time (Asia/Tokyo)')
      assert.equal(formatZone('Asia/Tokyo', 'zh-TW'), '日本標準時間（Asia/Tokyo）')
    }
  })

  it('S12: each zone shows its own time, however many others were asked for before', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    assert.ok(zones.length > 400)
    for (const zone of [...zones, ...zones.toReversed()]) {
      const own = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
      const shown = own.format(Date.parse('2026-11-23T08:00:00.000Z')).replaceAll('\u202f', ' ')
      assert.equal(formatMoment('2026-11-23T08:00:00.000Z', zone, 'en'), shown, zone)
    }
  })

  it('refuses a zone and a currency that there are not, each time', () => {
    for (const _time of [1, 2]) {
      assert.throws(() => formatMoment('2026-11-23T08:00:00.000Z', 'Nowhere/Land', 'en'), RangeError)
      assert.throws(() => formatMoney({ amount: 1, currency: 'no' }, 'en'), RangeError)
    }
  })
})
