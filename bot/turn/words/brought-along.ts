import type { Activity, Attachment } from 'botbuilder'
import { Parser } from 'htmlparser2'
import { emojiIn, emojiOf } from './emoji.ts'

/** More than anybody attaches, and longer than anybody writes (F35). */
const MOST = 50
const MOST_LETTERS = 100_000
const PICTURE = /^image\//i
/** A quotation of another message: its words are in the text, or nobody's. */
const QUOTE = /^messagereference$/i
/** What Teams adds to a link by itself; alone it is something that somebody has sent. */
const PREVIEW = /^application\/vnd\.microsoft\.card\.(?:thumbnail|hero|adaptive|o365connector)/i
const MEDIA = new Set(['audio', 'video', 'object', 'uriobject', 'iframe', 'embed'])

/**
 * Whether more than words came with a message: a picture, a file, a voice note, something forwarded, a sticker, a GIF. Teams
 * attaches some, and hides others in the HTML beside a text, which may be missing then.
 */
export function bringsMore({ text, attachments }: Pick<Activity, 'text' | 'attachments'>): boolean {
  const all = (Array.isArray(attachments) ? attachments : []).slice(0, MOST).filter(isSomething)
  const html = all.find(({ contentType }) => isHtml(contentType))?.content
  const markup = typeof html === 'string' ? html : String(text ?? '')
  const quotes = all.filter(({ contentType }) => QUOTE.test(contentType)).length
  const isBare = !String(text ?? '').trim()
  // Teams attaches the picture of each emoji too, as it does any picture.
  const pictures = all.filter(({ contentType }) => PICTURE.test(contentType)).length
  return pictures > emojiIn(markup).length || all.some((each) => isMore(each, isBare)) || hidesMore(markup, quotes)
}

function isSomething(each: Attachment | undefined): each is Attachment {
  return typeof each?.contentType === 'string' && each.contentType !== ''
}

function isHtml(contentType: string): boolean {
  return /^text\/html\b/i.test(contentType)
}

function isMore({ contentType, contentUrl }: Attachment, isBare: boolean): boolean {
  if (isHtml(contentType) || QUOTE.test(contentType) || PICTURE.test(contentType)) return false
  if (/^text\/plain\b/i.test(contentType)) return Boolean(contentUrl)
  return isBare || !PREVIEW.test(contentType)
}

/** Pictures that are no emoji, players, what an app put in, and references to what isn't there, beyond what is quoted. */
function hidesMore(markup: string, quotes: number): boolean {
  let found = false
  let references = 0
  const parser = new Parser({
    onopentag(tag, attributes) {
      const { itemtype = '', itemid = '' } = attributes
      if (tag === 'attachment') references += 1
      const isPicture = tag === 'img' && emojiOf(tag, attributes) === undefined
      const isInput = /schema\.skype\.com\/InputExtension/i.test(itemtype) && !/^app-preview-card/i.test(itemid)
      if (isPicture || isInput || MEDIA.has(tag)) found = true
    },
  })
  parser.end(markup.slice(0, MOST_LETTERS))
  return found || references > quotes
}
