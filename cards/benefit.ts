import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { civilDate } from '../store/values/time.ts'
import { button, link } from './actions.ts'
import { formatDate } from './format.ts'
import { messageOf } from './message.ts'
import { text } from './text.ts'

const benefitView = z.strictObject({
  nonce: z.string(),
  subscriptionId: z.string(),
  benefitId: z.string(),
  benefit: z.string(),
  offer: z.string(),
  /** End of the term, and the day on which benefits stop if nobody renews. */
  ends: civilDate,
  stops: civilDate,
  inGrace: z.boolean(),
  activated: z.strictObject({ on: civilDate, by: z.string() }).optional(),
  /** How many keys go with it, and whether they are still to come. */
  keys: z.int().nonnegative(),
  waits: z.boolean(),
  /** The support request about keys that are still to come. */
  request: z.int().positive().optional(),
  link: z.url().optional(),
  /** What is given every month: the month of the term in which today falls. */
  month: z.strictObject({ number: z.int().positive(), start: civilDate, end: civilDate }).optional(),
})

/** S23: one benefit, what has become of it, and what can be done with it. */
export const benefitCard = messageOf(benefitView, (view, say, locale) => {
  const date = (of: string) => formatDate(of, locale)
  const { activated, month } = view
  const word = wordFor(view, locale)
  return {
    title: view.benefit,
    lines: [
      ...(activated ? [howToUse(view, locale)] : []),
      ...(activated && month ? monthLines(month, locale) : []),
      say(view.inGrace ? 'benefit.grace' : 'benefit.until', {
        date: date(view.ends),
        stops: date(view.stops),
      }),
    ],
    hints: word ? [say('benefit.typed', { word })] : [],
    facts: [
      { title: say('fact.offer'), value: view.offer },
      ...(activated
        ? [
            { title: say('fact.activated'), value: date(activated.on) },
            { title: say('fact.activated-by'), value: activated.by },
          ]
        : []),
    ],
    buttons: buttons(view, locale),
  }
})

/** What can be typed instead of pressing the card's first button; none where there is nothing to do. */
function wordFor({ activated, keys, waits }: z.infer<typeof benefitView>, locale: Locale): string {
  if (!activated) return text(locale, 'word.activate')
  return keys > 0 && !waits ? text(locale, 'word.show-keys') : ''
}

function howToUse({ keys, waits, request = 0, link: page }: z.infer<typeof benefitView>, locale: Locale): string {
  if (waits) return text(locale, 'benefit.being-prepared', { number: request })
  if (keys > 0) return text(locale, 'benefit.ready-how')
  return text(locale, page ? 'benefit.page' : 'benefit.nothing-more')
}

function monthLines(month: NonNullable<z.infer<typeof benefitView>['month']>, locale: Locale): string[] {
  const { number, start, end } = month
  const next = formatDate(end, locale)
  return [
    text(locale, 'benefit.month', { number, start: formatDate(start, locale), end: next }),
    text(locale, 'benefit.month-next', { date: next }),
  ]
}

function buttons(view: z.infer<typeof benefitView>, locale: Locale) {
  const { subscriptionId, benefitId, nonce, activated, keys, waits } = view
  const about = { subscriptionId, benefitId, nonce }
  const list = button(text(locale, 'button.all-benefits'), {
    verb: 'command',
    command: 'activate-benefits',
    nonce,
  })
  if (!activated)
    return [
      button(text(locale, 'button.activate'), { verb: 'activate-benefit', ...about }, { style: 'positive' }),
      list,
    ]
  if (keys > 0 && !waits)
    return [button(text(locale, 'button.show-keys', { count: keys }), { verb: 'show-keys', ...about }), list]
  return view.link && keys === 0 ? [link(text(locale, 'button.use-benefit'), view.link), list] : [list]
}

const keysConfirmView = z.strictObject({
  nonce: z.string(),
  subscriptionId: z.string(),
  benefitId: z.string(),
  benefit: z.string(),
  keys: z.int().positive(),
})

/** Whether the keys are to be shown: each showing is recorded, so it is confirmed first (S23). */
export const keysConfirmCard = messageOf(
  keysConfirmView,
  ({ nonce, subscriptionId, benefitId, benefit, keys }, say) => {
    const show = say('button.show-keys', { count: keys })
    return {
      title: say('keys.confirm-title'),
      lines: [say('keys.confirm', { benefit })],
      hints: [say('benefit.typed', { word: say('word.show-keys') })],
      buttons: [
        button(show, { verb: 'reveal-keys', subscriptionId, benefitId, nonce }, { style: 'positive' }),
        button(say('button.stop'), { verb: 'leave', nonce }),
      ],
    }
  },
)

const keysView = z.strictObject({ benefit: z.string(), keys: z.array(z.string()).min(1) })

/** The keys themselves, exactly as they are: the import lets in nothing that Markdown would change. */
export const keysCard = messageOf(keysView, ({ benefit, keys }, say) => ({
  title: say('keys.title', { count: keys.length }),
  lines: [benefit],
  facts: keys.map((each, i) => ({ title: say('keys.number', { number: i + 1 }), value: each })),
  hints: [say('keys.care')],
}))
