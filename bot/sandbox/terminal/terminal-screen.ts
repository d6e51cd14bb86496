import type { Locale } from '../../../store/use-cases/services.ts'
import { type Card, cardsFor, type Message } from '../connector/message.ts'
import { plainText } from '../connector/plain-text.ts'
import { type CardButton, cardAsText } from './card-as-text.ts'
import { terminalText } from './terminal-text.ts'

/** A numbered button, and the message it stands in. */
export type Pressable = CardButton & { messageId: string }

/** What was printed and what its numbers press. `write` gets whole lines. */
export function openScreen(write: (line: string) => void) {
  let pressable: Pressable[] = []
  let fresh = true
  const seen = new Map<string, string>()
  const toggled = new Map<string, Map<string, boolean>>()

  function print(card: Card, messageId: string, locale: Locale, outer?: CardButton): void {
    const visible = toggled.get(messageId) ?? new Map()
    const options = { locale, visible, ...(outer ? { outer: outer.inputs } : {}) }
    if (cardAsText(card, options).buttons.length > 0 && fresh) {
      pressable = []
      fresh = false
    }
    const first = Math.max(0, ...pressable.map((each) => each.number)) + 1
    const { lines, buttons } = cardAsText(card, { ...options, first })
    for (const line of lines) write(line === '' ? '' : `  ${line}`)
    pressable.push(...buttons.map((button) => ({ ...button, messageId })))
  }

  function tell(note: Message['notes'][string] | undefined, locale: Locale): boolean {
    if (note) write(note.failed ? `  ! ${note.text || terminalText(locale, 'failed')}` : `  · ${note.text}`)
    return note !== undefined
  }

  return {
    /** From now on numbers begin again at 1, as soon as there are new buttons. */
    nextTurn() {
      fresh = true
    },
    find: (number: number) => pressable.findLast((each) => each.number === number),
    print,
    /** Shows or hides what the button names, and prints the card again. */
    toggle(button: Pressable, card: Card, locale: Locale) {
      const visible = toggled.get(button.messageId) ?? new Map<string, boolean>()
      toggled.set(button.messageId, visible)
      for (const target of Array.isArray(button.action.targetElements) ? button.action.targetElements : []) {
        const id = typeof target === 'string' ? target : String(Object(target).elementId)
        const wanted: unknown = Object(target).isVisible
        visible.set(id, typeof wanted === 'boolean' ? wanted : !(visible.get(id) ?? isVisible(card, id)))
      }
      print(card, button.messageId, locale)
    },
    /** The message, if this person sees something else in it than what was printed last. */
    show(message: Message, personId: string, botName: string, locale: Locale): boolean {
      const { id, deleted, text } = message
      const cards = cardsFor(message, personId)
      const note = message.notes[personId]
      const look = lookOf(message, personId)
      const before = seen.get(id)
      if (before === look) return false
      const again = seen.has(id)
      seen.set(id, look)
      // Only a word under the card came: the card needs no second print.
      if (again && !note?.failed && JSON.parse(before ?? '').looks === JSON.parse(look).looks) return tell(note, locale)
      write(heading(botName, deleted ? 'deleted' : again ? 'updated' : undefined, locale))
      if (deleted) return true
      if (text) for (const line of plainText(text).split('\n')) write(`  ${line}`)
      for (const card of cards) print(card, id, locale)
      tell(note, locale)
      for (const { title } of message.suggestions) write(`  (${title})`)
      return true
    },
    /** Takes what there is as printed. */
    skip(messages: Message[], personId: string) {
      for (const message of messages) seen.set(message.id, lookOf(message, personId))
    },
  }
}

function lookOf(message: Message, personId: string): string {
  const looks = JSON.stringify([message.deleted, message.text, cardsFor(message, personId)])
  return JSON.stringify({ looks, note: message.notes[personId] })
}

function heading(botName: string, mark: 'deleted' | 'updated' | undefined, locale: Locale): string {
  const [space, colon] = locale === 'zh-TW' ? ['', '：'] : [' ', ':']
  return `${botName}${mark ? space + terminalText(locale, mark) : ''}${colon}`
}

/** Whether the element of that id is shown by itself. */
function isVisible(node: unknown, id: string): boolean {
  if (Array.isArray(node)) return node.every((each) => isVisible(each, id))
  if (typeof node !== 'object' || node === null) return true
  if ('id' in node && node.id === id) return !('isVisible' in node && node.isVisible === false)
  return Object.values(node).every((each) => isVisible(each, id))
}
