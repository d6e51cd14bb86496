import type { Attachment } from 'botframework-schema'
import { clean } from './plain.ts'

/** Somebody whom a card calls: by their Entra object id, which Teams takes in Adaptive Cards (Teams, "User mention"). */
type Mentioned = { objectId: string; name: string }

const LONGEST = 60
/** What Teams would take for Markdown, or for the end of the mention. */
const MARKS = /[\\`*_{}[\]()#!|<>~]/g

/** The card, above it those whom it calls; Teams tells them. Nobody: the card as it is. */
export function mentioning(card: Attachment, people: Mentioned[]): Attachment {
  if (people.length === 0) return card
  const called = people.map(({ objectId, name }) => ({ id: objectId, name: clean(name, LONGEST).replace(MARKS, '') }))
  const { content } = card
  const line = { type: 'TextBlock', text: called.map(({ name }) => `<at>${name}</at>`).join(' '), wrap: true }
  const entities = called.map((each) => ({ type: 'mention', text: `<at>${each.name}</at>`, mentioned: each }))
  return {
    ...card,
    content: {
      ...content,
      body: [line, ...content.body],
      fallbackText: [called.map(({ name }) => name).join(' '), content.fallbackText].join('\n'),
      msteams: { ...content.msteams, entities },
    },
  }
}
