import { isIssued } from './card-issuers.ts'

/** Texts of more than this are nobody's message. */
const MOST = 200_000
const LONGEST = 19
/** Between the digits of one number: what people type there, and what cannot be seen. At most so many of them. */
const SEPARATOR = /^[\s\p{Zs}\p{Pd}.,·・_/\u2212\u200b-\u200f\u2060\u00ad\ufeff]{1,4}$/u
/** What makes a key of a digit, as phones write them. */
const KEY = /^[\ufe0f\u20e3]$/
/** Ids that are written in groups. */
const GUID = /(?<![\da-f-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f-])/gi
/** Where a word is stuck to it, it is the number of something else, unless it is one of these. */
const WORD_BEFORE =
  /(?:^|[^a-z\d_])(?:cards?|visa|master(?:card)?|mc|amex|jcb|discover|diners|maestro|unionpay|cup|cc|pan|no|nr|num|number)$/i
const WORD_AFTER = /^(?:exp|expires|cvc|cvv|cvn|valid|thru|on|and|x)/i
/** How the numbers of a bank account and of a telephone begin, of which groups of four may follow. */
const OTHERS = /(?:^|[^a-z\d])[a-z]{2}\d{2}(?!\d)|\+\d/i

/** Digits that stand together: which ones, and from where to where in the text. */
type Group = { digits: string; from: number; to: number }

/** A text has a payment card's number in it: of a network's beginning and length, with the right check digit (F60). */
export function hasCardNumber(text: string): boolean {
  return findCardNumbers(text).length > 0
}

/** A field as it may be kept: as it is, or empty if a card's number is in it. */
export function unlessCardNumber(text: string): string {
  return hasCardNumber(text) ? '' : text
}

/** The text with such numbers masked, for those who must read it. */
export function maskCardNumbers(text: string): string {
  return findCardNumbers(text).reduceRight(
    (masked, { from, to }) => `${masked.slice(0, from)}•••• ••••${masked.slice(to)}`,
    text,
  )
}

/** Whether the digits in it, whatever stands between them, pass the Luhn check. */
export function passesLuhn(written: string): boolean {
  const digits = [...written.normalize('NFKC').replace(/\D/g, '')].map(Number)
  const sum = digits.toReversed().reduce((total, digit, i) => {
    const doubled = digit * 2
    return total + (i % 2 ? (doubled > 9 ? doubled - 9 : doubled) : digit)
  }, 0)
  return sum % 10 === 0 && digits.some((each) => each !== 0)
}

function findCardNumbers(written: string): { from: number; to: number }[] {
  const text = written.slice(0, MOST).replace(GUID, (id) => 'x'.repeat(id.length))
  return runsIn(text).flatMap((run) => {
    const found: { from: number; to: number }[] = []
    for (let first = 0; first < run.length; first++) {
      const count = lengthAt(text, run, first)
      const [from, to] = [run[first], run[first + count - 1]]
      if (count === 0 || !from || !to) continue
      found.push({ from: from.from, to: to.to })
      first += count - 1
    }
    return found
  })
}

/** Of how many groups, from this one on, the number is that begins here; 0: none does. The longest, so that nothing is left of it. */
function lengthAt(text: string, run: Group[], first: number): number {
  let digits = ''
  let longest = 0
  for (let count = 1; first + count <= run.length; count++) {
    const groups = run.slice(first, first + count)
    digits += groups.at(-1)?.digits ?? ''
    if (digits.length > LONGEST) break
    const isAlone = count === run.length
    const isNumber =
      isIssued(digits) &&
      passesLuhn(digits) &&
      ((isGrouped(groups) && isEven(text, groups)) || (isAlone && isSpaced(text, groups)))
    if (isNumber) longest = count
  }
  return longest
}

/** Groups as they stand on cards: equal ones and a rest, or 4-6-4, 4-6-5 and 6-13. Other figures may stand beside them. */
function isGrouped(groups: Group[]): boolean {
  const sizes = groups.map(({ digits }) => digits.length)
  const [size = 0, ...others] = sizes
  const rest = others.pop() ?? size
  return (others.every((each) => each === size) && rest <= size) || /^(?:4-6-[45]|6-1[03])$/.test(sizes.join('-'))
}

/** The same sign stands between all of them. */
function isEven(text: string, groups: Group[]): boolean {
  const signs = groups.slice(1).map(({ from }, i) => text.slice(groups[i]?.to, from).replace(/[\s\p{Zs}]/gu, ''))
  return new Set(signs).size <= 1
}

/** However it is split, if nothing but spaces and dashes is between: other signs stand in dates, sums and lists. */
function isSpaced(text: string, groups: Group[]): boolean {
  return !/[.,/·・_]/.test(text.slice(groups[0]?.from, groups.at(-1)?.to))
}

/** Groups that only separators part from each other; none of a bank account's number, nor of a telephone's. */
function runsIn(text: string): Group[][] {
  const runs: Group[][] = []
  let run: Group[] = []
  let to = 0
  let isOther = false
  for (const group of groupsIn(text)) {
    const follows = to > 0 && SEPARATOR.test(text.slice(to, group.from))
    const isPart = isStuck(text, group)
    isOther = (isOther && follows) || OTHERS.test(text.slice(Math.max(0, group.from - 3), group.from + 3))
    if (!follows || isPart) {
      run = []
      runs.push(run)
    }
    if (!isOther && !isPart) run.push(group)
    to = group.to
  }
  return runs
}

/** A part of a word or of a longer id. */
function isStuck(text: string, { from, to }: Group): boolean {
  const [before, after] = [text.slice(Math.max(0, from - 12), from), text.slice(to, to + 8)]
  return (/[a-z_]$/i.test(before) && !WORD_BEFORE.test(before)) || (/^[a-z_]/i.test(after) && !WORD_AFTER.test(after))
}

function groupsIn(text: string): Group[] {
  const groups: Group[] = []
  let at = 0
  for (const sign of text) {
    const digit = digitOf(sign)
    const last = groups.at(-1)
    if (digit !== undefined && last?.to === at) {
      last.digits += digit
      last.to += sign.length
    } else if (last?.to === at && KEY.test(sign)) last.to += 1
    else if (digit !== undefined) groups.push({ digits: digit, from: at, to: at + sign.length })
    at += sign.length
  }
  return groups
}

/** Any script's digits: full-width, Arabic, in circles. */
function digitOf(sign: string): string | undefined {
  if (sign >= '0' && sign <= '9') return sign
  if (!/^\p{N}$/u.test(sign)) return undefined
  const plain = sign.normalize('NFKC')
  if (/^\d$/.test(plain)) return plain
  // The ten digits of a script stand in a row.
  const code = sign.codePointAt(0) ?? 0
  for (let value = 0; value < 10 && /^\p{Nd}$/u.test(sign); value++)
    if (!/^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) return String(value)
  return undefined
}
