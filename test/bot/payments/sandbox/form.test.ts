import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { SANDBOX_CARDS } from '../../../../bot/payments/sandbox/cards.ts'
import { readCardForm } from '../../../../bot/payments/sandbox/form.ts'
import { PAGE_TEXTS } from '../../../../bot/payments/sandbox/texts.ts'

const TODAY = Temporal.PlainDate.from('2026-11-23')

function read(fields: Record<string, string>) {
  return readCardForm(new URLSearchParams(fields), TODAY)
}

function typed(fields: Record<string, string>) {
  return read({ number: '4242424242424242', expiry: '09/29', cvc: '123', ...fields })
}

function errorsOf(fields: Record<string, string>) {
  const form = typed(fields)
  assert.equal(form.ok, false)
  return form.ok ? {} : form.errors
}

describe('the card form', () => {
  for (const { id, number, cvcLength } of SANDBOX_CARDS)
    it(`takes ${id}, chosen or typed`, () => {
      const chosen = read({ card: id })
      assert.ok(chosen.ok)
      assert.deepEqual([chosen.card.id, chosen.expires], [id, '2029-12'])
      const spaced = typed({ number: number.replace(/(.{4})/g, '$1 '), cvc: '1'.repeat(cvcLength) })
      assert.ok(spaced.ok)
      assert.deepEqual([spaced.card.id, spaced.expires], [id, '2029-09'])
    })

  it('F60: refuses every other number, real-looking or not, and keeps none of its digits', () => {
    const numbers = [
      '4111111111111111',
      '4242424242424241',
      '424242424242424',
      '42424242424242420',
      '４１１１１１１１１１１１１１１１',
      '-1',
      'x',
    ]
    for (const number of numbers) {
      const form = typed({ number })
      assert.deepEqual(form, { ok: false, errors: { number: 'number-not-test' }, expiry: '09/29' })
    }
    assert.deepEqual(errorsOf({ number: ' - ' }), { number: 'number-missing' })
  })

  it('takes full-width digits, spaces and hyphens', () => {
    assert.ok(typed({ number: '４２４２　４２４２-４２４２ 4242', expiry: '０９／２９', cvc: '１２３' }).ok)
  })

  it('takes an expiry to the end of its month, in the ways it is written', () => {
    for (const expiry of ['11/26', '11 / 2026', '1126', '11-26', '112026']) {
      const form = typed({ expiry })
      assert.ok(form.ok, expiry)
      assert.equal(form.expires, '2026-11')
    }
    assert.deepEqual(errorsOf({ expiry: '10/26' }), { expiry: 'expiry-past' })
    assert.deepEqual(errorsOf({ expiry: '01/2020' }), { expiry: 'expiry-past' })
    for (const expiry of ['13/29', '00/29', '9/9', '29/09/01', 'soon', '09/2099', '١٢/٢٩'])
      assert.deepEqual(errorsOf({ expiry }), { expiry: 'expiry-format' }, expiry)
    assert.deepEqual(errorsOf({ expiry: '' }), { expiry: 'expiry-missing' })
  })

  it('wants 3 digits behind the card, and 4 of American Express', () => {
    assert.deepEqual(errorsOf({ cvc: '' }), { cvc: 'cvc-missing' })
    for (const cvc of ['12', '1234', 'abc', '12a']) assert.deepEqual(errorsOf({ cvc }), { cvc: 'cvc-format' }, cvc)
    assert.deepEqual(errorsOf({ number: '378282246310005', cvc: '123' }), { cvc: 'cvc-format' })
  })

  it('names everything that is wrong at once, and takes nothing from an empty or foreign form', () => {
    const all = { number: 'number-missing', expiry: 'expiry-missing', cvc: 'cvc-missing' }
    assert.deepEqual(read({}), { ok: false, errors: all })
    assert.deepEqual(read({ card: '__proto__', constructor: 'x' }), { ok: false, errors: all })
    const huge = 'x'.repeat(100_000)
    assert.equal(read({ number: huge, expiry: huge, cvc: huge, name: huge, card: huge }).ok, false)
  })
})

describe('the texts of the hosted pages', () => {
  const leaves = (value: unknown, path = ''): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value ?? {}).flatMap(([key, each]) => leaves(each, `${path}.${key}`))

  it('S25: are whole in both languages, with the same holes in each', () => {
    const [en, zh] = [leaves(PAGE_TEXTS.en), leaves(PAGE_TEXTS['zh-TW'])]
    assert.deepEqual(
      en.map(([path]) => path),
      zh.map(([path]) => path),
    )
    const holes = (text: string) => text.match(/\{\w+\}/g) ?? []
    for (const [index, [path, text]] of en.entries()) {
      assert.ok(text.trim() && zh[index]?.[1].trim(), path)
      assert.deepEqual(holes(text), holes(zh[index]?.[1] ?? ''), path)
    }
  })

  it('S25: zh-TW uses full-width punctuation, and no English but names', () => {
    for (const [path, text] of leaves(PAGE_TEXTS['zh-TW'])) {
      if (path.endsWith('eyebrow')) continue
      assert.doesNotMatch(text, /[,;:?!()]/, path)
      assert.doesNotMatch(text.replace(/American Express|\{\w+\}/g, ''), /[A-Za-z]/, path)
    }
  })
})
