import { z } from 'zod'
import { button } from './actions.ts'
import { messageOf } from './message.ts'

const unsent = z.strictObject({
  nonce: z.string(),
  ticketId: z.string(),
  /** Which of the texts that wait. */
  id: z.string(),
  text: z.string(),
})

/** Words of an agent's that begin like a command: nothing is sent before the agent says whom they are for. */
export const unsentCard = messageOf(unsent, ({ nonce, ticketId, id, text }, say) => {
  const act = (of: 'send' | 'keep' | 'drop') => ({ verb: 'desk' as const, act: of, ticketId, choice: id, nonce })
  return {
    title: say('unsent.title'),
    tone: 'warning',
    lines: [say('unsent.text', { text }), say('unsent.begins')],
    hints: [say('unsent.typed')],
    buttons: [
      button(say('unsent.keep'), act('keep')),
      button(say('unsent.send'), act('send')),
      button(say('unsent.drop'), act('drop')),
    ],
  }
})

const settled = z.strictObject({ what: z.enum(['sent', 'unheard', 'kept', 'dropped', 'over']), text: z.string() })

/** What became of them. */
export const unsentSettledCard = messageOf(settled, ({ what, text }, say) => ({
  title: say(`unsent.${what}`),
  lines: text ? [say('unsent.text', { text })] : [],
}))
