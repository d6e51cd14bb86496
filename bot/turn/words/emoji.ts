import { Parser } from 'htmlparser2'

const SIGN = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
/** Letters of a markup that are looked through, and emoji in it (F35). */
const MOST_LETTERS = 100_000
const MOST = 200

/**
 * What a tag says in place of an emoji; undefined: it is none. Its alternative text is the sign itself; an organisation's
 * own emoji has a name there, which stands between colons: nobody has typed it as a word.
 */
export function emojiOf(tag: string, { itemtype = '', alt = '' }: Record<string, string>): string | undefined {
  const isPicture = tag === 'img'
  if (tag !== 'emoji' && !(isPicture && (/schema\.skype\.com\/Emoji/i.test(itemtype) || isSign(alt)))) return undefined
  return alt === '' || isSign(alt) ? alt : `:${alt.replace(/^[:(]|[:)]$/g, '')}:`
}

/** The emoji that a markup shows, in their order. */
export function emojiIn(markup: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(tag, attributes) {
      const emoji = emojiOf(tag, attributes)
      if (emoji !== undefined && found.length < MOST) found.push(emoji)
    },
  })
  parser.end(markup.slice(0, MOST_LETTERS))
  return found
}

/** Other pictures only describe what they show. */
function isSign(alt: string): boolean {
  return SIGN.test(alt) && !/[\p{L}]/u.test(alt)
}
