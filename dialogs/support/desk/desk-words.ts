import { type Folded, fold } from './folded.ts'

const NO_LETTER = String.raw`(?!\p{Script=Latin})`
const SIGNS = String.raw`[\s\p{P}\p{S}]`

/** English words as patterns, ended where the word ends. */
const en = (words: string) => `(?:${words})${NO_LETTER}`
/** Chinese words; people put spaces between the characters. */
const zh = (words: string) =>
  `(?:${words
    .split('|')
    .map((each) => [...each].join(String.raw`\s*`))
    .join('|')})`

const POLITE =
  'please|pls|plz|kindly|hi|hey|hello|ok|okay|now|just|also|and|bot|can you|could you|would you|let me|i want to|' +
  "i would like to|i'd like to"
const POLITE_ZH = '請|麻煩|拜託|幫我|幫忙|您好|你好|嗨|好的|好|那|我要|我想|先|再'
const COMPANY = 'internal|private|confidential|desk|team|staff|agent|support|self|quick|side|personal|own|only'
const ADDING =
  '(?:add|make|leave|write|save|keep|put|create|new|as)(?: (?:it|this|that|as|a|an|the|my|another|one|new|internal|private|quick))*'
const NOTES = '備註|備注|附註|附注|註記|注記|註解|筆記|記事|備忘錄|備忘|便條'
const INSIDE = '僅供內部|僅限內部|限內部|內部|私下|私人|機密|不要給客戶|不要傳給客戶|勿傳客戶'

/** What the desk's words stand for; `aside`: says that something is not for the partner, without being a command. */
type DeskWord =
  | 'queue'
  | 'ticket'
  | 'open-ticket'
  | 'report'
  | 'note'
  | 'reply'
  | 'close'
  | 'take'
  | 'take-back'
  | 'release'
  | 'reopen'
  | 'more'
  | 'help'
  | 'aside'
/** The first that fits is it. `plain`: it is the command's own word; else it only begins like it, and is never one by itself. */
const WORDS: [word: DeskWord, pattern: string, plain: boolean][] = [
  ['aside', `${en(String.raw`set[\s-]*up(?: the)?[\s-]*desk`)}|${zh('設定服務台')}`, false],
  ['open-ticket', `${en(String.raw`open[\s-]*ticket`)}|${zh('開立支援要求')}`, true],
  ['open-ticket', en(String.raw`open(?: a| the)?[\s-]*tickets?`), false],
  ['queue', `${en('queue')}|${zh('佇列')}`, true],
  ['queue', en("queue[sd]|queue's|queue?ing"), false],
  ['ticket', `${en('ticket')}|${zh('支援要求')}`, true],
  ['ticket', en("tickets|ticket's"), false],
  ['report', `${en('report')}|${zh('報告')}`, true],
  ['report', en("reports|reported|reporting|report's"), false],
  ['note', `${en(String.raw`(?:(?:${COMPANY})[\s\p{P}]+)*notes?`)}|(?:${zh(INSIDE)}[的用]?\\s*)?${zh(NOTES)}`, true],
  ['note', `${en(`${ADDING} notes?`)}|${zh('加備註|新增備註|加註|記一下|註')}`, false],
  ['note', String.raw`note[\p{Script=Latin}']+|memo[\p{Script=Latin}']*`, false],
  ['aside', `${en('(?:internal|private|confidential)(?:ly)?')}|${zh(INSIDE)}`, true],
  [
    'aside',
    `${en(String.raw`not for (?:the )?(?:partner|customer|client)s?|hand[\s-]*(?:it )?over`)}|${zh('轉交|交接')}`,
    false,
  ],
  ['reply', `${en('reply')}|${zh('回覆')}`, true],
  ['reply', en("repl(?:ies|ied|ying)|reply's"), false],
  ['close', `${en('close')}|${zh('結案')}`, true],
  ['close', `${en('close[sd]|closing|closure')}|${zh('關閉')}`, false],
  [
    'take-back',
    `${en(String.raw`take[\s-]*(?:(?:it|that|this)[\s-]*)?back(?: (?:my|the|that|this))?(?: last)?(?: (?:reply|message|answer))?`)}|${zh('收回|撤回')}`,
    true,
  ],
  [
    'take-back',
    `${en('unsend(?: it| that| this)?|take (?:my|the|that|this) (?:last )?(?:reply|message|answer) back')}`,
    false,
  ],
  ['take', `${en('take|taking')}|${zh('接手')}`, true],
  ['take', en('takes|taken|took|takeover'), false],
  ['release', `${en('release')}|${zh('放回')}`, true],
  ['release', `${en('released?s?|releasing')}|${zh('釋出')}`, false],
  ['reopen', `${en('re-?open')}|${zh('重新開啟')}`, true],
  ['reopen', `${en('re-?open(?:s|ed|ing)')}|${zh('重開')}`, false],
  ['more', `${en('more')}|${zh('更多')}`, true],
  ['help', `${en('help')}|${zh('說明')}`, true],
]
const READERS = WORDS.map(
  ([word, pattern, plain]) => ({ word, plain, pattern: new RegExp(`^(?:${pattern})`, 'u') }) as const,
)
const LEAD = new RegExp(String.raw`^(?:${SIGNS}|\d{1,2}[.)]\s)*`, 'u')
const LED = new RegExp(`^(?:(?:${en(POLITE)}|${POLITE_ZH})${SIGNS}*)+`, 'u')
/** Somebody who says that they take it: no other sentence about taking is one. */
const I_TAKE = new RegExp(
  `^(?:(?:i|i'?ll|i will|i can|i'?m|i am|we|we'?ll)\\s+(?=tak(?:e|ing)\\b)|(?:我來|由我|我)\\s*(?=${zh('接手')}))`,
  'u',
)

