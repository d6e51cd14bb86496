import type { Locale } from '../store/values/locale.ts'

/** Private-use signs around each value, so that its edges are found in the sentence; people's texts never hold them (`plain`). */
const EDGE = '\ue000'
const EDGES = /[ \ue000]*\ue000[ \ue000]*/g
const CHINESE = /\p{Script=Han}/u
const LATIN = /[A-Za-z\d]/
const PUNCTUATION = /[\u3000-\u303f\uff01-\uff60]/

/** Marks where values begin and end, in a language whose spacing depends on what they are. */
export function markEdges<V>(values: Record<string, V>, locale: Locale): Record<string, V | string> {
  if (locale !== 'zh-TW') return values
  const entries = Object.entries(values)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? EDGE + value + EDGE : value]),
  )
}

/**
 * Chinese stands apart from Latin letters and digits by a space, and from Chinese by none: whichever of them a value
 * begins and ends with, the sentence around it comes out right.
 */
export function spaceEdges(sentence: string): string {
  return sentence.replace(EDGES, (edge, at: number) => {
    const before = sentence[at - 1] ?? ''
    const after = sentence[at + edge.length] ?? ''
    if (PUNCTUATION.test(before + after)) return ''
    const chinese = [before, after].filter((each) => CHINESE.test(each)).length
    if (chinese === 2) return ''
    if (chinese === 1 && LATIN.test(before + after)) return ' '
    return edge.includes(' ') && before && after ? ' ' : ''
  })
}
