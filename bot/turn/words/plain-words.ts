import { Parser } from 'htmlparser2'
import { emojiOf } from './emoji.ts'

/** Markup of more than this is nobody's message (F35). */
const MOST = 100_000
/** What Teams' clients write; any other tag was typed by somebody, and is text. */
const TAGS =
  'at|quoted|attachment|emoji|img|p|br|div|span|a|b|strong|i|em|u|s|strike|del|sub|sup|font|code|codeblock|pre|ul|ol|li|blockquote|' +
  'h1|h2|h3|h4|h5|h6|hr|table|thead|tbody|tr|td|th|readonly|systemeventmessage'
const NO_TAG = new RegExp(String.raw`<(?!/?(?:${TAGS})(?:\s[^<>]*|/)?>)`, 'gi')
const NO_ENTITY = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/gi
const BLOCKS = new Set('p div br hr ul ol li blockquote h1 h2 h3 h4 h5 h6 table tr pre codeblock'.split(' '))
const REPLY = /schema\.skype\.com\/Reply/i
const MENTION = /schema\.skype\.com\/Mention/i
/** What an app put in, which nobody typed. */
const INPUT = /schema\.skype\.com\/InputExtension/i

/** Given a mention's name as it stands: what stands for it in the text. */
export type NameOf = (name: string) => string

/**
 * What a person typed, of the markup that Teams' clients wrap it in: entities as their signs, pictures of emoji as the
 * emoji, paragraphs and lists as lines; what is quoted of somebody else is left out. What only looks like markup stays.
 */
export function plainWords(markup: string, nameOf: NameOf = (name) => name): string {
  const source = markup.slice(0, MOST).replace(NO_TAG, '&lt;').replace(NO_ENTITY, '&amp;')
  const lower = source.toLowerCase()
  const lastClosed = new Map<string, number>()
  const out: string[] = []
  /** Open mentions, each gathering its name. */
  const names: string[][] = []
  /** Open tags, the innermost last. */
  const open: { tag: string; named?: true; skipped?: boolean; href?: string; from?: number }[] = []
  /** Open quotations of somebody else's words. */
  let skipping = 0

  const say = (words: string) => {
    if (skipping === 0) (names.at(-1) ?? out).push(words)
  }
  const isClosedAfter = (tag: string, from: number) => {
    if (!lastClosed.has(tag)) lastClosed.set(tag, lower.lastIndexOf(`</${tag}`))
    return (lastClosed.get(tag) ?? -1) > from
  }

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const { itemtype = '', href = '' } = attributes
        if (BLOCKS.has(tag)) say('\n')
        if (tag === 'li') say('- ')
        say(emojiOf(tag, attributes) ?? '')
        const isQuote = tag === 'blockquote' && REPLY.test(itemtype)
        const isOthers = isQuote || tag === 'quoted' || tag === 'attachment' || INPUT.test(itemtype)
        const named = tag === 'at' || MENTION.test(itemtype)
        const skipped = isOthers && isClosedAfter(tag, parser.endIndex)
        if (named) names.push([])
        if (skipped) skipping += 1
        const link = /^https?:/i.test(href) ? { href, from: out.length } : {}
        open.push({ tag, skipped, ...(named ? { named } : {}), ...link })
      },
      ontext: say,
      onclosetag(tag) {
        const closed = open.at(-1)?.tag === tag ? open.pop() : undefined
        if (closed?.skipped) skipping -= 1
        if (closed?.named) say(nameOf((names.pop() ?? []).join('')))
        // A link that says where it leads needs no address beside it.
        if (closed?.href && closed.from !== undefined) {
          const shown = out.slice(closed.from).join('').trim()
          if (shown && !closed.href.includes(shown) && !shown.includes(closed.href)) say(` (${closed.href})`)
        }
        if (BLOCKS.has(tag) && tag !== 'br') say('\n')
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true },
  )
  parser.end(source)
  return tidy(out.join(''))
}

/** Nothing invisible stands in it, and its letters are one way written; Chinese punctuation stays as wide as it was typed. */
export function tidy(words: string): string {
  return words
    .normalize('NFC')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (each) => each.normalize('NFKC'))
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u180e]|\u034f/g, '')
    .replace(/\u200d(?!\p{Extended_Pictographic})/gu, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}
