import assert from 'node:assert/strict'
import { readCatalogue } from '../../store/catalogue/read-catalogue.ts'
import { GLOSSARY } from './glossary.ts'
import { wrongLanguage } from './lint/language.ts'
import { readable, textsOf, valuesOf } from './texts/patterns.ts'
import { unusedKeys } from './texts/used.ts'

const english = textsOf('en')
const chinese = textsOf('zh-TW')
const pairs = [...Object.entries(english).map(([key, en]) => [key, en, chinese[key] ?? ''] as const), ...ofCatalogue()]

describe('texts', () => {
  it('S25: both languages have the same keys', () => {
    assert.deepEqual(Object.keys(english).sort(), Object.keys(chinese).sort())
  })

  it('S25: both languages use the same values', () => {
    const differ = pairs.filter(([, en, zh]) => {
      const [inEnglish, inChinese] = [valuesOf(en), valuesOf(zh)]
      const all = [...inEnglish.shown, ...inEnglish.decides]
      // Chinese has one form for any number, so it may leave out what English only chooses a form by.
      const lost = inEnglish.shown.some((each) => !inChinese.shown.includes(each))
      return lost || [...inChinese.shown, ...inChinese.decides].some((each) => !all.includes(each))
    })
    assert.deepEqual(differ, [])
  })

  it('has no text that nothing says', () => assert.deepEqual(unusedKeys(Object.keys(english)), []))

  it('has no straight apostrophe, which ICU takes for a quotation mark', () => {
    assert.deepEqual(
      pairs.filter(([, en, zh]) => `${en}${zh}`.includes("'")),
      [],
    )
  })

  it('S25: each language is written in itself, Chinese in Traditional characters, full-width punctuation, a space before Latin', () => {
    const wrong = pairs.flatMap(([key, en, zh]) =>
      [...wrongLanguage(readable(en), 'en'), ...wrongLanguage(readable(zh), 'zh-TW')].map((each) => `${key}: ${each}`),
    )
    assert.deepEqual(wrong, [])
  })

  it('quotes what can be typed or pressed, so that it stands out of the sentence', () => {
    const wrong = pairs.filter(
      ([, en, zh]) => /\b([Tt]ype|[Pp]ress|[Pp]ressing) \{/.test(en) || /(輸入|選取)\{/.test(zh),
    )
    assert.deepEqual(wrong, [])
  })

  it('S25: says each word of the glossary as the glossary has it', () => {
    const wrong = pairs.flatMap(([key, en, zh]) =>
      GLOSSARY.filter((word) => word.en.test(readable(en)) && !word.zh.some((each) => zh.includes(each))).map(
        (word) => `${key}: ${word.en.source} is ${word.zh.join(' or ')}: ${zh}`,
      ),
    )
    const never = GLOSSARY.flatMap((word) => word.never ?? [])
    const banned = pairs
      .filter(([, , zh]) => never.some((each) => zh.includes(each)))
      .map(([key, , zh]) => `${key}: ${zh}`)
    assert.deepEqual([...wrong, ...banned], [])
  })
})

/** What the shipped catalogue says, which stands in cards beside our own texts. */
function ofCatalogue(): [key: string, en: string, zh: string][] {
  const { networkAgreement, terms, areas, offers } = readCatalogue()
  const said = offers.flatMap((each) => [
    each.name,
    each.summary,
    ...[...each.benefits, ...each.requirements].map(({ text }) => text),
  ])
  return [networkAgreement.name, terms.name, ...areas.map((each) => each.name), ...said].map((each) => [
    `catalogue: ${each.en}`,
    each.en,
    each['zh-TW'],
  ])
}
