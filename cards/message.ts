import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { asTexts, type Card, cardOf, type Writer } from './render.ts'
import { factText, sayIn, type TextKey, type TextValues, text } from './text.ts'

const message = z.strictObject({
  title: z.string().default(''),
  /** How the news is: colours the title's ground. */
  tone: z.enum(['good', 'warning', 'attention']).optional(),
  lines: z.array(z.string()),
  /** The one thing that must not be overlooked. */
  highlight: z.string().default(''),
  facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).default([]),
  /** In small letters: what can be typed instead, and other help. */
  hints: z.array(z.string()).default([]),
  buttons: z.array(z.record(z.string(), z.unknown())).max(4).default([]),
})
export type MessageCard = z.input<typeof message>

/** A title, some sentences, some facts, at most four buttons: every card that needs no look of its own, and the form that replaces a used one. */
export const messageCard = cardOf('message', message, ({ tone = '', lines, hints, ...view }, _say, locale) => ({
  ...view,
  said: [view.title, ...lines, view.highlight, ...view.facts.map((each) => factText(each, locale)), ...hints],
  tone,
  lines: asTexts(lines),
  hints: asTexts(hints),
}))

/** Such a card from a checked view of its own. */
export function messageOf<View extends z.ZodType>(view: View, write: Writer<View, MessageCard>): Card<View> {
  return (locale, data) => messageCard(locale, write(view.parse(data), sayIn(locale), locale))
}

/** A sentence alone: what a card becomes that has done its work. */
export function oneLine(locale: Locale, key: TextKey, values?: TextValues): Attachment {
  return messageCard(locale, { lines: [text(locale, key, values)] })
}
