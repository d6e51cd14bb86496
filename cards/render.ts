import { readFileSync } from 'node:fs'
import { Template } from 'adaptivecards-templating'
import type { Attachment } from 'botframework-schema'
import type { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { defaultsFor } from './defaults.ts'
import { type Say, sayIn } from './text.ts'

/** Writes a card in a language, from data that its view model has checked. */
export type Writer<View extends z.ZodType, Written> = (view: z.output<View>, say: Say, locale: Locale) => Written
/** Makes a card; throws on data that doesn't fit its view model. */
export type Card<View extends z.ZodType> = (locale: Locale, data: z.input<View>) => Attachment

/** A card with a look of its own: what its template reads, and what is `said` by it where no card is shown. */
export function cardOf<View extends z.ZodType>(
  name: string,
  view: View,
  write: Writer<View, { said: readonly string[] } & Record<string, unknown>>,
): Card<View> {
  const expand = template(name)
  return (locale, data) => {
    const { said, ...written } = write(view.parse(data), sayIn(locale), locale)
    return expand({ lang: locale, fallback: said.filter(Boolean).join('\n'), ...written })
  }
}

/**
 * Reads a card's template, which lies beside its view model. It is built once, for building costs 50 times its use, and
 * not before it is used, for all of them together are a tenth of the bot's start. @internal A test fills templates with what no view model lets in.
 */
export function template(name: string): (data: object) => Attachment {
  const read: unknown = JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'))
  const complete = defaultsFor(read)
  let built: Template | undefined
  return (data) => {
    built ??= new Template(read)
    const content = built.expand({ $root: complete(data) })
    return { contentType: 'application/vnd.microsoft.card.adaptive', content }
  }
}

/** Texts for a template that repeats an element for each of them. */
export function asTexts(texts: string[]): { text: string }[] {
  return texts.map((text) => ({ text }))
}
