import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/locale.ts'
import { template } from './render.ts'

export const notice = z.strictObject({
  title: z.string().default(''),
  lines: z.array(z.string()),
  facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).default([]),
  buttons: z.array(z.record(z.string(), z.unknown())).max(4).default([]),
})
export type Notice = z.input<typeof notice>

const expand = template('notice')

/** A title, some sentences, some facts, at most four buttons: every card that needs no look of its own, and the form that replaces a used one. */
export function noticeCard(data: Notice, locale: Locale): Attachment {
  const { title, lines, facts, buttons } = notice.parse(data)
  const fallback = [title, ...lines, ...facts.map((each) => `${each.title}: ${each.value}`)].filter(Boolean).join('\n')
  const asData = lines.map((each) => ({ text: each }))
  return expand({ lang: locale, fallback, title, lines: asData, facts, buttons })
}
