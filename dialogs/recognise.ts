import { isCertain } from './understanding/certainty.ts'
import type { CommandName } from './understanding/commands.ts'
import { type Details, detailsOf } from './understanding/details.ts'
import { exactCommand } from './understanding/exact.ts'
import type { Concept } from './understanding/lexicon.ts'
import { isReadWhole } from './understanding/normalise.ts'
import { type Classify, rank } from './understanding/rank.ts'
import { type Reading, read } from './understanding/reading.ts'

export type Recognised = {
  /** set only when certain: its card may be opened at once */
  command?: CommandName
  /** otherwise what may be meant, best first, none to two: to be asked ("did you mean") */
  suggestions: CommandName[]
  details: Details
}

/** Chance below which a command is not worth a button. */
const WORTH_A_BUTTON = 0.05
/** Chance from which we believe that a sentence is not for us. */
const NOT_FOR_US = 0.5

/**
 * What a person wants, from what they wrote: the exact word, else what the sentence says in all likelihood. Pure,
 * local, the same answer every time; reads the beginning of a text of any length. `locale` only settles how a date is
 * read; `classify` is another classifier than the one that was trained on everything. Nothing happens by it but that a
 * card opens, and buying is never among it: *Purchase* is bound to a review (S10).
 */
export function recognise(text: string, locale?: string, classify?: Classify): Recognised {
  const reading = read(text)
  const details = detailsOf(reading.text, locale)
  const exact = exactCommand(text)
  if (exact) return { command: exact, suggestions: [], details }
  if (buysPlainly(reading.text)) return { command: 'subscribe', suggestions: [], details }
  const set = setPiece(reading)
  if (set) return { suggestions: set, details }
  const guesses = rank(reading, classify)
  const [best] = guesses
  if (best && best.label !== 'none' && isReadWhole(text) && isCertain(guesses, reading)) {
    return { command: best.label, suggestions: [], details }
  }
  if (!best || (best.label === 'none' && best.probability >= NOT_FOR_US)) return { suggestions: [], details }
  const suggestions = guesses
    .filter(({ probability }) => probability >= WORTH_A_BUTTON)
    .flatMap(({ label }) => (label === 'none' ? [] : [label]))
  return { suggestions: suggestions.slice(0, 2), details }
}

const GREETING =
  /^(hi|hello|hey|hiya|howdy|good (morning|afternoon|evening|day)|[你您]好|嗨|哈囉|早安|午安|晚安|早)( there| again| all)?$/
/** The word that buys at a review, and only there. */
const PURCHASE =
  /^(?:(?:i|we|id|ill)(?: want| would like| like)?(?: to)? )?(purchase|buy|購買|買)( now| it| this| please)?[了吧]?$/
/** Nothing but a verb of buying, and what: it leads to that offer's terms, and buys nothing by itself (S10). */
const BUYS = [
  /^(?:please )?(?:(?:i|we)(?: want| would like| like)? to )?(?:subscribe(?: to)?|buy|order|get)(?: (?:the|a|an|our|us))?(?: (?:action ?pack|silver|gold))(?: (?:competency|subscription|membership))?(?: please| now)?$/,
  /^(?:請)?(?:我們?)?(?:要|想|想要)?(?:訂閱|購買|買)(?:行動套件|銀級|金級)(?:專長認證|訂閱)?$/,
]

function buysPlainly(said: string): boolean {
  const short = said.trim()
  return BUYS.some((each) => each.test(short))
}

const WANTS = /\b(want|need|take|have|get|like|give|us)\b|要|想|給|辦|換/
const FOR_SALE: ReadonlySet<Concept> = new Set<Concept>(['action-pack', 'silver', 'gold', 'competency', 'area'])

/** Sentences whose answer is decided rather than learned. */
function setPiece({ text, concepts, frames, unknown }: Reading): CommandName[] | undefined {
  if (text === '') return []
  if (GREETING.test(text)) return ['help']
  if (PURCHASE.test(text)) return ['subscribe', 'offers']
  // S14: it cannot be turned on again until renewed; the card of the subscription says why, renewing is the way.
  if (frames.has('auto-on') && !frames.has('auto-state') && !frames.has('who-did')) return ['renew', 'purchased-offers']
  const named = concepts.every((alternatives) => alternatives.some((concept) => FOR_SALE.has(concept)))
  if (!named || concepts.length === 0 || unknown > 0) return undefined
  return WANTS.test(text) && !frames.has('asks') && !frames.has('forbids')
    ? ['subscribe', 'offers']
    : ['offers', 'subscribe']
}
