import { text } from '../../../cards/text.ts'
import { closeKey } from '../../../cards/ticket-timeline.ts'
import { type ClosingDeed, isClosingDeed } from '../../../store/tickets/closing.ts'
import { CLOSE_REASONS, type CloseReason } from '../../../store/tickets/ticket.ts'
import type { QueueFilter } from '../../../store/tickets/tickets.ts'
import { LOCALES } from '../../../store/values/locale.ts'
import { misspelling } from '../../understanding/spelling.ts'
import { type Beginning, beginningOf } from './desk-words.ts'
import { fold } from './folded.ts'

export const FILTERS = ['all', 'unassigned', 'mine', 'waiting-for-us', 'waiting-for-them', 'closed'] as const

type Plain = 'take' | 'take-back' | 'release' | 'reopen' | 'more' | 'help'
/** What an agent can type. `rest`: what follows the word. */
export type Typed =
  | { kind: 'queue'; filter: QueueFilter; words: string }
  | { kind: 'ticket'; number: number }
  | { kind: 'open-ticket'; words: string }
  | { kind: 'report'; days: number }
  | { kind: 'note' | 'reply' | 'close'; words: string }
  | { kind: Plain }
  /** How the question about a text that waits is answered. */
  | { kind: 'answer'; answer: 'send' | 'keep' | 'drop' }
  /** It begins like a word of the desk's, and may be meant for the partner all the same: the agent is asked. */
  | { kind: 'unclear' }

const UNCLEAR: Typed = { kind: 'unclear' }
/** A search names a company; more is a sentence. */
const MOST_SEARCHED = 4

