import assert from 'node:assert/strict'
import * as format from '../../cards/format.ts'
import { useTexts } from '../../cards/text.ts'
import { LOCALES, type Locale } from '../../store/values/locale.ts'
import { shownIn } from './lint/shown.ts'
import { allSamples, type Kind } from './samples.ts'
import { rewritten, type Texts, textsOf } from './texts/patterns.ts'

/** A language that nobody speaks: each letter is one that stands in no text of ours. */
const SIGN = 'ꙮ'
const LETTER = /[\p{Script=Latin}\p{Script=Han}]/gu
const kinds: Kind[] = ['typical', 'longest', 'empty']
const samples = await allSamples()
const nobodys = { en: pseudo('en'), 'zh-TW': pseudo('zh-TW') }

describe('a pseudo-language', () => {
  for (const { name, make, data } of samples)
    for (const locale of LOCALES)
      it(`S25: finds no hard-coded text in ${name}, ${locale}`, () => {
        const back = useTexts(nobodys)
        try {
          const found = kinds.flatMap((kind) => {
            const given = wordsOf([...inWords(data(kind, locale), locale)].join(' '))
            const shown = shownIn(make(kind, locale).content).map(({ text }) => text.replace(/\]\([^)]*\)/g, ' '))
            return shown.flatMap((text) => [...wordsOf(text)].filter((word) => !given.has(word)))
          })
          assert.deepEqual(found, [])
        } finally {
          back()
        }
      })

  it('would tell', () => {
    assert.deepEqual([...wordsOf(rewritten('Hello {name}, 您好', () => SIGN))], ['name'])
    assert.deepEqual([...wordsOf('Hello 您')], ['Hello', '您'])
  })
})

function pseudo(locale: Locale): Texts {
  const entries = Object.entries(textsOf(locale))
  return Object.fromEntries(
    entries.map(([key, pattern]) => [key, rewritten(pattern, (said) => said.replace(LETTER, SIGN))]),
  )
}

/** English words, Chinese characters one by one. */
function wordsOf(text: string): Set<string> {
  return new Set(text.match(/\p{Script=Han}|[A-Za-z]+/gu))
}

/** Everything in a card's data as it may be shown: itself, or as one of the formats puts it. */
function* inWords(value: unknown, locale: Locale): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* inWords(each, locale)
  yield* asFormatted(value, locale)
}

const known = new Map<string, string[]>()

/** The same values stand in many cards, and a format that refuses one is slow to say so. */
function asFormatted(value: unknown, locale: Locale): string[] {
  const key = `${locale} ${JSON.stringify(value)}`
  const words = known.get(key) ?? Object.values(format).flatMap((each) => [...formatted(each, value, locale)])
  known.set(key, words)
  return words
}

/** Instants have a zone between them and the language, and zones the moment at which they are called so. */
function* formatted(as: unknown, value: unknown, locale: Locale): Generator<string> {
  for (const rest of [[locale], ['UTC', locale], [locale, '2026-11-23T08:00:00.000Z']]) {
    try {
      const said: unknown = typeof as === 'function' ? as(value, ...rest) : ''
      if (typeof said === 'string') yield said
    } catch {
      // Not a value of this format.
    }
  }
}
