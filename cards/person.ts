import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import { ROLES, role } from '../store/people/person.ts'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { messageCard } from './message.ts'
import { text } from './text.ts'

export const person = z.strictObject({
  nonce: z.string(),
  personId: z.string(),
  name: z.string(),
  role,
  /** The admin looks at themselves. */
  self: z.boolean(),
  guest: z.boolean(),
})

/** S24: one colleague, what they may do, and the roles that can be given instead. */
export function personCard(data: z.input<typeof person>, locale: Locale): Attachment {
  const view = person.parse(data)
  const { nonce, personId } = view
  const offered = view.guest ? ROLES.filter((each) => each === 'viewer') : ROLES
  const others = offered.filter((each) => each !== view.role)
  const words = others.map((each) => text(locale, `role.${each}`))
  return messageCard(
    {
      title: view.name,
      lines: [
        text(locale, 'person.role', { role: text(locale, `role.${view.role}`) }),
        ...(view.guest ? [text(locale, 'person.is-guest')] : []),
        ...(view.self && view.role === 'admin' ? [text(locale, 'person.self')] : []),
      ],
      hints: words.length ? [text(locale, 'person.typed', { roles: words.join(locale === 'en' ? ' / ' : '／') })] : [],
      facts: ROLES.map((each) => ({ title: text(locale, `role.${each}`), value: text(locale, `role.may-${each}`) })),
      buttons: [
        ...others.map((each) =>
          button(text(locale, `button.make-${each}`), { verb: 'set-role', personId, role: each, nonce }),
        ),
        button(text(locale, 'button.people'), { verb: 'command', command: 'people', nonce }),
      ],
    },
    locale,
  )
}
