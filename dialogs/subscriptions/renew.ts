import type { TurnContext } from 'botbuilder'
import { formatDate } from '../../cards/format.ts'
import { messageCard } from '../../cards/message.ts'
import { renewalRefusedCard } from '../../cards/renewal.ts'
import { offerName, text } from '../../cards/text.ts'
import { findOffer } from '../../store/catalogue/offer.ts'
import { ConflictError } from '../../store/database/collection.ts'
import type { Order } from '../../store/orders/order.ts'
import { newOrder } from '../../store/orders/order-steps.ts'
import { isLive, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import { unlessExpired } from '../../store/use-cases/orders/expiring.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { renewalUnderWay } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { findToChange } from '../../store/use-cases/subscriptions/own-subscription.ts'
import type { Refusal } from '../../store/values/result.ts'
import { nextTerm } from '../../store/values/term.ts'
import { stored } from '../../store/values/time.ts'
import { checklistOf } from '../ordering/checklist.ts'
import { orderStatusCard } from '../ordering/order-status-cards.ts'
import { end, next, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { show } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { renewalQuestion } from './renewal-question.ts'
import { listedFor, type Shown, shownAs, whyNotRenew } from './subscription-cards.ts'
import { choicesOf, named, whichSubscriptionQuestion } from './which-subscription.ts'

/** `offer`, `area`: what the sentence named; `confirmed`: the term on the card of order details that was pressed. */
type Wish = { subscriptionId?: string; offer?: string; area?: string; confirmed?: number }
type Renews = NonNullable<Order['renews']>

/** S17, S18: which subscription, the confirmed order details; then terms, payment details and review, as for a purchase. */
export function renewDialog(services: Services) {
  const { store, catalogue, clock, newId } = services
  const questions = { which: whichSubscriptionQuestion(services), details: renewalQuestion(services) }

  const chooseSubscription: Step<Wish, undefined, string> = async (step) => {
    const may = requireRole(step.turn.speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    if (step.wish.subscriptionId) return next(step.wish.subscriptionId)
    const { candidates, only } = await candidatesFor(may.value, step.wish)
    if (candidates.length === 0) return refuse(step, 'nothing-held')
    if (only) return next(only._id)
    return prompt(questions.which, { ask: 'which.renew', choices: choicesOf(services, candidates) })
  }

  const confirmOrderDetails: Step<Wish, string, Renews> = async (step, chosen) => {
    const found = await findToChange(services, step.turn.speaker, chosen)
    if (!found.ok) return refuse(step, found.refusal)
    const { member, subscription } = found.value
    const shown = await shownAs(services, member, subscription)
    if (!shown.renewal.ok) {
      await explain(step.context, member, subscription, shown, shown.renewal.refusal)
      return end()
    }
    const asked = { subscriptionId: subscription._id, term: shown.renewal.value.term.number }
    return step.wish.confirmed === asked.term ? next(asked) : prompt(questions.details, asked)
  }

  const openOrder: Step<Wish, Renews> = async (step, renews) => {
    const { turn } = step
    const found = await findToChange(services, turn.speaker, renews.subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member, subscription } = found.value
    if (subscription.term.number >= renews.term) return refuse(step, 'renewed-already')
    const order = await orderFor(member, subscription, renews)
    const replacementCard = turn.input.kind === 'action' ? confirmedCard(member, subscription) : undefined
    return replaceDialog('purchase', { orderId: order._id }, { replacementCard })
  }

  return waterfall('renew', [chooseSubscription, confirmOrderDetails, openOrder], questions)

  /** What the sentence named, or else all; of these what can be renewed now, or else what is held, or else what was. */
  async function candidatesFor(speaker: Member, wish: Wish) {
    const listed = await listedFor(services, speaker.partner._id)
    const meant = named(listed, wish)
    const among = meant.length ? meant : listed
    const shown = await Promise.all(among.map((each) => shownAs(services, speaker, each)))
    const choices = [among.filter((_, i) => shown[i]?.renewal.ok), among.filter(isLive), among]
    const candidates = choices.find((each) => each.length > 0) ?? []
    // Whoever named something else is asked, also when there is nothing to choose from.
    return { candidates, only: meant.length && candidates.length === 1 ? candidates[0] : undefined }
  }

  /** Why not: the order that is paying for it already, the requirements that aren't met, or the day it opens (S4, S18). */
  async function explain(
    context: TurnContext,
    speaker: Member,
    subscription: StartedSubscription,
    { subscription: held }: Shown,
    refusal: Refusal,
  ) {
    const { locale, partner, person } = speaker
    const theirs = await renewalUnderWay(services, subscription)
    if (theirs?.personId === person._id) return show(context, await orderStatusCard(services, theirs, speaker))
    const offer = findOffer(catalogue, subscription.offerId)
    const reason = whyNotRenew(held, refusal, locale)
    const over = refusal === 'renewal-too-late' || refusal === 'subscription-over'
    const ids = { offerId: subscription.offerId, areaId: subscription.area }
    await show(context, renewalRefusedCard(locale, { nonce: newId(), held, ...ids, reason, over }))
    if (refusal === 'requirements-unmet' && offer)
      await show(context, await checklistOf(services, partner._id, offer, subscription.area, locale))
  }

  /** The person's own unfinished order for this term, or a new one; whoever pays first has *the* order of the term. */
  async function orderFor({ partner, person }: Member, subscription: StartedSubscription, renews: Renews) {
    const mine = await unlessExpired(services, await store.orders.openRenewal(partner._id, person._id, renews))
    if (mine) return mine
    const { offerId, area } = subscription
    const now = stored(clock.now())
    const draft = newOrder({ id: newId(), partnerId: partner._id, personId: person._id, offerId, area, renews, now })
    if (!(await store.orders.insert(draft))) throw new ConflictError(`order ${draft._id} exists`)
    return draft
  }

  function confirmedCard({ locale }: Member, subscription: StartedSubscription) {
    const { start, end } = nextTerm(subscription.term)
    const dates = { start: formatDate(start, locale), end: formatDate(end, locale) }
    const line = text(locale, 'renewal.confirmed', { offer: offerName(services, subscription, locale), ...dates })
    return messageCard(locale, { lines: [line] })
  }
}
