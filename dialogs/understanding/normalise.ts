import { toTraditional } from './simplified.ts'

/** UTF-16 units of a message that are read: a request is short, and work must stay bounded however long the text (F35). */
const READ = 400

/**
 * One form for everything that is written alike: width, case, accents, apostrophes, invisible characters, punctuation
 * and Simplified characters no longer differ. Words are separated by single spaces; `#` and `?` are kept as they mean
 * something, and a comma stands wherever a clause ends. Only the beginning of a long text is read.
 */
export function normalise(text: string): string {
  return canonical(beginning(text))
}

/** Whether normalising leaves nothing out: what is said after the part that is read may turn it round. */
export function isReadWhole(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length <= READ && trimmed.normalize('NFKD').length <= READ
}

const beginning = (text: string): string => text.trimStart().slice(0, READ).normalize('NFKD').slice(0, READ)

/** The same for a text of our own, however long. */
export function canonical(text: string): string {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\p{Cs}'’‘`´]/gu, '')
  return toTraditional(letters)
    .replace(/#(?=\d)/g, ' # ')
    .replace(/[,;!，。；！、\n]+|\.(?= |$)/gu, ' , ')
    .replace(/[^\p{L}\p{N}#?,]+/gu, ' ')
    .replace(/\?+/g, ' ? ')
    .replace(/(?<=\d)(?=\p{Script=Latin})|(?<=\p{Script=Latin})(?=\d)/gu, ' ')
    .replace(/ +/g, ' ')
    .replace(/^[ ,]+|[ ,]+$/g, '')
}
