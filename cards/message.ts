import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { factText } from './fact.ts'
import { asTexts, template } from './render.ts'

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

const expand = template('message')

/** A title, some sentences, some facts, at most four buttons: every card that needs no look of its own, and the form that replaces a used one. */
export function messageCard(data: MessageCard, locale: Locale): Attachment {
  const { title, tone = '', lines, highlight, facts, hints, buttons } = message.parse(data)
  const said = [title, ...lines, highlight, ...facts.map((each) => factText(each, locale)), ...hints]
  return expand({
    lang: locale,
    fallback: said.filter(Boolean).join('\n'),
    title,
    tone,
    lines: asTexts(lines),
    highlight,
    facts,
    hints: asTexts(hints),
    buttons,
  })
}