const ANSWERS: [pattern: RegExp, answer: 'send' | 'keep' | 'drop'][] = [
  [/^(?:send(?: it)?(?: to the partner)?|傳送(?:給合作夥伴)?)$/, 'send'],
  [/^(?:keep(?: it)?(?: as(?: a)? note)?|保留(?:為備註)?)$/, 'keep'],
  [/^(?:cancel|drop(?: it)?|don't send(?: it)?|do not send(?: it)?|取消|不要傳送)$/, 'drop'],
]

/** undefined: it begins like no word of the desk's; in a ticket's thread it is then a reply. */
export function readTyped(said: string): Typed | undefined {
  const { text: short } = fold(said)
  const alone = short.replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '').replace(/\s+/g, ' ')
  const answer = ANSWERS.find(([pattern]) => pattern.test(alone))?.[1]
  if (answer) return { kind: 'answer', answer }
  const found = beginningOf(said)
  return found ? (clearly(found) ?? UNCLEAR) : isMisspelt(alone, short) ? UNCLEAR : undefined
}

function clearly(found: Beginning): Typed | undefined {
  const { word, plain, led, rest, whole, folded } = found
  if (!plain) return undefined
  switch (word) {
    case 'queue':
      return readQueue(found)
    case 'ticket': {
      const number = /^(\d{1,9})[\s\p{P}]*$/u.exec(folded)?.[1]
      return number ? { kind: 'ticket', number: Number(number) } : undefined
    }
    case 'open-ticket':
      return rest && !led ? { kind: 'open-ticket', words: rest } : undefined
    case 'report': {
      const days = whole ? '7' : /^(\d{1,3})\s*(?:days?|天|日)?[\s\p{P}]*$/u.exec(folded)?.[1]
      return days ? { kind: 'report', days: Math.min(Math.max(Number(days) || 7, 1), 366) } : undefined
    }
    case 'note':
      return isNote(found) ? { kind: 'note', words: rest } : undefined
    case 'aside':
      return isSetOff(found) && rest ? { kind: 'note', words: rest } : undefined
    case 'reply':
      return isReply(found) ? { kind: 'reply', words: rest } : undefined
    case 'close':
      return whole ? { kind: 'close', words: '' } : readClosing(found)
    default:
      return whole ? { kind: word } : undefined
  }
}

/** Something that sets the word off stands after it: a colon, a comma, a dash. */
function isSetOff({ between, led }: Beginning): boolean {
  return !led && /[^\s'’]/u.test(between)
}

/** A note is kept where only the desk reads it, so that it is taken as one unless it may be a sentence to the partner. */
function isNote(found: Beginning): boolean {
  const { led, folded } = found
  if (!folded) return true
  if (led) return false
  if (isSetOff(found)) return true
  return !/^(?:that|how|when|where|which|why|down|of|from|in|is|was|are|has|have|will|to (?!self)|欄|是|中的?|裡|內容)/u.test(
    folded,
  )
}

function isReply(found: Beginning): boolean {
  const { led, folded, between, rest } = found
  if (!folded) return true
  if (led || !between || between === '-') return false
  // A capital begins a sentence of its own: “reply Is anybody there?”.
  if (isSetOff(found) || /^\p{Lu}/u.test(rest)) return true
  return !/^(?:to|by|from|in|at|with|within|on|before|as|if|all|address|time|times|is|was)\b/.test(folded)
}

function readClosing({ rest, led }: Beginning): Typed | undefined {
  const words = rest.replace(/[\s\p{P}\p{S}]+$/u, '').replace(/^(?:as|because|reason)[\s:：]+/iu, '')
  return readReason(words) && !led ? { kind: 'close', words } : undefined
}

/** One letter is wrong, in a text that is else nothing but the word, or sets it off as a command. */
function isMisspelt(alone: string, short: string): boolean {
  const first = /^[\s\p{P}\p{S}]*([a-z]{4,9})(?=\s*[:：\-–—]|[\s\p{P}\p{S}]*$)/u.exec(short)?.[1]
  return (
    first !== undefined &&
    (alone === first || /[:：\-–—]/u.test(short)) &&
    COMMANDS.some((each) => misspelling(first, each, 1) === 1)
  )
}
const COMMANDS = ['note', 'notes', 'take', 'release', 'reopen', 'close', 'queue', 'reply', 'internal', 'report']

/** `set up desk CODE`, wherever it is said. */
export function readSetUp(said: string): string | undefined {
  return /^\s*(?:set up desk|設定服務台)\s+([\w-]{4,40}(?:\s[\w-]{1,20})?)\s*$/iu.exec(said)?.[1]
}

/** A reason for closing by its name in either language, or by its id; nothing said: answered. */
export function readReason(words: string): CloseReason | undefined {
  const said = spaced(words)
  if (!said) return 'answered'
  return CLOSE_REASONS.find((each) => [each, ...closeTitles(each)].some((title) => spaced(title) === said))
}

function readQueue({ rest, whole, led }: Beginning): Typed | undefined {
  if (whole) return { kind: 'queue', filter: 'all', words: '' }
  const said = spaced(rest)
  const filter = FILTERS.find((each) => [each, ...titles(`queue.${each}`)].some((title) => spaced(title) === said))
  if (filter) return { kind: 'queue', filter, words: '' }
  const isSearch = !led && rest.length <= 60 && rest.split(/\s+/).length <= MOST_SEARCHED
  return isSearch ? { kind: 'queue', filter: 'all', words: rest } : undefined
}

/** Hyphens, spaces and what stands at the end don't matter. */
function spaced(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[\s\p{P}]+$/u, '')
    .replace(/[\s-]+/g, ' ')
}

/** As they stand in the list of an agent's card, and as the partner reads them. */
function closeTitles(reason: CloseReason): string[] {
  const by = isClosingDeed(reason) ? titles(`close-by.${reason}`) : []
  return [...titles(`close.${reason}`), ...titles(closeKey(reason, 'desk')), ...by]
}

function titles(
  key: ReturnType<typeof closeKey> | `close-by.${ClosingDeed}` | `queue.${(typeof FILTERS)[number]}`,
): string[] {
  return LOCALES.map((locale) => text(locale, key))
}
