import type { Activity } from 'botbuilder'
import { emojiIn } from './emoji.ts'
import { type NameOf, plainWords, tidy } from './plain-words.ts'

const MOST_MENTIONS = 50
const AT = /<at(?:\s[^<>]*)?>[^<]{0,200}<\/at>/gi
const TYPED_TAG = /<(?!\/?(?:at|quoted|attachment|emoji|img)(?:\s[^<>]*|\/)?>)/gi
const REPLY = /schema\.skype\.com\/Reply/i

/** Plain words, and the names of others that are mentioned in them. */
export type Words = { text: string; mentions: string[] }
type Said = Pick<Activity, 'text' | 'textFormat' | 'entities' | 'recipient' | 'attachments'> &
  Partial<Pick<Activity, 'conversation'>>

/**
 * What somebody typed, whichever client wrote it: without our own name where it mentions us, others by their names. Taken
 * from the HTML beside it where `text` is missing, has flattened into the words what they answer, or lacks the emoji that
 * Teams keeps there only. Never throws (F34).
 */
export function wordsOf(activity: Said): Words {
  const text = typeof activity.text === 'string' ? activity.text : ''
  const html = htmlIn(activity)
  const { nameOf, others } = mentionsIn(activity)
  const isElsewhere = html !== '' && (!text.trim() || REPLY.test(html) || lacksEmoji(text, html))
  // Some clients mark nothing but mentions in `text`: what looks like markup there was typed.
  const isTyped = html !== '' && tidy(text.replace(AT, ' ')) === plainWords(html, () => ' ')
  // Without HTML beside it a plain text has no markup but what Teams itself puts in.
  const isPlain = html === '' && activity.textFormat === 'plain'
  const source = isElsewhere ? html : isTyped ? escaped(text) : isPlain ? text.replace(TYPED_TAG, '&lt;') : text
  return { text: plainWords(withoutOurs(source, activity), nameOf), mentions: others }
}

function lacksEmoji(text: string, html: string): boolean {
  const all = emojiIn(html)
  const shown = all.length > 0 ? text + emojiIn(text).join('') : text
  return all.some((each) => !shown.includes(each))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replace(/<(?!\/?at(?:\s[^<>]*)?>)/gi, '&lt;')
}

function htmlIn({ attachments }: Said): string {
  const found = (Array.isArray(attachments) ? attachments : []).find((each) => each?.contentType === 'text/html')
  return typeof found?.content === 'string' ? found.content : ''
}

/** One by one, in the order of the text: somebody may be called as we are, and Teams may write one mention for each word. */
function mentionsIn({ entities, recipient, conversation }: Said): { nameOf: NameOf; others: string[] } {
  const left = mentionsOf(entities)
    .filter((each) => typeof each.text === 'string')
    .map((each) => ({ name: plainWords(String(each.text)), isOurs: isUs(each.mentioned?.id) }))
  const own = spoken(recipient?.name ?? '')
  const all = mentionsOf(entities)
  // Some mention us without the words for it. In our own chat there is nobody else to mention.
  let unsaid = all.filter((each) => typeof each.text !== 'string' && isUs(each.mentioned?.id)).length
  if (all.length === 0 && conversation?.conversationType === 'personal') unsaid = MOST_MENTIONS
  const others: string[] = []
  return { nameOf, others }

  function isUs(id: unknown): boolean {
    return id !== undefined && id === recipient?.id
  }

  function nameOf(written: string): string {
    const name = written.trim()
    const at = left.findIndex((each) => spoken(each.name) === spoken(name))
    const [entity] = at >= 0 ? left.splice(at, 1) : []
    const isOurName = name !== '' && [own, ...own.split(' ')].includes(spoken(name))
    const isOurs = entity ? entity.isOurs : isOurName || unsaid > 0
    if (!entity && isOurs && unsaid > 0) unsaid -= 1
    if (isOurs) return ' '
    if (name) others.push(name)
    return name
  }
}

function mentionsOf(entities: Said['entities']): NonNullable<Said['entities']> {
  const all = Array.isArray(entities) ? entities : []
  return all.slice(0, MOST_MENTIONS).filter((each) => each?.type === 'mention')
}

/** Where a mention of ours stands in the text without a tag around it. */
function withoutOurs(source: string, { entities, recipient }: Said): string {
  const bare = mentionsOf(entities)
    .filter((each) => each.mentioned?.id !== undefined && each.mentioned.id === recipient?.id)
    .map((each): unknown => each.text)
    .find((each) => typeof each === 'string' && /^@\S/.test(each) && !each.includes('<'))
  return typeof bare === 'string' ? source.replace(bare, ' ') : source
}

function spoken(name: string): string {
  return tidy(name).toLowerCase()
}
