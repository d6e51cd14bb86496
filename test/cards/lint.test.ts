import assert from 'node:assert/strict'
import type { Attachment } from 'botframework-schema'
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
        describe(`${sample.name}, ${locale}, ${kind}`, () => {
          let content: Attachment['content']
          before(() => {
            content = sample.make(kind, locale).content
          })
          it('has only elements that every client renders, labelled and wrapping', () => {
            assert.deepEqual(wrongElements(content), [])
          })
          it('passes the official parser', () => assert.deepEqual(parserComplaints(content), []))
          it('keeps the rules for buttons, size and what is left over', () =>
            assert.deepEqual(brokenRules(content), []))
          if (kind === 'hostile')
            it('F32: shows what people wrote as text', () => {
              assert.deepEqual(cameAlive(content, sample.data(kind, locale)), [])
            })
          else
            it('S25: speaks one language', () => {
              const wrong = shownIn(content).flatMap(({ text, where }) =>
                wrongLanguage(text, locale).map((each) => `${where}: ${each} – ${text}`),
              )
              assert.deepEqual(wrong, [])
            })
        })
      }
})
