import { z } from 'zod'
import { LEVELS, type Level, level, rank } from '../store/catalogue/offer.ts'
import { button } from './actions.ts'
import { cardOf } from './render.ts'
import type { Say, TextKey } from './text.ts'

const offers = z.strictObject({
  nonce: z.string(),
  /** The level at which the company stands; none for a non-member. */
  own: level.optional(),
  /** Offers include those below them: only then it is said. */
  nested: z.boolean().default(false),
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

/** What each level has, in the order of the levels: row → the lowest level that has it (S1). */
const FEATURES: [TextKey, Level][] = [
  ['compare.entry', 'network'],
  ['compare.internal-use', 'action-pack'],
  ['compare.more-use', 'silver'],
  ['compare.incentives', 'silver'],
  ['compare.best', 'gold'],
]

/** S1, S7: the levels side by side, one's own marked, held against available. */
export const offersCard = cardOf('offers', offers, (view, say, _locale) => {
  const title = say('offers.title')
  const own = view.own ? say('offers.your-level', { level: say(`compare.${view.own}`) }) : say('offers.no-level')
  const shown = view.offers.map((each) => ({
    name: each.name,
    price: each.price,
    status: each.held ? `✓ ${each.status}` : each.status,
    color: each.held ? 'good' : 'default',
    weight: each.held ? 'bolder' : 'default',
    summary: each.summary,
    gives: each.gives.map((gift) => `- ${gift}`).join('\n'),
  }))
  const lines = view.offers.map((each) => [each.name, each.price, each.status].filter(Boolean).join(' – '))
  return {
    said: [title, own, ...lines],
    title,
    intro: view.nested ? say('offers.intro') : '',
    own,
    names: LEVELS.map((each) => cell(each, view.own, say(`compare.${each}`))),
    rows: FEATURES.map(([key, from]) => ({
      feature: say(key),
      cells: LEVELS.map((each) => cell(each, view.own, has(each, from) ? '✓' : '–')),
    })),
    offers: shown,
    here: say('offers.here'),
    buttons: buttons(view, say),
  }
})

/** One's own level stands out, and is named above the table. */
function cell(level: Level, own: Level | undefined, mark: string) {
  return level === own ? { mark: `**${mark}**`, color: 'accent' } : { mark, color: 'default' }
}

/** Each level has everything of those below it. */
function has(level: Level, from: Level): boolean {
  return rank(level) >= rank(from)
}

function buttons(view: z.infer<typeof offers>, say: Say) {
  const { nonce } = view
  if (view.offers.some((each) => each.can === 'join'))
    return [
      button(say('button.join'), { verb: 'command', command: 'join', nonce }, { style: 'positive' }),
      button(say('button.help'), { verb: 'command', command: 'help', nonce }),
    ]
  return view.offers
    .filter((each) => each.can)
    .slice(0, 4)
    .map((each) =>
      button(say(each.can === 'checklist' ? 'button.requirements-of' : 'button.subscribe-to', { offer: each.name }), {
        verb: 'subscribe',
        offerId: each.id,
        nonce,
      }),
    )
}
