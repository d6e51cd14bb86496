/** A file's bytes are no text that we read. The message says in which encoding it seems to be, and nothing of it. */
export class EncodingError extends Error {
  override name = 'EncodingError'
}

/** From the longest on: UTF-32's mark begins like UTF-16's. */
const MARKS: [mark: number[], encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'UTF-32'][] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32'],
  [[0, 0, 0xfe, 0xff], 'UTF-32'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

/**
 * The text of a file that people have made, whatever their editor or shell: UTF-8, or UTF-16 as PowerShell saves it, with
 * or without the mark that says which. Throws EncodingError for everything else, instead of guessing at letters.
 */
export function textOf(bytes: Uint8Array): string {
  const encoding = MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1] ?? unmarked(bytes)
  if (encoding === 'UTF-32') throw new EncodingError('it is in UTF-32: save it as UTF-8')
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const what = encoding === 'utf-8' ? 'not in UTF-8 (in an older encoding, such as ANSI or Big5?)' : 'broken UTF-16'
    throw new EncodingError(`it is ${what}: save it as UTF-8`)
  }
}

/** What we read begins with a letter or a sign of ASCII: its zeros tell how wide a letter is. */
function unmarked([a, b, c, d]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'UTF-32' {
  const [hasA, hasB, hasRest] = [Boolean(a), Boolean(b), Boolean(c) || Boolean(d)]
  if (a === undefined || b === undefined || (hasA && hasB)) return 'utf-8'
  if (d !== undefined && !hasRest && hasA !== hasB) return 'UTF-32'
  if (hasA) return 'utf-16le'
  return hasB ? 'utf-16be' : 'UTF-32'
}
