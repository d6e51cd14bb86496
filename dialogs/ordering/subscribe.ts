import type { TurnContext } from 'botbuilder'
import { oneLine } from '../../cards/message.ts'
import { areaName, catalogueText } from '../../cards/text.ts'
import { findOffer, type Offer } from '../../store/catalogue/offer.ts'
import { ConflictError } from '../../store/database/collection.ts'
import type { Order } from '../../store/orders/order.ts'
import { changeOffer, newOrder } from '../../store/orders/order-steps.ts'
import { unlessExpired } from '../../store/use-cases/orders/expiring.ts'
import { quote } from '../../store/use-cases/orders/quote.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Refusal } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'
import { type Choice, choiceQuestion } from '../talk/choice.ts'
import { end, next, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { say, show } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { checklistOf } from './checklist.ts'
import { orderStatusCard } from './order-status-cards.ts'
import { priceText } from './price-text.ts'

/** `changes`: the order whose offer is being chosen anew, from its review. */
type Wish = { offerId?: string; area?: string; changes?: string }
type Wanted = { offerId: string; area: string }

/** S2–S4: which offer, in which area, and whether it can be bought; then the purchase goes on from the order. */
export function subscribeDialog(services: Services) {
  const { store, catalogue, clock, newId } = services
  const questions = { offer: choiceQuestion(services), area: choiceQuestion<{ offerId: string }>(services) }

  const chooseOffer: Step<Wish, undefined, { chosen: string }> = async (step) => {
    const may = requireRole(step.turn.speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    if (step.wish.offerId) return next({ chosen: step.wish.offerId })
    const choices = await offerChoices(may.value)
    if (choices.length === 0) await say(step.context, 'offer.none')
    if (choices.length < 2) return choices[0] ? next({ chosen: choices[0].value }) : end()
    return prompt(questions.offer, { title: 'offer.title', ask: 'offer.ask', choices })
  }

  const chooseArea: Step<Wish, { chosen: string }, { offerId: string; chosen: string }> = async (step, { chosen }) => {
    const offer = findOffer(catalogue, chosen)
    if (!offer) return refuse(step, 'offer-unavailable')
    const { id: offerId } = offer
    const area = step.wish.offerId === offerId ? step.wish.area : undefined
    if (!offer.perArea || area) return next({ offerId, chosen: area ?? '' })
    const { locale } = step.turn.speaker
    const price = priceText(offer, step.turn.speaker, services.seller)
    const words = { title: 'area.title', ask: 'area.ask', offer: catalogueText(locale, offer.name), price } as const
    return prompt(questions.area, { ...words, offerId, choices: areaChoices(locale) })
  }

  const quoteAndOpen: Step<Wish, { offerId: string; chosen: string }> = async (step, { offerId, chosen: area }) => {
    const { speaker, input } = step.turn
    const wanted = { offerId, area }
    const offer = findOffer(catalogue, offerId)
    const may = requireRole(speaker, 'purchaser')
    if (!may.ok || !offer) return refuse(step, may.ok ? 'offer-unavailable' : may.refusal)
    const { order, changed } = await orderFor(may.value, wanted, step.wish.changes)
    const quoted = await quote(services, may.value.partner, { ...wanted, _id: order?._id ?? '' })
    if (!quoted.ok) return whyNot(step, may.value, offer, area, quoted.refusal)
    // Only what can be bought takes the place of what the order had before.
    const kept = order && changed ? await store.orders.save(order, changed) : order
    const opened = kept ?? (await newDraft(may.value, wanted))
    const replacementCard = input.kind === 'action' ? chosenCard(may.value, offer, area) : undefined
    return replaceDialog('purchase', { orderId: opened._id }, { replacementCard })
  }

  return waterfall('subscribe', [chooseOffer, chooseArea, quoteAndOpen], questions)

  /** What the partner could take up: not held, sold in its currency. A competency stays on the list: its checklist says why not. */
  async function offerChoices(member: Member): Promise<Choice[]> {
    const { partner, locale } = member
    const quotes = await Promise.all(
      catalogue.offers
        .filter((each) => each.level !== 'network' && each.prices[partner.currency] !== undefined)
        .map(async (offer) => ({ offer, quoted: await quote(services, partner, { offerId: offer.id, area: '' }) })),
    )
    return quotes
      .filter(({ offer, quoted }) => offer.perArea || quoted.ok)
      .map(({ offer }) => ({
        value: offer.id,
        title: catalogueText(locale, offer.name),
        detail: priceText(offer, member, services.seller),
      }))
  }

  function areaChoices(locale: Member['locale']): Choice[] {
    return catalogue.areas.map((each) => ({ value: each.id, title: catalogueText(locale, each.name) }))
  }

  /** The order being changed, or the person's unfinished one for the same offer. */
  async function orderFor(speaker: Member, wanted: Wanted, changes?: string) {
    const { partner, person } = speaker
    const found = await store.orders.openFor(partner._id, person._id, wanted.offerId, wanted.area)
    const same = await unlessExpired(services, found)
    const before = changes && !same ? await store.orders.get(changes) : undefined
    if (before?.personId !== person._id) return { order: same }
    const changed = changeOffer(before, wanted, stored(clock.now()))
    return changed.ok ? { order: before, changed: changed.value } : {}
  }

  async function newDraft({ partner, person }: Member, wanted: Wanted): Promise<Order> {
    const now = stored(clock.now())
    const draft = newOrder({ id: newId(), partnerId: partner._id, personId: person._id, ...wanted, now })
    if (!(await store.orders.insert(draft))) throw new ConflictError(`order ${draft._id} exists`)
    return draft
  }

  function chosenCard({ locale }: Member, offer: Offer, area: string) {
    const name = [catalogueText(locale, offer.name), areaName(catalogue, area, locale)].filter(Boolean).join(' – ')
    return oneLine(locale, 'offer.chosen', { offer: name })
  }

  /** Why not: what of the checklist is missing (S4), or the order that is buying it already. */
  async function whyNot(step: StepContext<Wish>, member: Member, offer: Offer, area: string, refusal: Refusal) {
    if (refusal === 'requirements-unmet')
      await show(step.context, await checklistOf(services, member.partner._id, offer, area, member.locale))
    else if (refusal === 'colleague-is-buying') await showColleagues(step.context, member, offer, area)
    else return refuse(step, refusal)
    return end()
  }

  async function showColleagues(context: TurnContext, member: Member, offer: Offer, area: string): Promise<void> {
    const { tenantId, person, locale } = member
    const taken = await store.subscriptions.liveFor(tenantId, offer.id, area)
    const theirs = taken && (await store.orders.get(taken.orderId))
    if (theirs?.personId === person._id) return show(context, await orderStatusCard(services, theirs, member))
    const words = { offer: catalogueText(locale, offer.name), number: theirs?.number ?? '' }
    await say(context, 'order.yours-elsewhere', words)
  }
}
