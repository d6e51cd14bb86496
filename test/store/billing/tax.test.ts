import assert from 'node:assert/strict'
import fc from 'fast-check'
import { toStripe } from '../../../bot/payments/stripe/amounts.ts'
import { billed, billedAtMost } from '../../../store/billing/bill.ts'
import { partsOf, ruleFor } from '../../../store/billing/tax.ts'
import { currencyCode, minorDigits } from '../../../store/values/money.ts'
import { sellerOne } from '../../support/seller.ts'

const ALL = Array.from({ length: 26 ** 3 }, (_, i) =>
  String.fromCharCode(65 + Math.floor(i / 676), 65 + (Math.floor(i / 26) % 26), 65 + (i % 26)),
).filter((each) => currencyCode.safeParse(each).success)

describe('S27: tax by the operator’s table', () => {
  it('S27: net and tax make the total in every currency, whatever rate and price', () => {
    assert.ok(ALL.length > 150)
    fc.assert(
      fc.property(
        fc.constantFrom(...ALL),
        fc.integer({ min: 1, max: 10_000_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.boolean(),
        fc.boolean(),
        (currency, amount, rate, included, whole) => {
          const how = { included, wholeUnits: whole ? [currency] : [] }
          const { net, tax, total } = partsOf({ amount, currency }, { rate }, how)
          assert.equal(net + tax, total)
          assert.equal(included ? total : net, amount)
          assert.ok([net, tax, total].every((each) => Number.isSafeInteger(each) && each >= 0))
          if (whole) assert.equal(tax % 10 ** minorDigits(currency), 0)
          // Never further from the exact tax than half of what can be paid.
          const step = whole
            ? 10 ** minorDigits(currency)
            : currency === 'MGA'
              ? 100
              : minorDigits(currency) === 3
                ? 10
                : 1
          const [above, below] = included ? [amount * rate, 10_000 + rate] : [amount * rate, 10_000]
          assert.ok(Math.abs(above - tax * below) <= (step * below) / 2 + below * 1e-6)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('S27: half a unit goes up, on top of a price and inside of it', () => {
    const taxes = (amount: number, currency: string, rate: number, included = false) =>
      partsOf({ amount, currency }, { rate }, { included, wholeUnits: [] }).tax
    assert.equal(taxes(50, 'USD', 100), 1)
    assert.equal(taxes(49, 'USD', 100), 0)
    assert.equal(taxes(10, 'USD', 500), 1)
    assert.equal(taxes(69_800, 'JPY', 1_000), 6_980)
    assert.equal(taxes(69_805, 'JPY', 1_000), 6_981)
    assert.equal(taxes(1_480_000, 'TWD', 500, true), 70_476)
    assert.equal(
      partsOf({ amount: 1_480_000, currency: 'TWD' }, { rate: 500 }, { included: true, wholeUnits: ['TWD'] }).tax,
      70_500,
    )
  })

  it('S27: a total with its tax is one that Stripe can charge, where the price was', () => {
    for (const currency of ['KWD', 'BHD', 'MGA', 'ISK', 'UGX', 'JPY', 'TWD', 'USD'])
      for (const rate of [500, 825, 1_900, 777]) {
        const { total } = partsOf({ amount: 123_400, currency }, { rate }, { included: false, wholeUnits: [] })
        assert.ok(toStripe({ amount: total, currency }), `${total} ${currency}`)
      }
  })

  it('S27: the row is the buyer’s country’s and kind’s; where there is none, what is said of all others', () => {
    const of = (country: string, business: boolean) => ruleFor(sellerOne(), { country, business })
    assert.equal(of('DE', true).rate, 1_900)
    assert.equal(of('FR', true).treatment, 'reverse-charge')
    assert.equal(of('FR', false).rate, 2_000)
    assert.equal(of('NL', false).rate, 2_000)
    assert.equal(of('BR', true).treatment, 'exempt')
  })

  it('S27: a bill says who sells and who buys; without a seller there is a price alone', () => {
    const buyer = { name: 'Partner One SAS', country: 'FR', taxId: 'FR40303265045' }
    assert.deepEqual(billed({ amount: 100, currency: 'EUR' }, buyer, undefined), {
      price: { amount: 100, currency: 'EUR' },
    })
    const { price, bill } = billed(
      { amount: 10_000, currency: 'EUR' },
      { name: 'Partner One', country: 'FR' },
      sellerOne(),
    )
    assert.deepEqual([price.amount, bill?.net, bill?.tax], [12_000, 10_000, 2_000])
    const reverse = billed({ amount: 10_000, currency: 'EUR' }, buyer, sellerOne())
    assert.deepEqual([reverse.price.amount, reverse.bill?.tax], [10_000, 0])
    assert.match(reverse.bill?.rule.note?.en ?? '', /^Reverse charge/)
  })

  it('S19, S27: taken is no more than was said, and the tax is in that', () => {
    const today = billed({ amount: 10_000, currency: 'EUR' }, { name: 'Partner One', country: 'FR' }, sellerOne())
    const { price, bill } = billedAtMost(today, { amount: 11_000, currency: 'EUR' })
    assert.deepEqual([price.amount, bill?.net, bill?.tax], [11_000, 9_167, 1_833])
    assert.deepEqual(billedAtMost(today, today.price), today)
  })
})
