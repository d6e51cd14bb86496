import type { Locale } from '../store/values/locale.ts'
import { type TextKey, text } from './text.ts'

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
