import { toTraditional } from './simplified.ts'

/** UTF-16 units of a message that are read: a request is short, and work must stay bounded however long the text (F35). */
const READ = 400

/** What people in a hurry type for whole words. */
const SHORT: Readonly<Record<string, string>> = {
  u: 'you',
  ur: 'your',
  r: 'are',
  n: 'and',
  y: 'why',
  wat: 'what',
  wut: 'what',
  wanna: 'want to',
  gonna: 'going to',
  gotta: 'have to',
  lemme: 'let me',
  gimme: 'give me',
  smth: 'something',
  sth: 'something',
  ppl: 'people',
  msg: 'message',
  msgs: 'messages',
  pymt: 'payment',
  acct: 'account',
  subs: 'subscriptions',
  sub: 'subscription',
  info: 'information',
  pic: 'picture',
  idk: 'i dont know',
  dunno: 'dont know',
  cuz: 'because',
  bc: 'because',
  atm: 'at the moment',
  rn: 'right now',
  tmr: 'tomorrow',
  yr: 'year',
  yrs: 'years',
  mth: 'month',
  dl: 'download',
  cc: 'credit card',
}

/**
 * One form for everything that is written alike: width, case, accents, apostrophes, invisible characters, punctuation
 * and Simplified characters no longer differ. Words are separated by single spaces; `#` and `?` are kept as they mean
 * something, and a comma stands wherever a clause ends. Only the beginning of a long text is read.
 */
export function normalise(text: string): string {
  const canonical = text
    .slice(0, READ)
    .normalize('NFKD')
    .slice(0, READ)
    .replace(/[\p{M}\p{Cf}\p{Cs}'’‘`´]/gu, '')
    .toLowerCase()
  return toTraditional(canonical)
    .replace(/#(?=\d)/g, ' # ')
    .replace(/[,;!，。；！、\n]+|\.(?= |$)/gu, ' , ')
    .replace(/[^\p{L}\p{N}#?,]+/gu, ' ')
    .replace(/\?+/g, ' ? ')
    .replace(/(?<=\d)(?=\p{Script=Latin})|(?<=\p{Script=Latin})(?=\d)/gu, ' ')
    .replace(/(?<![a-z])[a-z]{1,5}(?![a-z])/g, (word) => (Object.hasOwn(SHORT, word) ? (SHORT[word] ?? word) : word))
    .replace(/ +/g, ' ')
    .replace(/^[ ,]+|[ ,]+$/g, '')
}
