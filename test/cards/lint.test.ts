import assert from 'node:assert/strict'
import { LOCALES } from '../../store/values/locale.ts'
import { wrongElements } from './lint/elements.ts'
import { cameAlive } from './lint/hostile.ts'
import { wrongLanguage } from './lint/language.ts'
import { parserComplaints } from './lint/parser.ts'
import { brokenRules } from './lint/rules.ts'
import { shownIn } from './lint/shown.ts'
import { allCards, allSamples, KINDS } from './samples.ts'

const samples = await allSamples()
const cards = await allCards()

describe('cards', () => {
  it('every card has samples', () => {
    const without = cards.filter(([, card]) => !samples.some((each) => each.card === card))
    assert.deepEqual(
      without.map(([name]) => name),
      [],
      'see test/cards/samples/README.md',
    )
  })

  for (const sample of samples)
    for (const locale of LOCALES)
      for (const kind of KINDS) {
        const made = () => sample.make(kind, locale).content
        describe(`${sample.name}, ${locale}, ${kind}`, () => {
          it('has only elements that every client renders, labelled and wrapping', () => {
            assert.deepEqual(wrongElements(made()), [])
          })
          it('passes the official parser', () => assert.deepEqual(parserComplaints(made()), []))
          it('keeps the rules for buttons, size and what is left over', () => assert.deepEqual(brokenRules(made()), []))
          if (kind === 'hostile')
            it('F32: shows what people wrote as text', () => {
              assert.deepEqual(cameAlive(made(), sample.data(kind, locale)), [])
            })
          else
            it('S25: speaks one language', () => {
              const wrong = shownIn(made()).flatMap(({ text, where }) =>
                wrongLanguage(text, locale).map((each) => `${where}: ${each} – ${text}`),
              )
              assert.deepEqual(wrong, [])
            })
        })
      }
})
