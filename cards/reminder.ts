import { z } from 'zod'
import { button } from './actions.ts'
import { asTexts, cardOf } from './render.ts'
import { factText, type Say } from './text.ts'

/** Buttons that a card can have. */
const MOST_BUTTONS = 4
/** Things that one card speaks of; more are counted. */
export const MOST_ITEMS = 5

const reminder = z.strictObject({
  nonce: z.string(),
  /** The message, by which its buttons find what it told. */
  message: z.string(),
  items: z
    .array(
      z.strictObject({
        title: z.string(),
        tone: z.enum(['good', 'warning', 'attention', 'emphasis']),
        lines: z.array(z.string()),
        facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).default([]),
        /** The most wanted first: one card has room for four. */
        buttons: z.array(z.record(z.string(), z.unknown())).max(3),
        hint: z.string().default(''),
      }),
    )
    .min(1),
  /** It speaks of something that can be put off or handed over. */
  later: z.boolean(),
  colleagues: z.boolean(),
})
export type ReminderItem = z.input<typeof reminder>['items'][number]

/** S16, S19: everything that a person has to hear on one day, in one message; each thing with what can be done about it. */
export const reminderCard = cardOf('reminder', reminder, (view, say, locale) => {
  const { nonce, message, items, later, colleagues } = view
  const shown = items.slice(0, MOST_ITEMS)
  const title = items.length > 1 ? say('reminder.title-many', { count: items.length }) : ''
  const hints = [...new Set(shown.map((each) => each.hint).filter(Boolean))]
  const told = shown.flatMap((each) => [each.title, ...each.lines, ...each.facts.map((fact) => factText(fact, locale))])
  const [only] = items
  const first = items.length === 1 && only ? only.buttons : forAll(nonce, say)
  // What is alone has the card's title, as every other card.
  const size = title ? 'medium' : 'large'
  const answers = later ? answersTo(message, colleagues, nonce, say) : []
  return {
    said: [title, ...told, ...hints],
    title,
    items: shown.map((each) => ({ ...each, size, lines: asTexts(each.lines) })),
    hints: asTexts(hints),
    buttons: [...first.slice(0, MOST_BUTTONS - answers.length), ...answers],
  }
})

/** Where a message speaks of several subscriptions, each is chosen in the command's own list. */
function forAll(nonce: string, say: Say) {
  const command = (name: 'renew' | 'purchased-offers') =>
    button(say(`button.${name}`), { verb: 'command', command: name, nonce })
  return [command('renew'), command('purchased-offers')]
}

function answersTo(message: string, colleagues: boolean, nonce: string, say: Say) {
  const later = button(say('button.remind-later'), { verb: 'remind-later', message, nonce })
  const known = button(say('button.got-it'), { verb: 'got-it', message, nonce })
  const over = button(say('button.hand-over'), { verb: 'hand-over', message, nonce })
  return colleagues ? [later, known, over] : [later, known]
}
