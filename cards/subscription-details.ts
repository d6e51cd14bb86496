import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { instant } from '../store/values/time.ts'
import { type Action, button } from './actions.ts'
import { formatDate, formatMoney, formatZone } from './format.ts'
import { plain } from './plain.ts'
import { asTexts, cardOf } from './render.ts'
import { isOver, outlookText, type SubscriptionFacts, subscriptionFacts } from './subscription-facts.ts'
import { factsIn, factText, type TextKey, text } from './text.ts'

const DEEDS = ['renew', 'turn-off-auto-renew', 'activate-benefits', 'cancel-subscription'] as const
type Deed = (typeof DEEDS)[number]

const subscriptionDetails = z.strictObject({
  nonce: z.string(),
  held: subscriptionFacts,
  company: z.string(),
  offerId: z.string(),
  /** Solution area, its id and its name. */
  area: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  /** A competency makes its holder eligible for incentives (S4). */
  competency: z.boolean().default(false),
  now: instant,
  /** What can't be done now, and why; what isn't here can be done. */
  whyNot: z.partialRecord(z.enum(DEEDS), z.string()),
  /** Said instead of the actions, to somebody who may only look. */
  onlyLooks: z.string().optional(),
  /** The exact words of the commands, to be typed instead. */
  words: z.record(z.enum([...DEEDS, 'purchased-offers']), z.string()),
})
type View = z.infer<typeof subscriptionDetails>

const TONES = {
  active: 'good',
  grace: 'warning',
  frozen: 'warning',
  expired: 'emphasis',
  cancelled: 'emphasis',
} as const satisfies Record<SubscriptionFacts['state'], string>
const TITLES = {
  renew: 'button.renew-subscription',
  'turn-off-auto-renew': 'button.turn-off-auto-renew',
  'activate-benefits': 'button.activate-benefits',
  'cancel-subscription': 'button.cancel-subscription',
} as const satisfies Record<Deed, TextKey>

/** S17: one subscription, what will become of it, and the Actions; those that aren't possible now say why. */
export const subscriptionDetailsCard = cardOf('subscription-details', subscriptionDetails, (view, say, locale) => {
  const { held: of, onlyLooks } = view
  const state = say(`held.${of.state}`)
  const outlook = outlookText(of, locale)
  const facts = factsOf(view, locale)
  const notes = notesOf(view, locale)
  const refused = onlyLooks || isOver(of) ? [] : DEEDS.flatMap((deed) => whyNotText(view, deed, locale))
  const possible = onlyLooks ? [] : DEEDS.filter((deed) => view.whyNot[deed] === undefined)
  const notNow = refused.length ? say('details.not-now') : ''
  const hints = [...(onlyLooks ? [onlyLooks] : []), typedText(view, possible, locale)]
  const told = facts.map((each) => factText(each, locale))
  return {
    said: [of.name, state, outlook, ...told, ...notes, notNow, ...refused, ...hints],
    title: of.name,
    tone: TONES[of.state],
    state,
    outlook,
    facts,
    notes: asTexts(notes),
    notNow,
    refused: asTexts(refused),
    hints: asTexts(hints),
    buttons: buttonsOf(view, possible, locale),
  }
})

function whyNotText({ whyNot }: View, deed: Deed, locale: Locale): string[] {
  const reason = whyNot[deed]
  return reason === undefined ? [] : [text(locale, 'details.why', { action: text(locale, TITLES[deed]), reason })]
}

function typedText({ words }: View, possible: readonly Deed[], locale: Locale): string {
  const typed = possible.map((deed) => words[deed]).join(locale === 'en' ? ' · ' : '、')
  return text(locale, typed ? 'details.typed' : 'details.back', { words: typed, back: words['purchased-offers'] })
}

function factsOf({ held: of, company, area, now }: View, locale: Locale) {
  const fact = factsIn(locale)
  const dates = { start: formatDate(of.term.start, locale), end: formatDate(of.term.end, locale) }
  const since = of.offSince && text(locale, 'held.off-since', { date: formatDate(of.offSince, locale) })
  const off = since || text(locale, 'auto-renew.off')
  const stops = !of.autoRenew || of.state === 'grace'
  const whileHeld = [
    fact('auto-renew', of.autoRenew ? text(locale, 'auto-renew.on') : off),
    ...(of.price ? [fact('price-today', formatMoney(of.price, locale))] : []),
    ...(stops ? [fact('benefits-stop', formatDate(of.closes, locale))] : []),
  ]
  return [
    fact('company', plain(company)),
    ...(area && !of.name.includes(area.name) ? [fact('area', area.name)] : []),
    fact('term', text(locale, 'term.one-year', dates)),
    ...(isOver(of) ? [] : whileHeld),
    fact('zone', formatZone(of.term.zone, locale, now)),
  ]
}

function notesOf({ held: of, competency }: View, locale: Locale): string[] {
  const dates = { start: formatDate(of.term.start, locale), end: formatDate(of.term.end, locale) }
  return [
    ...(of.methodExpires ? [text(locale, 'method.expires-before', { date: dates.end })] : []),
    ...(of.paidAhead ? [text(locale, 'held.paid-ahead', dates)] : []),
    ...(of.offByGold && !of.autoRenew ? [text(locale, 'held.gold-off')] : []),
    ...(competency && !isOver(of) ? [text(locale, 'held.incentives')] : []),
  ]
}

function buttonsOf({ nonce, held: of, offerId, area, onlyLooks }: View, possible: readonly Deed[], locale: Locale) {
  if (isOver(of) && !onlyLooks) {
    const subscribe = { verb: 'subscribe' as const, offerId, ...(area ? { area: area.id } : {}), nonce }
    return [button(text(locale, 'button.subscribe-again'), subscribe, { style: 'positive' })]
  }
  const does: Record<Deed, Action> = {
    renew: { verb: 'renew', subscriptionId: of.id, nonce },
    'turn-off-auto-renew': { verb: 'turn-off', subscriptionId: of.id, nonce },
    'activate-benefits': { verb: 'command', command: 'activate-benefits', nonce },
    'cancel-subscription': { verb: 'command', command: 'cancel-subscription', nonce },
  }
  const style = (deed: Deed) => (deed === 'renew' ? { style: 'positive' as const } : {})
  return possible.map((deed) => button(text(locale, TITLES[deed]), does[deed], style(deed)))
}
