import { toTraditional } from './simplified.ts'

/** UTF-16 units of a message that are read: a request is short, and work must stay bounded however long the text (F35). */
const READ = 400

/**
 * One form for everything that is written alike: width, case, accents, apostrophes, invisible characters, punctuation
 * and Simplified characters no longer differ. Words are separated by single spaces; `#` and `?` are kept as they mean
 * something. Only the beginning of a long text is read.
 */
export function normalise(text: string): string {
  const canonical = text
    .slice(0, READ)
    .normalize('NFKD')
    .slice(0, READ)
    .replace(/[\p{M}\p{Cf}\p{Cs}'’‘`´]/gu, '')
    .toLowerCase()
  return toTraditional(canonical)
    .replace(/#(?=\d)/g, ' # ')
    .replace(/[^\p{L}\p{N}#?]+/gu, ' ')
    .replace(/\?+/g, ' ? ')
    .replace(/(?<=\d)(?=\p{Script=Latin})|(?<=\p{Script=Latin})(?=\d)/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
}
