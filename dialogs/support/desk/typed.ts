import { text } from '../../../cards/text.ts'
import { CLOSE_REASONS } from '../../../store/tickets/ticket.ts'
import type { QueueFilter } from '../../../store/tickets/tickets.ts'
import { LOCALES } from '../../../store/values/locale.ts'

export const FILTERS = ['all', 'unassigned', 'mine', 'waiting-for-us', 'waiting-for-them', 'closed'] as const

type CloseReason = (typeof CLOSE_REASONS)[number]
type Plain = 'take' | 'release' | 'reopen' | 'more' | 'help'
/** What an agent can type. `rest`: what follows the word. */
export type Typed =
  | { kind: 'queue'; filter: QueueFilter; words: string }
  | { kind: 'ticket'; number: number }
  | { kind: 'open-ticket'; words: string }
  | { kind: 'report'; days: number }
  | { kind: 'note' | 'reply' | 'close'; words: string }
  | { kind: Plain }

const WORDS: [pattern: RegExp, read: (rest: string) => Typed][] = [
  [/^(?:queue|佇列)(?:\s+|$|(?=\p{Script=Han}))(.*)$/isu, readQueue],
  [/^(?:ticket|支援要求)\s*#?(\d{1,9})$/iu, (rest) => ({ kind: 'ticket', number: Number(rest) })],
  [/^(?:open ticket|開立支援要求)\s+(.+)$/isu, (words) => ({ kind: 'open-ticket', words })],
  [
    /^(?:report|報告)\s*(\d{0,3})$/iu,
    (rest) => ({ kind: 'report', days: Math.min(Math.max(Number(rest) || 7, 1), 366) }),
  ],
  [/^(?:note|備註)[\s:：]+(.+)$/isu, (words) => ({ kind: 'note', words })],
  [/^(?:reply|回覆)[\s:：]+(.+)$/isu, (words) => ({ kind: 'reply', words })],
  [/^(?:close|結案)(?:[\s:：]+(.*))?$/isu, (words) => ({ kind: 'close', words })],
  [/^(?:take|接手)$/iu, () => ({ kind: 'take' })],
  [/^(?:release|放回)$/iu, () => ({ kind: 'release' })],
  [/^(?:reopen|重新開啟)$/iu, () => ({ kind: 'reopen' })],
  [/^(?:more|更多)$/iu, () => ({ kind: 'more' })],
  [/^(?:help|說明)$/iu, () => ({ kind: 'help' })],
]

/** undefined: no word of the desk's; in a ticket's thread it is then a reply. */
export function readTyped(said: string): Typed | undefined {
  const short = said.trim()
  for (const [pattern, read] of WORDS) {
    const found = pattern.exec(short)
    if (found) return read((found[1] ?? '').trim())
  }
  return undefined
}

/** `set up desk CODE`, wherever it is said. */
export function readSetUp(said: string): string | undefined {
  return /^\s*(?:set up desk|設定服務台)\s+([\w-]{4,40}(?:\s[\w-]{1,20})?)\s*$/iu.exec(said)?.[1]
}

/** A reason for closing by its name in either language, or by its id; nothing said: answered. */
export function readReason(words: string): CloseReason | undefined {
  const said = words.trim().toLowerCase()
  if (!said) return 'answered'
  return CLOSE_REASONS.find((each) => [each, ...titles(`close.${each}`)].some((title) => title.toLowerCase() === said))
}

function readQueue(rest: string): Typed {
  const said = rest.toLowerCase()
  const filter = FILTERS.find((each) =>
    [each, ...titles(`queue.${each}`)].some((title) => title.toLowerCase() === said),
  )
  return { kind: 'queue', filter: filter ?? 'all', words: filter ? '' : rest }
}

function titles(key: `close.${CloseReason}` | `queue.${(typeof FILTERS)[number]}`): string[] {
  return LOCALES.map((locale) => text(locale, key))
}
