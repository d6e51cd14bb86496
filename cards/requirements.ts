import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { messageCard } from './message.ts'
import { text } from './text.ts'

export const requirements = z.strictObject({
  nonce: z.string(),
  offer: z.string(),
  area: z.string(),
  requirements: z.array(z.strictObject({ text: z.string(), met: z.boolean() })),
})

/** S4: the checklist of a competency, met and not met; there is no Purchase on it. */
export function requirementsCard(data: z.input<typeof requirements>, locale: Locale): Attachment {
  const view = requirements.parse(data)
  return messageCard(
    {
      title: text(locale, 'requirements.title', { offer: view.offer }),
      lines: [text(locale, 'requirements.intro', { area: view.area }), text(locale, 'requirements.how')],
      facts: view.requirements.map((each) => ({
        title: each.met ? `✓ ${text(locale, 'requirements.met')}` : `○ ${text(locale, 'requirements.unmet')}`,
        value: each.text,
      })),
      buttons: [button(text(locale, 'button.offers'), { verb: 'command', command: 'offers', nonce: view.nonce })],
    },
    locale,
  )
}
