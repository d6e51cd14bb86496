import assert from 'node:assert/strict'
import { fromStripe, toStripe } from '../../../../bot/payments/stripe/amounts.ts'

const SAME: [number, string][] = [
  [47_500, 'USD'],
  [1_480_000, 'TWD'],
  [14_800, 'JPY'],
  [100, 'HUF'],
  [5_120, 'KWD'],
]
const OTHER: [number, string, number][] = [
  [500, 'ISK', 50_000],
  [12_000, 'UGX', 1_200_000],
  [10_000, 'MGA', 100],
]

describe('amounts for Stripe', () => {
  it('are ISO minor units, there and back', () => {
    for (const [amount, currency] of SAME) {
      assert.deepEqual(toStripe({ amount, currency }), { amount, currency: currency.toLowerCase() })
      assert.deepEqual(fromStripe(amount, currency.toLowerCase()), { amount, currency })
    }
  })

  it('follow Stripe’s own units where they differ, there and back', () => {
    for (const [amount, currency, theirs] of OTHER) {
      assert.deepEqual(toStripe({ amount, currency }), { amount: theirs, currency: currency.toLowerCase() })
      assert.deepEqual(fromStripe(theirs, currency.toLowerCase()), { amount, currency })
    }
  })

  it('are none where Stripe can’t charge exactly that', () => {
    for (const [amount, currency] of [
      [0, 'USD'],
      [-1, 'USD'],
      [1.5, 'USD'],
      [5_124, 'KWD'],
      [1_050, 'MGA'],
      [2 ** 53, 'USD'],
    ] as const)
      assert.equal(toStripe({ amount, currency }), undefined, `${amount} ${currency}`)
  })

  it('never hide a fraction: what was taken comes out as another amount than asked', () => {
    assert.deepEqual(fromStripe(50_001, 'isk'), { amount: 501, currency: 'ISK' })
  })
})
