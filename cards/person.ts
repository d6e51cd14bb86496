import { z } from 'zod'
import { ROLES, role } from '../store/people/person.ts'
import { button } from './actions.ts'
import { messageOf } from './message.ts'

const person = z.strictObject({
  nonce: z.string(),
  personId: z.string(),
  name: z.string(),
  role,
  /** The admin looks at themselves. */
  self: z.boolean(),
  guest: z.boolean(),
})

/** S24: one colleague, what they may do, and the roles that can be given instead. */
export const personCard = messageOf(person, (view, say, locale) => {
  const { nonce, personId } = view
  const offered = view.guest ? ROLES.filter((each) => each === 'viewer') : ROLES
  const others = offered.filter((each) => each !== view.role)
  const words = others.map((each) => say(`role.${each}`))
  return {
    title: view.name,
    lines: [
      say('person.role', { role: say(`role.${view.role}`) }),
      ...(view.guest ? [say('person.is-guest')] : []),
      ...(view.self && view.role === 'admin' ? [say('person.self')] : []),
    ],
    hints: words.length ? [say('person.typed', { roles: words.join(locale === 'en' ? ' / ' : '／') })] : [],
    facts: ROLES.map((each) => ({ title: say(`role.${each}`), value: say(`role.may-${each}`) })),
    buttons: [
      ...others.map((each) => button(say(`button.make-${each}`), { verb: 'set-role', personId, role: each, nonce })),
      button(say('button.people'), { verb: 'command', command: 'people', nonce }),
    ],
  }
})
