import assert from 'node:assert/strict'
import { formatCountry, formatDate, formatExpiry, formatMoment, formatMoney, formatZone } from '../../cards/format.ts'
import { LOCALES } from '../../store/values/locale.ts'

const NOW = '2026-11-23T08:00:00.000Z'

describe('formats', () => {
  it('S25: in either language, one after the other, as often as one likes', () => {
    for (const _time of [1, 2]) {
      assert.equal(formatMoney({ amount: 47_500, currency: 'USD' }, 'en'), 'USD 475.00')
      assert.equal(formatMoney({ amount: 47_500, currency: 'JPY' }, 'en'), 'JPY 47,500')
      assert.equal(formatMoney({ amount: 1_480_000, currency: 'TWD' }, 'zh-TW'), 'TWD 14,800.00')
      assert.equal(formatDate('2028-02-29', 'en'), 'February 29, 2028')
      assert.equal(formatDate('2028-02-29', 'zh-TW'), '2028 年 2 月 29 日')
      assert.equal(formatZone('Asia/Tokyo', 'en', NOW), 'Japan Standard Time (Asia/Tokyo)')
      assert.equal(formatZone('Asia/Tokyo', 'zh-TW', NOW), '日本標準時間（Asia/Tokyo）')
    }
  })

  it('S25: money has the digits that ISO 4217 gives its currency, whatever Node', () => {
    const shown: [amount: number, currency: string, said: string][] = [
      [47_500, 'USD', 'USD 475.00'],
      [1_480_000, 'TWD', 'TWD 14,800.00'],
      [1_234_567, 'HUF', 'HUF 12,345.67'],
      [1_234_567, 'COP', 'COP 12,345.67'],
      [1_234_567, 'IDR', 'IDR 12,345.67'],
      [1_234_567, 'IQD', 'IQD 1,234.567'],
      [1_234_567, 'MGA', 'MGA 12,345.67'],
      [1_234_567, 'ISK', 'ISK 1,234,567'],
      [1_234_567, 'CLP', 'CLP 1,234,567'],
      [1_234_567, 'KRW', 'KRW 1,234,567'],
      [1_234_567, 'CLF', 'CLF 123.4567'],
      [5, 'EUR', 'EUR 0.05'],
      [0, 'JPY', 'JPY 0'],
    ]
    for (const [amount, currency, said] of shown)
      for (const locale of LOCALES) assert.equal(formatMoney({ amount, currency }, locale), said)
  })

  it('S25: dates, moments, countries and zones read the same, whatever Node', () => {
    const at = '2026-11-23T08:05:00.000Z'
    assert.equal(formatMoment(at, 'Asia/Taipei', 'en'), 'Nov 23, 2026, 4:05 PM')
    assert.equal(formatMoment(at, 'Asia/Taipei', 'zh-TW'), '2026 年 11 月 23 日 下午 4:05')
    assert.equal(formatDate('2027-01-01', 'en'), 'January 1, 2027')
    assert.equal(formatDate('2027-01-01', 'zh-TW'), '2027 年 1 月 1 日')
    assert.equal(formatExpiry('2030-12', 'en'), '12/2030')
    assert.equal(formatCountry('TW', 'en'), 'Taiwan')
    assert.equal(formatCountry('TW', 'zh-TW'), '台灣')
    assert.equal(formatZone('Asia/Taipei', 'en', at), 'Taiwan Standard Time (Asia/Taipei)')
  })

  it('S25: a zone is called what it is called today, the same in summer and in winter', () => {
    const called: [zone: string, en: string, zhTW: string][] = [
      ['Europe/London', 'United Kingdom Time', '英國時間'],
      ['America/Los_Angeles', 'Pacific Time', '太平洋時間'],
      ['America/Anchorage', 'Alaska Time', '阿拉斯加時間'],
      ['Asia/Kuala_Lumpur', 'Malaysia Time', '馬來西亞時間'],
      ['Europe/Kyiv', 'Eastern European Time', '東歐時間'],
      ['Asia/Kolkata', 'India Standard Time', '印度標準時間'],
      ['UTC', 'Coordinated Universal Time', '世界標準時間'],
    ]
    for (const [zone, en, zhTW] of called)
      for (const now of [NOW, '2026-07-01T08:00:00.000Z']) {
        assert.equal(formatZone(zone, 'en', now), `${en} (${zone})`)
        assert.equal(formatZone(zone, 'zh-TW', now), `${zhTW}（${zone}）`)
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
      for (const currency of ['no', 'XYZ', 'usd'])
        assert.throws(() => formatMoney({ amount: 1, currency }, 'en'), RangeError, currency)
    }
  })
})
