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

/** Whole words for those that people in a hurry type, in normalised text. */
export function expandShorthand(normalised: string): string {
  return normalised.replace(/(?<![a-z])[a-z]{1,5}(?![a-z])/g, (word) =>
    Object.hasOwn(SHORT, word) ? (SHORT[word] ?? word) : word,
  )
}
