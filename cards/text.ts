import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { type Catalogue, findOffer } from '../store/catalogue/offer.ts'
import type { Locale } from '../store/values/locale.ts'
import { markEdges, spaceEdges } from './spacing.ts'
import type english from './text/en.json'

/** Every sentence that the bot says has a key; `text/en.json` and `text/zh-TW.json` have the same ones. */
export type TextKey = keyof typeof english
export type TextValues = Record<string, string | number | boolean>

type Texts = Record<Locale, Record<string, string>>

let texts: Texts = { en: readTexts('en'), 'zh-TW': readTexts('zh-TW') }
const formats = new Map<string, IntlMessageFormat>()

/** The sentence in a language. Values are put in as they are: what people wrote goes through `plain` first. */
export function text(locale: Locale, key: TextKey, values: TextValues = {}): string {
  return formatted(locale, key, texts[locale][key] ?? key, values)
}

/** A sentence in the language that was settled before. */
export type Say = (key: TextKey, values?: TextValues) => string

export function sayIn(locale: Locale): Say {
  return (key, values) => text(locale, key, values)
}

/** A text that the catalogue brings in both languages, as ICU. */
export function catalogueText(locale: Locale, texts: Record<Locale, string>, values: TextValues = {}): string {
  return formatted(locale, texts[locale], texts[locale], values)
}

/** Offer and area in words: "Silver competency – Security". An offer that is not in the catalogue any more shows its id. */
export function offerName(
  { catalogue }: { catalogue: Catalogue },
  { offerId, area: areaId }: { offerId: string; area?: string | undefined },
  locale: Locale,
): string {
  const offer = findOffer(catalogue, offerId)
  const name = offer ? catalogueText(locale, offer.name) : offerId
  const area = areaName(catalogue, areaId, locale)
  return area ? `${name} – ${area}` : name
}

/** A solution area in words; undefined for none, or one that the catalogue does not have. */
export function areaName(catalogue: Catalogue, id: string | undefined, locale: Locale): string | undefined {
  const area = catalogue.areas.find((each) => each.id === id)
  return area ? catalogueText(locale, area.name) : undefined
}

/** Speaks with other texts until the function that it gives is called. @internal Finds words that don't come from the texts. */
export function useTexts(others: Texts): () => void {
  const own = texts
  texts = others
  return () => {
    texts = own
  }
}

function formatted(locale: Locale, id: string, pattern: string, values: TextValues): string {
  const key = `${locale}\n${id}\n${pattern}`
  let format = formats.get(key)
  if (!format) {
    // Tags are people's text to us, never markup.
    format = new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true })
    formats.set(key, format)
  }
  // A value that the sentence decides by must stay as it is.
  const chooses = /,\s*select\b/.test(pattern)
  return spaceEdges(String(format.format(chooses ? values : markEdges(values, locale))))
}

function readTexts(locale: Locale): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`./text/${locale}.json`, import.meta.url), 'utf8'))
}

export type Fact = { title: string; value: string }
type FactKey = TextKey extends infer K ? (K extends `fact.${infer Name}` ? Name : never) : never

/** Makes facts of a card in a language: what the value is, and the value, finished. */
export function factsIn(locale: Locale): (key: FactKey, value: string) => Fact {
  return (key, value) => ({ title: text(locale, `fact.${key}`), value })
}

/** A fact in one line, where there is no card to show it. */
export function factText({ title, value }: Fact, locale: Locale): string {
  return locale === 'zh-TW' ? `${title}：${value}` : `${title}: ${value}`
}
