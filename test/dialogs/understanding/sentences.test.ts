import assert from 'node:assert/strict'
import { COMMANDS } from '../../../dialogs/understanding/commands.ts'
import { canonical } from '../../../dialogs/understanding/normalise.ts'
import { type Example, HELD_OUT, SENTENCES } from '../../bench/understanding/sentences.ts'

const LABELS = [...Object.keys(COMMANDS), 'none']
const plain = ({ text }: Example) => canonical(text).replace(/[ ,?]/g, '')

function counted(examples: readonly Example[], language: string, label: string): number {
  return examples.filter((example) => example.language === language && example.label === label).length
}

function doubles(examples: readonly Example[]): string[] {
  const seen = new Set<string>()
  return examples.filter((example) => seen.size === seen.add(plain(example)).size).map(({ text }) => text)
}

describe('sentences', () => {
  for (const language of ['en', 'zh-TW']) {
    it(`are at least 60 per command in ${language}, 100 that are none, 15 each never trained on`, () => {
      for (const label of LABELS) {
        const wanted = label === 'none' ? 100 : 60
        assert.ok(counted(SENTENCES, language, label) >= wanted, `${language} ${label}`)
        assert.ok(counted(HELD_OUT, language, label) >= 15, `held out ${language} ${label}`)
      }
    })
  }

  it('are none of them doubled, however they are typed', () => {
    assert.deepEqual(doubles(SENTENCES), [])
    assert.deepEqual(doubles(HELD_OUT), [])
  })

  it('that are held out are not trained on', () => {
    const trainedOn = new Set(SENTENCES.map(plain))
    assert.deepEqual(
      HELD_OUT.filter((example) => trainedOn.has(plain(example))).map(({ text }) => text),
      [],
    )
  })

  it('are Chinese where they are said to be', () => {
    const strange = SENTENCES.filter(({ language, text }) => (language === 'en') === /\p{Script=Han}/u.test(text))
    // Half of the people mix: an English sentence may hold a Chinese word, a Chinese one may be an English loan.
    assert.ok(strange.length < 0.02 * SENTENCES.length, strange.map(({ text }) => text).join(' | '))
  })
})
