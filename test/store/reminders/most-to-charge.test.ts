import assert from 'node:assert/strict'
import type { Delivery } from '../../../store/reminders/delivery.ts'
import { mostToCharge } from '../../../store/reminders/most-to-charge.ts'

describe('the most that is charged without anybody there', () => {
  const USD = (amount: number) => ({ amount, currency: 'USD' })
  const notice = (state: Delivery['state'], at: string, amount?: number) => ({
    ...{ state, endedAt: `2027-11-${at}T01:00:00.000Z` },
    said: { locale: 'en' as const, text: '', ...(amount ? { price: USD(amount) } : {}) },
  })
  const rules: [string, ReturnType<typeof notice>[], number | undefined][] = [
    ['none: the last receipt', [], 475],
    ['delivered: that, also above the receipt', [notice('sent', '16', 500)], 500],
    ['two: the last one', [notice('sent', '16', 500), notice('sent', '02', 490)], 500],
    ['a later one may have arrived: nothing above it', [notice('unknown', '16', 480), notice('sent', '02', 500)], 480],
    ['a later one may have arrived: it raises nothing', [notice('unknown', '16', 550), notice('sent', '02', 500)], 500],
    ['an earlier one may have arrived: it is over', [notice('sent', '16', 500), notice('unknown', '02', 480)], 500],
    ['only one that may have arrived, below the receipt', [notice('unknown', '16', 470)], 470],
    ['only one that may have arrived, above the receipt', [notice('unknown', '16', 500)], 475],
    ['the last one said that nothing is charged', [notice('sent', '16'), notice('sent', '02', 500)], undefined],
    ['a later one may have said that nothing is', [notice('unknown', '16'), notice('sent', '02', 500)], undefined],
  ]
  for (const [what, notices, most] of rules)
    it(`S19: ${what} → ${most ?? 'nothing'}`, () => {
      const limit = mostToCharge(USD(600), notices, USD(475))
      assert.deepEqual(limit, most && USD(most))
    })

  it('S19: never above today’s price, and nothing in another currency than was announced', () => {
    assert.deepEqual(mostToCharge(USD(400), [notice('sent', '16', 500)], undefined), USD(400))
    assert.equal(mostToCharge({ amount: 1, currency: 'TWD' }, [notice('sent', '16', 500)], USD(1)), undefined)
    assert.equal(mostToCharge(USD(400), [], undefined), undefined)
  })
})
