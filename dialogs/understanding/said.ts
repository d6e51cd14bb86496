import { isReadWhole, normalise } from './normalise.ts'

/** Said to be polite or to sound friendly: it changes no answer. */
const POLITE =
  /\b(please|pls|plz|kindly|thanks|thank you|thank|thx|ty|cheers|hi|hello|well|then|now|just|so|and|oh|mate|sir)\b|謝謝|感謝|麻煩|拜託|請|您|你|[喔哦啊啦吧呀耶唷囉呢欸嗯唄噢]/g

/** The words of a short answer: normalised, without politeness and spaces between Chinese characters. Nothing if it is long. */
export function said(text: string): string {
  if (!isReadWhole(text)) return ''
  return normalise(text)
    .replace(POLITE, ' ')
    .replace(/[ ,]+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim()
}

/** Whether a short answer is made of these phrases and nothing else. */
export function saysOnly(answer: string, phrases: string): boolean {
  return answer !== '' && answer.replace(wholly(phrases), ' ').trim() === ''
}

const patterns = new Map<string, RegExp>()

/** Phrases are separated by commas; the longest is read first. */
function wholly(phrases: string): RegExp {
  const known = patterns.get(phrases)
  if (known) return known
  const words = phrases.split(',').map(normalise)
  const longestFirst = words.sort((a, b) => b.length - a.length)
  const pattern = new RegExp(longestFirst.map((word) => (/^[a-z]/.test(word) ? `\\b${word}\\b` : word)).join('|'), 'g')
  patterns.set(phrases, pattern)
  return pattern
}