const KINDLY =
  'it|this|that|one|now|please|pls|plz|thanks|thx|thank you|ticket|request|case|over|again|back|to the queue|the'
const KINDLY_ZH = '吧|了|囉|喔|嗎|呢|一下|這個|這張|這件|此案|案件|謝謝|請|支援要求|要求|回?佇列'
const NOTHING_ELSE = new RegExp(`^(?:(?:${en(KINDLY)}|${KINDLY_ZH})${SIGNS}*)*$`, 'u')

/** How a text begins, if it begins like a word of the desk's. */
export type Beginning = {
  word: DeskWord
  /** It is the command's own word. */
  plain: boolean
  /** Something polite stands before it. */
  led: boolean
  /** What stands between the word and what follows, spaces and signs. */
  between: string
  /** What follows, folded, and as it was written. */
  folded: string
  rest: string
  /** Nothing follows that says more than the word. */
  whole: boolean
}

/** undefined: it doesn't begin like one, whatever signs, invisible letters and politeness stand before it. */
export function beginningOf(said: string): Beginning | undefined {
  const all = fold(said)
  const from = LEAD.exec(all.text)?.[0].length ?? 0
  const bare = wordAt(all, from, false)
  if (bare) return bare
  const taking = I_TAKE.exec(all.text.slice(from))?.[0].length ?? 0
  const taken = taking > 0 ? wordAt(all, from + taking, false) : undefined
  if (taken?.whole) return taken
  const polite = LED.exec(all.text.slice(from))?.[0].length ?? 0
  return polite > 0 ? wordAt(all, from + polite, true) : undefined
}

function wordAt({ text, written }: Folded, from: number, led: boolean): Beginning | undefined {
  const told = text.slice(from)
  for (const { word, plain, pattern } of READERS) {
    const found = pattern.exec(told)?.[0]
    if (found === undefined) continue
    const after = told.slice(found.length)
    const between = new RegExp(`^${SIGNS}*`, 'u').exec(after)?.[0] ?? ''
    const folded = after.slice(between.length)
    const rest = written(from + found.length + between.length).trim()
    return { word, plain, led, between, folded, rest, whole: NOTHING_ELSE.test(folded) }
  }
  return undefined
}
