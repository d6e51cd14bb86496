import { toTraditional } from '../../understanding/normalise.ts'

/** Letters of a message that are looked at for a word of the desk's: words stand at its beginning. */
const READ = 400

/** Cyrillic and Greek letters that look like Latin ones. */
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [...'аaеeоoрpсcхxуyіiѕsјjтtкkοoεeαaτtκkιi'].flatMap((each, i, all) => (i % 2 ? [] : [[each, all[i + 1] ?? '']])),
)

/** A text as it is compared: width, case, accents, Simplified characters and everything invisible no longer differ. */
export type Folded = {
  text: string
  /** What was written from this place of the folded text on, as it was written. */
  written(from: number): string
}

/** Keeps the way back to what was written, because only that is kept and sent. */
export function fold(said: string): Folded {
  let text = ''
  const places: number[] = []
  let at = 0
  for (const letter of said) {
    if (text.length >= READ) break
    const plain = toTraditional(letter.normalize('NFKD').toLowerCase())
      .replace(/[’‘`´]/gu, "'")
      .replace(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, (each) => LOOKALIKES[each] ?? each)
      .replace(/[\p{M}\p{Cf}\p{Cs}]|(?!\s)\p{Cc}/gu, '')
    for (let i = 0; i < plain.length; i++) places.push(at)
    text += plain
    at += letter.length
  }
  return { text, written: (from) => (from < places.length ? said.slice(places[from]) : said.slice(at)) }
}
