import { type TextKey, text } from '../../cards/text.ts'
import { LOCALES } from '../../store/values/locale.ts'

/** The words that can be typed instead of pressing a button. */
type Word = TextKey extends infer K ? (K extends `word.${infer W}` ? W : never) : never

/** Whether a text is exactly this word, in either language, whatever its case and width. */
export function saysWord(said: string, word: Word): boolean {
  const heard = normal(said)
  return LOCALES.some((locale) => normal(text(locale, `word.${word}`)) === heard)
}

function normal(said: string): string {
  return said
    .slice(0, 100)
    .normalize('NFKC')
    .trim()
    .replace(/[.!。！]+$/u, '')
    .toLowerCase()
}
