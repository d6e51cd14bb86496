import assert from 'node:assert/strict'
import { oneLine } from '../../cards/message.ts'
import { nonceOf, withoutButtons } from '../../cards/used.ts'
import { LOCALES } from '../../store/values/locale.ts'
import { allSamples, KINDS } from './samples.ts'

const samples = await allSamples()

describe('a card after its use', () => {
  for (const { name, make } of samples)
    it(`${name}: nothing is left to press or to fill in, and its title is still there`, () => {
      for (const locale of LOCALES)
        for (const kind of KINDS) {
          const shown = make(kind, locale)
          const used = withoutButtons(shown, oneLine(locale, 'settled.left'))
          const json = JSON.stringify(used.content)
          assert.doesNotMatch(json, /"type":"(Action|Input)\./)
          assert.equal(nonceOf(used), undefined)
          const title = /"text":"((?:[^"\\]|\\.)*)"[^{}]*"style":"heading"/.exec(
            JSON.stringify(shown.content.body),
          )?.[1]
          if (title) assert.ok(json.includes(title), `${locale} ${kind}`)
          assert.equal(used.content.fallbackText.split('\n')[0], oneLine(locale, 'settled.left').content.fallbackText)
        }
    })

  it('gives way to a card that can be pressed itself', () => {
    const [first, second] = samples.map(({ make }) => make('typical', 'en')).filter((each) => nonceOf(each))
    assert.ok(first && second)
    assert.equal(withoutButtons(first, second), second)
  })
})
