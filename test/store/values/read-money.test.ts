import assert from 'node:assert/strict'
import { formatMoney, plainAmount } from '../../../cards/format.ts'
import { LOCALES } from '../../../store/values/locale.ts'
import { readMoney } from '../../../store/values/read-money.ts'

describe('an amount as somebody types it', () => {
  for (const [written, currency, amount] of [
    ['475', 'USD', 47_500],
    ['475.00', 'USD', 47_500],
    ['475.5', 'USD', 47_550],
    [' USD 1,234.50 ', 'USD', 123_450],
    ['1234.50usd', 'USD', 123_450],
    ['４７５．００', 'USD', 47_500],
    ['0.01', 'USD', 1],
    ['1,234', 'JPY', 1_234],
    ['500.00', 'JPY', 500],
    ['1.005', 'KWD', 1_005],
    ['1,234', 'KWD', 1_234_000],
    ['0.0001', 'CLF', 1],
  ] as const)
    it(`${written} in ${currency} is ${amount} of its smallest unit`, () => {
      assert.deepEqual(readMoney(written, currency), { amount, currency })
    })

  for (const [written, currency] of [
    ['', 'USD'],
    ['ten', 'USD'],
    ['-1', 'USD'],
    ['1e3', 'USD'],
    ['0x10', 'USD'],
    ['1,23', 'USD'],
    ['1,2345', 'USD'],
    ['1.234,50', 'USD'],
    ['4.005', 'USD'],
    ['0.5', 'JPY'],
    ['EUR 5', 'USD'],
    ['5 5', 'USD'],
    ['.5', 'USD'],
    ['NaN', 'USD'],
    ['9'.repeat(20), 'USD'],
  ] as const)
    it(`“${written}” is no amount in ${currency}`, () => {
      assert.equal(readMoney(written, currency), undefined)
    })

  it('what cards show of it, alone or with its currency, is read back to the same', () => {
    for (const currency of ['USD', 'JPY', 'KWD', 'CLF', 'HUF'])
      for (const amount of [1, 9, 10, 99, 100, 12_345, 99_999_999]) {
        assert.deepEqual(readMoney(plainAmount({ amount, currency }), currency), { amount, currency })
        for (const locale of LOCALES)
          assert.deepEqual(readMoney(formatMoney({ amount, currency }, locale), currency), { amount, currency })
      }
  })
})
