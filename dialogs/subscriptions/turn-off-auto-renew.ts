import { autoRenewOffCard } from '../../cards/auto-renew.ts'
import { messageCard } from '../../cards/message.ts'
import { offAlreadyText } from '../../cards/subscription-facts.ts'
import {
  hasStarted,
  isLive,
  mayTurnOffAutoRenew,
  type StartedSubscription,
  type Subscription,
  turnOffAutoRenew,
} from '../../store/subscriptions/subscription.ts'
import { settle } from '../../store/use-cases/orders/settlement.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import {
  asToday,
  recordAutoRenewOff,
  renewalUnderWay,
} from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { findToChange } from '../../store/use-cases/subscriptions/own-subscription.ts'
import type { Refusal } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'
import { end, next, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { say, show } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { type OffAnswer, offQuestion } from './auto-renew-question.ts'
import { listedFor, shownAs } from './subscription-cards.ts'
import { choicesOf, named, whichSubscriptionQuestion } from './which-subscription.ts'

/** `offer`, `area`: what the sentence named; `answer`: what was pressed on a card whose dialog is no longer open. */
type Wish = { subscriptionId?: string; offer?: string; area?: string; answer?: OffAnswer }

/** S13, S14: which subscription, what turning its auto-renew off means, then that it is off. Nothing here turns it on. */
export function turnOffAutoRenewDialog(services: Services) {
  const { store, clock, newId } = services
  const questions = { which: whichSubscriptionQuestion(services), confirm: offQuestion(services) }

  const choose: Step<Wish, undefined, string> = async (step) => {
    const may = requireRole(step.turn.speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const chosen = step.wish.answer?.subscriptionId ?? step.wish.subscriptionId
    if (chosen) return next(chosen)
    const live = (await listedFor(services, may.value.partner._id)).filter(isLive)
    const on = live.filter((each) => each.autoRenew)
    if (on.length === 0) return noneIsOn(step, live.length)
    const meant = named(on, step.wish)
    const [only, ...others] = meant
    if (only && others.length === 0) return next(only._id)
    const choices = choicesOf(services, meant.length ? meant : on)
    return prompt(questions.which, { ask: 'which.turn-off', choices })
  }

  const confirm: Step<Wish, string, OffAnswer> = async (step, chosen) => {
    const found = await findToChange(services, step.turn.speaker, chosen)
    if (!found.ok) return refuse(step, found.refusal)
    const { member, subscription } = found.value
    const may = mayTurnOffAutoRenew(await asToday(services, subscription))
    if (!may.ok) return whyNot(step, member, subscription, may.refusal)
    const asked = { subscriptionId: subscription._id, term: subscription.term.number }
    return step.wish.answer ? next(step.wish.answer) : prompt(questions.confirm, asked)
  }

  const turnOff: Step<Wish, OffAnswer> = async (step, answer) => {
    const found = await findToChange(services, step.turn.speaker, answer.subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member, subscription } = found.value
    if ('keep' in answer) return keep(step)
    // The card named the dates of a term that is not the last one any more (F27).
    if (answer.term !== subscription.term.number) return askAgain(step, subscription)
    const off = await store.subscriptions.save(
      subscription,
      turnOffAutoRenew(subscription, member.person._id, stored(clock.now())),
    )
    await recordAutoRenewOff(services, off)
    const after = await withdrawAutomatic(off)
    if (after.term.number > subscription.term.number) return askAgain(step, after)
    return tellOff(step, member, after)
  }

  return waterfall('turn-off-auto-renew', [choose, confirm, turnOff], questions)

  async function noneIsOn(step: StepContext<Wish>, held: number) {
    if (held === 0) return refuse(step, 'nothing-held')
    await say(step.context, 'off.all')
    return end()
  }

  async function whyNot(step: StepContext<Wish>, member: Member, subscription: StartedSubscription, refusal: Refusal) {
    if (refusal !== 'auto-renew-off-already') return refuse(step, refusal)
    return tellOff(step, member, subscription)
  }

  async function keep(step: StepContext<Wish>) {
    await say(step.context, 'off.kept')
    return end()
  }

  async function askAgain(step: StepContext<Wish>, subscription: StartedSubscription) {
    await say(step.context, 'off.renewed-meanwhile')
    return replaceDialog('turn-off-auto-renew', { subscriptionId: subscription._id })
  }

  /** An automatic renewal that is being paid gives way, unless its money has been taken already: then the renewal holds (S14). */
  async function withdrawAutomatic(off: Subscription): Promise<StartedSubscription> {
    const underWay = await renewalUnderWay(services, off)
    if (underWay?.automatic) await settle(services, underWay._id)
    const after = await store.subscriptions.get(off._id)
    if (!after || !hasStarted(after)) throw new Error(`subscription ${off._id} has no term`)
    return after
  }

  /** What holds now, and in the audit log who did it, also when it was done before (F28). */
  async function tellOff(step: StepContext<Wish>, member: Member, subscription: StartedSubscription): Promise<Outcome> {
    await recordAutoRenewOff(services, subscription)
    const { subscription: held, renewal } = await shownAs(services, member, subscription)
    await show(step.context, autoRenewOffCard(member.locale, { nonce: newId(), held, renewable: renewal.ok }))
    const line = offAlreadyText(held, member.locale)
    return end({ replacementCard: messageCard(member.locale, { title: held.name, lines: [line] }) })
  }
}
