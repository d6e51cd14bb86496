import { dateIn, type SaidDate } from './dates.ts'
import { CHINESE_NUMBER, ENGLISH_ORDINAL, numberOf } from './numbers.ts'

export type Details = {
  /** id in the catalogue */
  offer?: 'network' | 'action-pack' | 'silver' | 'gold'
  /** solution area: a key like the catalogue's ids; whether that one is sold is for the catalogue to say */
  area?: string
  level?: 'silver' | 'gold'
  /** number of a support request */
  ticket?: number
  /** place in the list last shown, from 1; −1 is the last one */
  ordinal?: number
  date?: SaidDate
}

const OFFERS: [NonNullable<Details['offer']>, RegExp][] = [
  ['action-pack', /\bactions? pac?k\b|\bactionpack\b|行動(套件|包)|動作套件/],
  ['gold', /\bgold\b|金級|金牌/],
  ['silver', /\bsilver\b|銀級|銀牌/],
  ['network', /\bnetwork member(ship)?\b|網路會員/],
]

const AREAS: [string, RegExp][] = [
  ['cloud-platform', /\bcloud( platform)?\b|雲端(平台)?/],
  ['data-analytics', /\bdata (and )?analytics\b|\banalytics\b|(資料|數據)分析/],
  ['application-development', /\bapp(lication)? dev(elopment)?\b|(應用程式|軟體|應用|程式)開發/],
  ['security', /\bsecurity\b|資訊?安全?(?!料)/],
]

const TICKET = [
  /\b(?:ticket|request|case|incident|inquiry|enquiry)s?(?: (?:no|number|nr|id))? (?:# )?(\d{1,9})\b/,
  /(?:支援要求|支援請求|服務要求|工單|案件|案號|單號|案子)(?:編?號碼?)?(?: ?[是為第])? ?(?:# )?(\d{1,9})/,
  /(\d{1,9}) ?號?的?(?:支援要求|支援請求|服務要求|工單|案件|案子|ticket)/,
  /# (\d{1,9})\b/,
]

const ORDINAL = [
  new RegExp(`\\b(${ENGLISH_ORDINAL}|last)\\b(?! (?:year|month|week|time|night|four|payment|digits))`),
  /\b(\d{1,2}) (?:st|nd|rd|th)\b/,
  /\b(?:number|no|option|item) (\d{1,2})\b/,
  new RegExp(`第 ?(\\d{1,2}|${CHINESE_NUMBER}) ?[個項筆張份家位款種]?`),
  /(最後)(?:一|那|的)?[一]?[個項筆張份]/,
]

/** What a sentence, normalised, says beside what it asks for. */
export function detailsOf(normalised: string, locale?: string): Details {
  const date = dateIn(normalised, locale)
  const ticket = firstNumber(TICKET, normalised)
  const ordinal = date === undefined && ticket === undefined ? firstNumber(ORDINAL, normalised) : undefined
  const offers = OFFERS.filter(([, pattern]) => pattern.test(normalised)).map(([id]) => id)
  const offer = wanted(offers, normalised)
  const area = AREAS.find(([, pattern]) => pattern.test(normalised))?.[0]
  return {
    ...(offer && { offer }),
    ...(area && { area }),
    ...((offer === 'silver' || offer === 'gold') && { level: offer }),
    ...(ticket !== undefined && { ticket }),
    ...(ordinal !== undefined && { ordinal }),
    ...(date !== undefined && { date }),
  }
}

/** From silver to gold: gold is wanted. Silver or gold, with no such word between: nothing has been chosen. */
function wanted(offers: NonNullable<Details['offer']>[], normalised: string): Details['offer'] {
  if (offers.length < 2) return offers[0]
  const upgrade = /\b(?:from|upgrade)\b|升|換|改/.test(normalised)
  return upgrade && offers.includes('gold') ? 'gold' : undefined
}

function firstNumber(patterns: RegExp[], normalised: string): number | undefined {
  for (const pattern of patterns) {
    const number = numberOf(pattern.exec(normalised)?.[1] ?? '')
    if (number !== undefined && number !== 0) return number
  }
  return undefined
}
