import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { messageCard } from './message.ts'
import { template } from './render.ts'
import { text } from './text.ts'

export const deskPanel = z.strictObject({
  nonce: z.string(),
  ticketId: z.string(),
  number: z.int().positive(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1),
})

const expand = template('desk-panel')

/** What else an agent can do with a ticket; what changes anything is confirmed first. */
export function deskPanelCard(data: z.input<typeof deskPanel>, locale: Locale): Attachment {
  const { nonce, ticketId, number, choices } = deskPanel.parse(data)
  const title = text(locale, 'panel.title', { number })
  const intro = text(locale, 'panel.intro')
  return expand({
    lang: locale,
    fallback: [title, intro, ...choices.map((each) => each.title)].join('\n'),
    title,
    intro,
    label: text(locale, 'panel.choose'),
    wrong: text(locale, 'panel.choose-wrong'),
    choices: choices.map((each) => ({ ...each, title: each.title.replaceAll('\\', '') })),
    buttons: [
      button(
        text(locale, 'button.go-on'),
        { verb: 'desk', act: 'choose', ticketId, nonce },
        { inputs: true, style: 'positive' },
      ),
    ],
  })
}

export const deskConfirm = z.strictObject({
  nonce: z.string(),
  ticketId: z.string(),
  choice: z.string(),
  /** The whole effect, in one sentence. */
  effect: z.string(),
})

/** The effect said before it happens. */
export function deskConfirmCard(data: z.input<typeof deskConfirm>, locale: Locale): Attachment {
  const { nonce, ticketId, choice, effect } = deskConfirm.parse(data)
  return messageCard(
    {
      title: text(locale, 'confirm.title'),
      tone: 'warning',
      lines: [effect],
      buttons: [
        button(text(locale, 'button.confirm'), { verb: 'desk', act: 'confirm', ticketId, choice, nonce }),
        button(text(locale, 'button.close'), { verb: 'desk', act: 'more', ticketId, nonce }),
      ],
    },
    locale,
  )
}
