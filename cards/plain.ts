/** Invisible or reordering characters with which a text can look like something else. */
const TRICKS =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u061c\u180e\ufffd]|\u034f/gu
const MARKDOWN = /[\\`*_{}[\]()#+!|<>~-]/g
const ESCAPED = /\\([\\`*_{}[\]()#+!|<>~-])/g
/** More marks on one letter than any language writes reach over the lines above and below it. */
const MARKS = /(\p{M}{3})\p{M}+/gu

const LETTERS = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** What a person wrote, as text and nothing else: no control, bidi or zero-width characters, one line, bounded (F32). */
export function clean(written: string, max = 200): string {
  const line = written.toWellFormed().replace(/\s+/g, ' ').replace(TRICKS, '').replace(/ {2,}/g, ' ')
  // More than eight units for a letter on average is nobody's name: what is cut there may have lost half a character.
  const bounded = line
    .normalize('NFC')
    .replace(MARKS, '$1')
    .slice(0, max * 8)
    .toWellFormed()
    .replace(TRICKS, '')
    .trim()
  // No letter has less than one unit.
  if (bounded.length <= max) return bounded
  const letters = [...LETTERS.segment(bounded)].map((each) => each.segment)
  return letters.length <= max
    ? bounded
    : `${letters
        .slice(0, max - 1)
        .join('')
        .trim()}…`
}

/**
 * The same for a card's text, where Markdown would otherwise make links and pictures of it (F32). What is plain already
 * stays as it is, so that a card can make sure of what its caller should have done.
 */
export function plain(written: string, max = 200): string {
  return clean(written.replace(ESCAPED, '$1'), max).replace(MARKDOWN, (sign) => `\\${sign}`)
}
