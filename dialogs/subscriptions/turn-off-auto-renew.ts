import type { WaterfallStepContext } from 'botbuilder-dialogs'
import { autoRenewOffCard } from '../../cards/auto-renew-off.ts'
import { offAlreadyText } from '../../cards/held.ts'
import { noticeCard } from '../../cards/notice.ts'
import {
  type Begun,
  hasBegun,
  isLive,
  mayTurnOffAutoRenew,
  type Subscription,
  turnOffAutoRenew,
} from '../../store/subscriptions/subscription.ts'
import { settle } from '../../store/use-cases/orders/settlement.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { asToday, keepOffLine, renewalUnderWay } from '../../store/use-cases/subscriptions/holdings.ts'
import { findToChange } from '../../store/use-cases/subscriptions/own-subscription.ts'
import type { Refusal } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { say, show, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { type OffAnswer, offQuestion } from './auto-renew-question.ts'
import { listedFor, shownAs } from './held-cards.ts'
import { choicesOf, named, whichHeldQuestion } from './which-held.ts'

/** `offer`, `area`: what the sentence named; `answer`: what was pressed on a card whose dialog is no longer open. */
type Wish = { subscriptionId?: string; offer?: string; area?: string; answer?: OffAnswer }

/** S13, S14: which subscription, what turning its auto-renew off means, then that it is off. Nothing here turns it on. */
export function turnOffAutoRenewDialog(services: Services) {
  const { store, clock, newId } = services

  const choose: Step<Wish> = async (step) => {
    const may = requireRole(turnOf(step.context).speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const chosen = step.options.answer?.subscriptionId ?? step.options.subscriptionId
    if (chosen) return step.next(chosen)
    const live = (await listedFor(services, may.value.partner._id)).filter(isLive)
    const on = live.filter((each) => each.autoRenew)
    if (on.length === 0) return noneIsOn(step, live.length)
    const meant = named(on, step.options)
    if (meant.length === 1) return step.next(meant[0]?._id)
    const choices = choicesOf(services, meant.length ? meant : on)
    return step.beginDialog('turn-off-auto-renew.which', { ask: 'which.turn-off', choices })
  }

  const confirm: Step<Wish> = async (step) => {
    const found = await findToChange(services, turnOf(step.context).speaker, String(step.result))
    if (!found.ok) return refuse(step, found.refusal)
    const { member, of } = found.value
    const may = mayTurnOffAutoRenew(await asToday(services, of))
    if (!may.ok) return whyNot(step, member, of, may.refusal)
    const asked = { subscriptionId: of._id, term: of.term.number }
    return step.options.answer ? step.next(step.options.answer) : step.beginDialog('turn-off-auto-renew.confirm', asked)
  }

  const turnOff: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const answer = step.result as OffAnswer
    const found = await findToChange(services, turn.speaker, answer.subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member, of } = found.value
    if ('keep' in answer) return keep(step)
    // The card named the dates of a term that is not the last one any more (F27).
    if (answer.term !== of.term.number) return askAgain(step, of)
    const off = await store.subscriptions.save(of, turnOffAutoRenew(of, member.person._id, stored(clock.now())))
    await keepOffLine(services, off)
    const after = await withdrawAutomatic(off)
    if (after.term.number > of.term.number) return askAgain(step, after)
    await tellOff(step, member, after)
    return step.endDialog()
  }

  return waterfall<Wish>('turn-off-auto-renew', [choose, confirm, turnOff], {
    which: whichHeldQuestion(services),
    confirm: offQuestion(services),
  })

  async function refuse(step: WaterfallStepContext<Wish>, refusal: Refusal) {
    await sayRefusal(step.context, refusal)
    return step.endDialog()
  }

  async function noneIsOn(step: WaterfallStepContext<Wish>, held: number) {
    if (held === 0) return refuse(step, 'nothing-held')
    await say(step.context, 'off.all')
    return step.endDialog()
  }

  async function whyNot(step: WaterfallStepContext<Wish>, member: Member, of: Begun, refusal: Refusal) {
    if (refusal !== 'auto-renew-off-already') return refuse(step, refusal)
    await tellOff(step, member, of)
    return step.endDialog()
  }

  async function keep(step: WaterfallStepContext<Wish>) {
    await say(step.context, 'off.kept')
    return step.endDialog()
  }

  async function askAgain(step: WaterfallStepContext<Wish>, of: Begun) {
    await say(step.context, 'off.renewed-meanwhile')
    return step.replaceDialog('turn-off-auto-renew', { subscriptionId: of._id })
  }

  /** An automatic renewal that is being paid gives way, unless its money has been taken already: then the renewal holds (S14). */
  async function withdrawAutomatic(off: Subscription): Promise<Begun> {
    const underWay = await renewalUnderWay(services, off)
    if (underWay?.automatic) await settle(services, underWay._id)
    const after = await store.subscriptions.get(off._id)
    if (!after || !hasBegun(after)) throw new Error(`subscription ${off._id} has no term`)
    return after
  }

  /** What holds now, and in the trail who did it, also when it was done before (F28). */
  async function tellOff(step: WaterfallStepContext<Wish>, member: Member, of: Begun) {
    await keepOffLine(services, of)
    const turn = turnOf(step.context)
    const { held, renewal } = await shownAs(services, member, of)
    turn.became = noticeCard({ title: held.name, lines: [offAlreadyText(held, member.locale)] }, member.locale)
    await show(step.context, autoRenewOffCard({ nonce: newId(), held, renewable: renewal.ok }, member.locale))
  }
}
