import { Temporal } from 'temporal-polyfill'
import { CHINESE_NUMBER, numberOf } from './numbers.ts'

/** A civil date 'YYYY-MM-DD', or what was said of one. */
export type SaidDate = string | { month: number; day: number }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const N = `(\\d{1,2}|${CHINESE_NUMBER})`

type Parts = { year?: string | undefined; month: string | undefined; day: string | undefined }
type Way = { pattern: RegExp; parts: (match: RegExpExecArray, chinese: boolean) => Parts | undefined }

/** Ways in which a date is written, in normalised text (no punctuation, digits and Latin letters apart), surest first. */
const WAYS: Way[] = [
  { pattern: /\b(20\d\d) (\d{1,2}) (\d{1,2})\b/, parts: ([, year, month, day]) => ({ year, month, day }) },
  {
    pattern: new RegExp(`(?:(20\\d\\d) ?年 ?)?${N} ?月 ?${N} ?[日號]?`),
    parts: ([, year, month, day]) => ({ year, month, day }),
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?: (?:st|nd|rd|th))?(?: of)? ${MONTH}\\b(?: (20\\d\\d))?`),
    parts: ([, day, month, year]) => ({ year, month, day }),
  },
  {
    pattern: new RegExp(`\\b${MONTH}(?: the)? (\\d{1,2})(?: (?:st|nd|rd|th))?\\b(?! \\d\\d?\\b)(?: (20\\d\\d))?`),
    parts: ([, month, day, year]) => ({ year, month, day }),
  },
  { pattern: /\b(\d{1,2}) (\d{1,2}) (20\d\d)\b/, parts: ([, a, b, year], chinese) => ordered(a, b, chinese, year) },
  { pattern: /(?<![\d#] ?)\b(\d{1,2}) (\d{1,2})\b(?! ?\d)/, parts: ([, a, b], chinese) => ordered(a, b, chinese) },
]

/** 23/11 can only be one thing; 11/12 is a November day in Chinese and left open in English. */
function ordered(a: string | undefined, b: string | undefined, chinese: boolean, year?: string): Parts | undefined {
  if (Number(a) > 12) return { year, month: b, day: a }
  return chinese || Number(b) > 12 ? { year, month: a, day: b } : undefined
}

/** The first date that normalised text names and the calendar has. Relative ones (tomorrow) are not read: no clock here. */
export function dateIn(normalised: string, locale?: string): SaidDate | undefined {
  const chinese = locale?.toLowerCase().startsWith('zh') || /\p{Script=Han}/u.test(normalised)
  for (const { pattern, parts } of WAYS) {
    const match = pattern.exec(normalised)
    const said = match && parts(match, chinese)
    const date = said && real(said)
    if (date) return date
  }
  return undefined
}

function real({ year, month = '', day = '' }: Parts): SaidDate | undefined {
  const named = MONTHS.indexOf(month.slice(0, 3))
  const parts = { month: named >= 0 ? named + 1 : (numberOf(month) ?? 0), day: numberOf(day) ?? 0 }
  try {
    // 2028 is a leap year: 29 February is a day that one can name.
    const date = Temporal.PlainDate.from({ year: Number(year ?? 2028), ...parts }, { overflow: 'reject' })
    return year === undefined ? parts : date.toString()
  } catch {
    return undefined
  }
}
