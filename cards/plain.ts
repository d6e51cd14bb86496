/** Invisible or reordering characters with which a text can look like something else. */
const TRICKS =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u061c\u180e\ufffd]|\u034f/gu
const MARKDOWN = /[\\`*_{}[\]()#+!|<>~-]/g
const ESCAPED = /\\([\\`*_{}[\]()#+!|<>~-])/g
/** More marks on one letter than any language writes reach over the lines above and below it. */
const MARKS = /(\p{M}{3})\p{M}+/gu

/** What a person wrote, as text and nothing else: no control, bidi or zero-width characters, one line, bounded (F32). */
export function clean(written: string, max = 200): string {
  const line = written
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(TRICKS, '')
    .replace(MARKS, '$1')
    .trim()
  const letters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(line.slice(0, max * 8))]
  if (letters.length <= max) return line.slice(0, max * 8)
  return `${letters
    .slice(0, max - 1)
    .map((each) => each.segment)
    .join('')}…`
}

/**
 * The same for a card's text, where Markdown would otherwise make links and pictures of it (F32). What is plain already
 * stays as it is, so that a card can make sure of what its caller should have done.
 */
export function plain(written: string, max = 200): string {
  return clean(written.replace(ESCAPED, '$1'), max).replace(MARKDOWN, (sign) => `\\${sign}`)
}
