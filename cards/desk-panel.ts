import { z } from 'zod'
import { button } from './actions.ts'
import { messageOf } from './message.ts'
import { cardOf } from './render.ts'

const deskPanel = z.strictObject({
  nonce: z.string(),
  ticketId: z.string(),
  number: z.int().positive(),
  choices: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1),
})

/** What else an agent can do with a ticket; what changes anything is confirmed first. */
export const deskPanelCard = cardOf('desk-panel', deskPanel, ({ nonce, ticketId, number, choices }, say) => {
  const title = say('panel.title', { number })
  const intro = say('panel.intro')
  return {
    said: [title, intro, ...choices.map((each) => each.title)],
    title,
    intro,
    label: say('panel.choose'),
    wrong: say('panel.choose-wrong'),
    choices: choices.map((each) => ({ ...each, title: each.title.replaceAll('\\', '') })),
    buttons: [
      button(
        say('button.go-on'),
        { verb: 'desk', act: 'choose', ticketId, nonce },
        { inputs: true, style: 'positive' },
      ),
    ],
  }
})

const deskConfirm = z.strictObject({
  nonce: z.string(),
  ticketId: z.string(),
  choice: z.string(),
  /** The whole effect, in one sentence. */
  effect: z.string(),
})

/** The effect said before it happens. */
export const deskConfirmCard = messageOf(deskConfirm, ({ nonce, ticketId, choice, effect }, say) => ({
  title: say('confirm.title'),
  tone: 'warning',
  lines: [effect],
  buttons: [
    button(say('button.confirm'), { verb: 'desk', act: 'confirm', ticketId, choice, nonce }),
    button(say('button.back'), { verb: 'desk', act: 'more', ticketId, nonce }),
  ],
}))
