import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/locale.ts'
import { LEVELS, type Level, level, rank } from '../store/offer.ts'
import { button } from './actions.ts'
import { template } from './render.ts'
import { type TextKey, text } from './text.ts'

export const offers = z.strictObject({
  nonce: z.string(),
  /** The level at which the company stands; none for a non-member. */
  own: level.optional(),
  offers: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      price: z.string(),
      summary: z.string(),
      gives: z.array(z.string()),
      status: z.string(),
      held: z.boolean(),
      /** What its button does; none where there is nothing to do. */
      can: z.enum(['subscribe', 'join', 'checklist']).optional(),
    }),
  ),
})

const expand = template('offers')

/** What each level has, in the order of the levels: row → the lowest level that has it (S1). */
const FEATURES: [TextKey, Level][] = [
  ['compare.entry', 'network'],
  ['compare.internal-use', 'action-pack'],
  ['compare.more-use', 'silver'],
  ['compare.incentives', 'silver'],
  ['compare.best', 'gold'],
]

/** S1, S7: the levels side by side, one's own marked, held against available. */
export function offersCard(data: z.input<typeof offers>, locale: Locale): Attachment {
  const view = offers.parse(data)
  const own = view.own
    ? text(locale, 'offers.your-level', { level: text(locale, `compare.${view.own}`) })
    : text(locale, 'offers.no-level')
  const shown = view.offers.map((each) => ({
    name: each.name,
    price: each.price,
    summary: each.summary,
    gives: each.gives.map((gift) => `- ${gift}`).join('\n'),
    status: each.status,
    color: each.held ? 'good' : 'default',
  }))
  const fallback = [own, ...view.offers.map((each) => `${each.name}: ${each.price} – ${each.status}`)].join('\n')
  return expand({
    lang: locale,
    fallback: `${text(locale, 'offers.title')}\n${fallback}`,
    title: text(locale, 'offers.title'),
    intro: text(locale, 'offers.intro'),
    own,
    offers: shown,
    rows: comparison(view.own, locale),
    here: text(locale, 'offers.here'),
    buttons: buttons(view, locale),
  })
}

function comparison(own: Level | undefined, locale: Locale) {
  const row = (feature: string, weight: string, cell: (of: Level) => string) => ({
    feature,
    weight,
    cells: LEVELS.map((each) => ({ mark: cell(each), weight: each === own ? 'bolder' : weight })),
  })
  const name = (of: Level) => text(locale, `compare.${of}`) + (of === own ? ' ★' : '')
  return [
    row(text(locale, 'compare.feature'), 'bolder', name),
    ...FEATURES.map(([key, from]) =>
      row(text(locale, key), 'default', (of) => {
        const has = from === 'gold' ? of === 'gold' : rank(of) >= rank(from)
        return has ? '✓' : '–'
      }),
    ),
  ]
}

function buttons(view: z.infer<typeof offers>, locale: Locale) {
  const { nonce } = view
  if (view.offers.some((each) => each.can === 'join'))
    return [
      button(text(locale, 'button.join'), { verb: 'command', command: 'join', nonce }, { style: 'positive' }),
      button(text(locale, 'button.help'), { verb: 'command', command: 'help', nonce }),
    ]
  return view.offers
    .filter((each) => each.can)
    .slice(0, 4)
    .map((each) =>
      button(
        text(locale, each.can === 'checklist' ? 'button.requirements-of' : 'button.subscribe-to', { offer: each.name }),
        {
          verb: 'subscribe',
          offerId: each.id,
          nonce,
        },
      ),
    )
}
