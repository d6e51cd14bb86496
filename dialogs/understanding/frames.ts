/** Words that may stand between, unless they begin something new. */
const GAP = '(?: (?!(?:i|we|please|but|just|lets|then|worry|problem|mind|yes|thanks|so)\\b)\\w+){0,4}'
const AUTOMATIC = '(auto\\w*|recurring|itself|every year)\\b'
const RENEWING = '(renew\\w*|extend\\w*|extension|prolong\\w*|auto\\w*|recurring|charg\\w+|bill\\w*|another year)\\b'
const NOT = 'dont|not|never|wont|doesnt|shouldnt|mustnt|isnt|arent'
const ENDING = 'stop|quit|prevent|cancel|disabl\\w*|deactivat\\w*|remove'

/** Something that a sentence does: one of the patterns fits, and none of `unless`. */
type Pattern = { is: RegExp[]; unless?: RegExp[] }

/** Stopping what tells of a renewal does not stop the renewal. */
const MESSAGES = /remind|notif|notice|alert|message|warn|提醒|通知|訊息/

/**
 * What a sentence does with its words, whatever they are: asks who did something, forbids, asks how things stand.
 * Patterns run over normalised text: English lower-case without apostrophes, Chinese Traditional, a comma per clause.
 */
const FRAMES = {
  /** asks who has done something */
  'who-did': {
    is: [
      /\b(who|whom|which (user|person|colleague|of us|one of us|of my \w+))\b(?! (else )?(can|may|is|are|has (\w+ ){0,2}(access|rights?|permissions?|roles?)|should|could|will|does|gets|gives|receives|do|to)\b)/,
      /\b(did|has|have|was|were) (there )?some(one|body)( else)? \w+|by whom/,
      /誰(?!可以|能|是|有|會|在|要|該|來).{0,14}(了|的|過)|(是誰|哪個人|哪位).{0,12}(的|了|過)/,
      /有人.{0,2}(動|改|換|刪|關|取消).?[過了]|[的, ]是?誰$/,
    ],
  },
  /** asks who is permitted to do something */
  'who-may': {
    is: [
      /\bwho (else )?(can|may|could|is (allowed|able|the)|are|should|gives|has (\w+ ){0,2}(access|rights?|permissions?|roles?))/,
      /\b(am|is|are) (i|he|she|they|we) allowed|why cant i (buy|purchase|order)/,
      /誰(可以|能|有權|會|有)|誰是/,
    ],
  },
  /** asks how things stand, wants nothing changed */
  state: {
    is: [
      /^(is|are|am|was|were|do|does|did|has|have|when|until|how long|how many)\b(?! not\b)/,
      /(?<!可不可以|能|可以|要不要|好).{2}(了嗎|有沒有|還是|是不是|了沒)/,
      /(什麼時候|何時|幾號|哪天|多久|哪一天)|有.{0,4}嗎/,
    ],
  },
  /** asks whether it renews by itself */
  'auto-state': {
    is: [
      /^(is|are|am|do|does|did|has|have|was|were|when|why|will|check if|check whether)\b(?! not\b).{0,80}\b(auto\w*|by itself)\b/,
      /自動續.{0,8}(有|是|開著|還).{0,8}[嗎著]|(有沒有|是不是|還有|有|會).{0,4}自動續.{0,3}嗎/,
    ],
  },
  /** a request not to */
  forbids: { is: [/\b(dont|do not|not|never|no|wont|will not|cant|without|stop|quit|nor)\b/, /[不別勿免沒]|無須/] },
  /** is not to renew, or not to charge again */
  'not-renewed': {
    is: [
      new RegExp(
        `\\b(${NOT}|${ENDING}|against|without|avoid|turn off|switch off|end (?:the|our|my|this|any))\\b${GAP} ${RENEWING}`,
      ),
      /\bno (more )?((automatic|auto|further|yearly|annual) )*(renewals?|extensions?|autorenewals?|recurring|charges)\b/,
      /\btake money\b[^,]{0,40}\bnext year/,
      /(?<!要)[不別勿免無取停][要想用再會打算需須必消止用]*(幫我|幫我們|讓它|自己|每年)?(自動|再)*(續|扣|展延|延長)/,
      /續約?.{0,2}[關停取]/,
    ],
    unless: [MESSAGES],
  },
  /** is to run to its end */
  lapses: {
    is: [
      /\blet\b.{0,40}\b(expire|lapse|end|run out)\b|\b(only|just) (want )?(this|the|one)( one)? year\b|\bthis year only\b/,
      /讓.{0,10}[到過]期|到期.{0,3}(就好|為止|結束|就停)|自然到期/,
    ],
  },
  /** the automatism itself is to end */
  'auto-off': {
    is: [
      new RegExp(
        `\\b(${NOT}|${ENDING}|off|kill|end|out of|out from|rid of|shut|cease)\\b${GAP} ${AUTOMATIC}|\\bno (more )?${AUTOMATIC}`,
      ),
      /\b(auto\w*|recurring)\b[^,]{0,60}\b(off|disabl\w*|cancel\w*|deactivat\w*|stop\w*)\b/,
      /[關停取解移終免不別].{0,4}(自動|每年)|自動.{0,6}[關停取解移終不免]/,
    ],
    unless: [MESSAGES],
  },
  /** the automatism is to be on again */
  'auto-on': {
    is: [
      /\b(back on|on again|reactivat\w*|re ?enabl\w*|restor\w*)\b.{0,60}\bauto/,
      /\bauto\w*\b.{0,60}\b(back|again)\b/,
      /\b(enabl\w*|(turn|switch|put|set|want|have|get|start)\b.{0,40}\bon)\b.{0,60}\bauto/,
      /\b(turn|switch|put|set|want|have|get)\b.{0,30}\bauto\w*( \w+){0,2} on( please| now| thanks|$)|^auto\w*( \w+)? on$/,
      /(開啟|打開|恢復|重開|再開|重新|啟用|開).{0,4}自動續|自動續.{0,14}(打開|開啟|開回|恢復|重開|再開)/,
    ],
    unless: [
      new RegExp(`\\b(${NOT}|no|stop)\\b( \\w+){0,6} again\\b`),
      /\boff again\b|\boff\b(?!.{0,80}\b(on again|back on|again on)\b)/,
    ],
  },
  /** a request not to end something, or to take that back */
  keeps: {
    is: [
      /\b(undo|revert|reverse)\b|復原|取消關/,
      /\b(dont|not|never|wont|without|shouldnt|mustnt)( \w+){0,3} (turn|switch|shut|disabl\w*|cancel\w*|deactivat\w*|stop|terminat\w*|end|unsubscrib\w*|remov\w*|delet\w*)\b/,
      /[不別勿](要|想|用|能|可以|是|准|許)?(關|取消|停|終止|退|解)/,
    ],
  },
  /** says that it is to be renewed, whatever else it says */
  'wants-renewal': {
    is: [
      /(?<!\b(?:dont|not|never|wont|doesnt|cant|cannot|nor)\b(?: \w+){0,2} )\b(want|like|love|need|wish|please|lets|must)( to| now| just)* (renew|extend)\b/,
      /(^|, |\b(no|yes|and|then|but|problem|worry|mind) )(please )?renew\b/,
      /(?<![不別勿免無]|[不別勿免無]想)[要想]續(?!約?嗎)/,
    ],
  },
  /** weighs or asks about something instead of asking for it; "can we renew?" asks for it */
  wonders: {
    is: [
      /^(should|shall|do|does|did|will|what|when|why|who|whose|is|are|was|has|have|which|whether|if|suppose|must)\b(?! not\b)/,
      /\b(or|what if|what happens|whether)\b/,
      /要不要|嗎|是不是|還是|為什麼|為何|什麼時候|何時|多少|會怎|如果|假如|是什麼|好不好/,
    ],
    unless: [/^(請問)?.{0,8}(可以|能|可否)/],
  },
  /** tells of something done */
  done: {
    is: [/\b(renewed|bought|purchased|subscribed|ordered|extended)\b/, /已經?[續買訂]|[續買訂]過|續約?了|買了|訂了/],
  },
  asks: { is: [/\?|^(what|which|where|why|how|who|when)\b/, /嗎|什麼|哪|怎|如何|誰|多少|幾/] },
} satisfies Record<string, Pattern>

export type Frame = keyof typeof FRAMES

export function framesOf(normalised: string): Set<Frame> {
  const frames = Object.keys(FRAMES) as Frame[]
  return new Set(
    frames.filter((name) => {
      const { is, unless }: Pattern = FRAMES[name]
      return is.some((each) => each.test(normalised)) && !unless?.some((each) => each.test(normalised))
    }),
  )
}
