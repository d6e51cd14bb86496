import assert from 'node:assert/strict'
import { sandboxCharge } from '../../../bot/payments/sandbox/charge.ts'
import { fromStripe, toStripe } from '../../../bot/payments/stripe/amounts.ts'
import { formatMoney } from '../../../cards/format.ts'
import { currencyCode, minorDigits } from '../../../store/values/money.ts'
import { openGateway } from './gateway.ts'

const A_TO_Z = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const ALL = A_TO_Z.flatMap((a) => A_TO_Z.flatMap((b) => A_TO_Z.map((c) => a + b + c))).filter(
  (code) => currencyCode.safeParse(code).success,
)

/** docs.stripe.com/currencies#zero-decimal, but for UGX: an amount of theirs is so many whole ones. */
const ZERO_DECIMAL = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ')
/** docs.stripe.com/currencies#special-cases: without decimals, and asked for with two that are zero. */
const TWO_ZEROS = ['ISK', 'UGX']
/** docs.stripe.com/currencies#three-decimal: the last digit of the amount must be 0. */
const THREE_DECIMAL = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']
/** Units of account with four decimals, and such as Stripe has no minor unit for: no price is in them. */
const NOT_AT_STRIPE = ['CLF', 'UYI', 'UYW']

/** In minor units of ours: whole ones, the smallest part that Stripe takes, and many digits. */
function amountsIn(currency: string): number[] {
  const one = 10 ** minorDigits(currency)
  const smallest = currency === 'MGA' ? 100 : THREE_DECIMAL.includes(currency) ? 10 : 1
  return [one, 475 * one, smallest, 16_900_000 * smallest, 123_456_789 * smallest]
}

/** What people read, digit by digit: no rounding, and as many places as the currency has. */
function shown(amount: number, currency: string): string {
  const places = minorDigits(currency)
  const digits = String(amount).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return places ? `${whole}.${digits.slice(-places)}` : whole
}

/** What a card's owner sees taken, by Stripe's documentation and nothing of ours. */
function takenByStripe(theirs: number, currency: string): string {
  if (ZERO_DECIMAL.includes(currency)) return String(theirs)
  const places = THREE_DECIMAL.includes(currency) ? 3 : 2
  const digits = String(theirs).padStart(places + 1, '0')
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`
}

const plainly = (amount: string) => amount.replace(/\.0+$/, '')

describe('every currency', () => {
  it('is one of those of ISO 4217, and has the digits of its minor unit', () => {
    assert.ok(ALL.length > 160, `${ALL.length}`)
    for (const [code, digits] of Object.entries({ HUF: 2, COP: 2, IDR: 2, IQD: 3, MGA: 2, TWD: 2, JPY: 0, ISK: 0 }))
      assert.equal(minorDigits(code), digits, code)
  })

  it('is shown to the minor unit, whatever this Node’s Intl thinks of it', () => {
    for (const currency of ALL)
      for (const amount of amountsIn(currency))
        for (const locale of ['en', 'zh-TW'] as const) {
          const read = formatMoney({ amount, currency }, locale).replaceAll(/[^\d.]/g, '')
          assert.equal(read, shown(amount, currency), `${amount} ${currency} ${locale}`)
        }
  })

  it('is taken by Stripe as it is shown, and read back as it was asked for', () => {
    for (const currency of ALL)
      for (const amount of amountsIn(currency)) {
        const asked = toStripe({ amount, currency })
        if (NOT_AT_STRIPE.includes(currency)) {
          assert.equal(asked, undefined, currency)
          continue
        }
        assert.ok(asked, `${amount} ${currency}`)
        assert.equal(asked.currency, currency.toLowerCase())
        if (TWO_ZEROS.includes(currency)) assert.equal(asked.amount % 100, 0, currency)
        if (THREE_DECIMAL.includes(currency)) assert.equal(asked.amount % 10, 0, currency)
        const taken = takenByStripe(asked.amount, currency)
        assert.equal(plainly(taken), plainly(shown(amount, currency)), `${amount} ${currency}`)
        assert.deepEqual(fromStripe(asked.amount, asked.currency), { amount, currency })
      }
  })

  it('is taken by the sandbox as it is shown', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa')
    for (const [n, currency] of ALL.entries()) {
      const money = { amount: amountsIn(currency)[1] ?? 0, currency }
      const taken = await payments.charge({ ...ask, key: `order-${n}:1`, money })
      assert.deepEqual(taken.status === 'succeeded' && taken.money, money)
      assert.ok(sandboxCharge.safeParse(await payments.ledger.find(`order-${n}:1`)).success)
    }
  })
})
