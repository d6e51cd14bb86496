import { z } from 'zod'
import { CONTACTS, PROBLEMS, REASONS } from '../store/tickets/ticket.ts'
import { button } from './actions.ts'
import { clean } from './plain.ts'
import { cardOf } from './render.ts'

const ticketForm = z.strictObject({
  nonce: z.string(),
  subscriptionId: z.string(),
  offer: z.string(),
  problem: z.enum(PROBLEMS),
  reason: z.enum(REASONS).optional(),
  details: z.string(),
  contact: z.enum(CONTACTS),
  /** What was filled in last time could not be read. */
  wrong: z.boolean().default(false),
})

/** S20: what support has to know; the problem type is preset, and nothing is sent before it was seen once more. */
export const ticketFormCard = cardOf('ticket-form', ticketForm, (view, say) => {
  const { nonce, subscriptionId } = view
  const intro = say('form.intro', { offer: view.offer })
  const wrong = view.wrong ? say('form.wrong') : ''
  const error = say('form.reason-wrong')
  return {
    said: [say('form.title'), intro, wrong, say('form.typed')],
    title: say('form.title'),
    intro,
    problem: wrong,
    type: {
      label: say('form.problem'),
      value: view.problem,
      error: say('form.wrong'),
      choices: PROBLEMS.map((value) => ({ title: say(`problem.${value}`), value })),
    },
    reason: {
      label: say('form.reason'),
      value: view.reason ?? '',
      error,
      choices: REASONS.map((value) => ({ title: say(`reason.${value}`), value })),
    },
    details: { label: say('form.details'), hint: say('form.details-hint'), value: clean(view.details, 2_000) },
    contact: {
      label: say('form.contact'),
      value: view.contact,
      error: say('form.wrong'),
      choices: CONTACTS.map((value) => ({ title: say(`contact.${value}`), value })),
    },
    typed: say('form.typed'),
    buttons: [
      button(
        say('button.next'),
        { verb: 'cancellation', act: 'form', subscriptionId, nonce },
        { inputs: true, style: 'positive' },
      ),
      button(say('button.stop'), { verb: 'leave', nonce }),
    ],
  }
})
