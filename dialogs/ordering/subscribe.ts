import { noticeCard } from '../../cards/notice.ts'
import { areaName } from '../../cards/offer-name.ts'
import { catalogueText, text } from '../../cards/text.ts'
import { findOffer, type Offer } from '../../store/catalogue/offer.ts'
import { ConflictError } from '../../store/database/collection.ts'
import type { Order } from '../../store/orders/order.ts'
import { changeOffer, newOrder } from '../../store/orders/order-steps.ts'
import { quote } from '../../store/use-cases/orders/quote.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import { type Choice, choiceQuestion } from '../talk/choice.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { say, show, type Turn, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { checklistOf } from './checklist.ts'
import { orderStatusCard } from './order-status-cards.ts'

/** `changes`: the order whose offer is being chosen anew, from its review. */
type Wish = { offerId?: string; area?: string; changes?: string }

/** S2–S4: which offer, in which area, and whether it can be bought; then the purchase goes on from the order. */
export function subscribeDialog(services: Services) {
  const { store, catalogue, clock, newId } = services

  const chooseOffer: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const may = requireRole(turn.speaker, 'purchaser')
    if (!may.ok) {
      await sayRefusal(step.context, may.refusal)
      return step.endDialog()
    }
    if (step.options.offerId) return step.next(step.options.offerId)
    const choices = await offerChoices(may.value)
    if (choices.length === 0) await say(step.context, 'offer.none')
    if (choices.length < 2) return choices[0] ? step.next(choices[0].value) : step.endDialog()
    return step.beginDialog('subscribe.offer', { title: 'offer.title', ask: 'offer.ask', choices })
  }

  const chooseArea: Step<Wish> = async (step) => {
    const offer = findOffer(catalogue, String(step.result))
    if (!offer) {
      await sayRefusal(step.context, 'offer-unavailable')
      return step.endDialog()
    }
    Object.assign(step.values, { offerId: offer.id })
    const area = step.options.offerId === offer.id ? step.options.area : undefined
    if (!offer.perArea || area) return step.next(area ?? '')
    const { locale } = turnOf(step.context).speaker
    const data = {
      title: 'area.title',
      ask: 'area.ask',
      offer: catalogueText(locale, offer.name),
      choices: areaChoices(locale),
    }
    return step.beginDialog('subscribe.area', data)
  }

  const openOrder: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const { speaker } = turn
    const { offerId } = step.values as { offerId: string }
    const wanted = { offerId, area: String(step.result ?? '') }
    const offer = findOffer(catalogue, offerId)
    const may = requireRole(speaker, 'purchaser')
    if (!may.ok || !offer) {
      await sayRefusal(step.context, may.ok ? 'offer-unavailable' : may.refusal)
      return step.endDialog()
    }
    const { order, changed } = await orderFor(may.value, wanted, step.options.changes)
    const quoted = await quote(services, may.value.partner, { ...wanted, _id: order?._id ?? '' })
    if (!quoted.ok) {
      if (quoted.refusal === 'requirements-unmet')
        await show(step.context, await checklistOf(services, may.value.partner._id, offer, wanted.area, speaker.locale))
      else if (quoted.refusal === 'colleague-is-buying') await showColleagues(step.context, turn, wanted)
      else await sayRefusal(step.context, quoted.refusal)
      return step.endDialog()
    }
    if (turn.input.kind === 'action') turn.became = chosenCard(turn, wanted, offer)
    // Only what can be bought takes the place of what the order had before.
    const kept = order && changed ? await store.orders.save(order, changed) : order
    const opened = kept ?? (await newDraft(may.value, wanted))
    return step.replaceDialog('purchase', { orderId: opened._id })
  }

  return waterfall<Wish>('subscribe', [chooseOffer, chooseArea, openOrder], {
    offer: choiceQuestion(services),
    area: choiceQuestion(services),
  })

  /** What the partner could take up: not held, sold in its currency. A competency stays on the list: its checklist says why not. */
  async function offerChoices({ partner, locale }: Member): Promise<Choice[]> {
    const quotes = await Promise.all(
      catalogue.offers
        .filter((each) => each.level !== 'network' && each.prices[partner.currency] !== undefined)
        .map(async (offer) => ({ offer, quoted: await quote(services, partner, { offerId: offer.id, area: '' }) })),
    )
    return quotes
      .filter(({ offer, quoted }) => offer.perArea || quoted.ok)
      .map(({ offer }) => ({ value: offer.id, title: catalogueText(locale, offer.name) }))
  }

  function areaChoices(locale: Member['locale']): Choice[] {
    return catalogue.areas.map((each) => ({ value: each.id, title: catalogueText(locale, each.name) }))
  }

  /** The order being changed, or the person's unfinished one for the same offer. */
  async function orderFor(
    speaker: Member,
    wanted: { offerId: string; area: string },
    changes?: string,
  ): Promise<{ order?: Order | undefined; changed?: Order }> {
    const { partner, person } = speaker
    const same = await store.orders.openFor(partner._id, person._id, wanted.offerId, wanted.area)
    const before = changes && !same ? await store.orders.get(changes) : undefined
    if (before?.personId !== person._id) return { order: same }
    const changed = changeOffer(before, wanted, stored(clock.now()))
    return changed.ok ? { order: before, changed: changed.value } : {}
  }

  async function newDraft({ partner, person }: Member, wanted: { offerId: string; area: string }): Promise<Order> {
    const now = stored(clock.now())
    const draft = newOrder({ id: newId(), partnerId: partner._id, personId: person._id, ...wanted, now })
    if (!(await store.orders.insert(draft))) throw new ConflictError(`order ${draft._id} exists`)
    return draft
  }

  function chosenCard({ speaker: { locale } }: Turn, { area }: { area: string }, offer: Offer) {
    const name = [catalogueText(locale, offer.name), areaName(catalogue, area, locale)].filter(Boolean).join(' – ')
    return noticeCard({ lines: [text(locale, 'offer.chosen', { offer: name })] }, locale)
  }

  async function showColleagues(
    context: Parameters<typeof show>[0],
    turn: Turn,
    wanted: { offerId: string; area: string },
  ) {
    const taken = await store.subscriptions.liveFor(turn.speaker.tenantId, wanted.offerId, wanted.area)
    const theirs = taken && (await store.orders.get(taken.orderId))
    if (theirs?.personId === turn.speaker.person._id)
      return show(context, await orderStatusCard(services, theirs, turn.speaker))
    const offer = catalogueText(
      turn.speaker.locale,
      findOffer(catalogue, wanted.offerId)?.name ?? { en: '', 'zh-TW': '' },
    )
    await say(context, 'order.yours-elsewhere', { offer, number: theirs?.number ?? '' })
  }
}
