import { messageCard } from '../../cards/message.ts'
import { offerName, text } from '../../cards/text.ts'
import { hasStarted, isLive, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import type { FormRequest, Request, Ticket } from '../../store/tickets/ticket.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import { holdCharge } from '../../store/use-cases/renewals/hold-charge.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { currentSubscriptions } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { findToChange } from '../../store/use-cases/subscriptions/own-subscription.ts'
import { openTicket } from '../../store/use-cases/tickets/ticket-opening.ts'
import { choicesOf, named, whichSubscriptionQuestion } from '../subscriptions/which-subscription.ts'
import { type Effects, end, next, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { say, show, type Turn } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { COMMANDS } from '../understanding/commands.ts'
import { cancelOutlook } from './cancel-outlook.ts'
import {
  type About,
  type Decided,
  explainQuestion,
  type Filled,
  formQuestion,
  readForm,
  reviewQuestion,
} from './cancel-questions.ts'
import { partnerTicketCard } from './ticket-cards.ts'

type Pressed = { act: 'ask' | 'form' | 'submit' | 'change'; subscriptionId: string }
/** `pressed`: a button of a card whose dialog is no longer open; `form`: what is being changed from the review. */
type Wish = {
  offer?: string
  area?: string
  pressed?: Pressed
  subscriptionId?: string
  form?: FormRequest
  wrong?: boolean
}

/** S20, S21: never cancels; explains, offers the other way, then asks support, with everything seen before Submit. */
export function cancelSubscriptionDialog(services: Services) {
  const { store, newId } = services
  const questions = {
    which: whichSubscriptionQuestion(services),
    explain: explainQuestion(services),
    form: formQuestion(services),
    review: reviewQuestion(services),
  }

  const chooseSubscription: Step<Wish, undefined, string> = async (step) => {
    const may = requireRole(step.turn.speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const { pressed, subscriptionId } = step.wish
    if (pressed?.act === 'submit' || pressed?.act === 'change') return overAlready(step)
    const chosen = pressed?.subscriptionId ?? subscriptionId
    if (chosen) return next(chosen)
    const subscriptions = (await currentSubscriptions(services, may.value.partner._id)).filter(hasStarted)
    if (subscriptions.length === 0) return refuse(step, 'nothing-held')
    const meant = named(subscriptions, step.wish)
    const [only, ...others] = meant
    if (only && others.length === 0) return next(only._id)
    const choices = choicesOf(services, meant.length ? meant : subscriptions)
    return prompt(questions.which, { ask: 'cancel.which', choices })
  }

  const explain: Step<Wish, string, About> = async (step, subscriptionId) => {
    const found = await findToChange(services, step.turn.speaker, subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    if (!isLive(found.value.subscription)) return refuse(step, 'subscription-over')
    const about = { subscriptionId, key: newId() }
    const explained = step.wish.pressed || step.wish.form || step.wish.wrong
    return explained ? next(about) : prompt(questions.explain, about)
  }

  const fillIn: Step<Wish, About, About & Filled> = async (step, about) => {
    const found = await findToChange(services, step.turn.speaker, about.subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member, subscription } = found.value
    const open = await store.tickets.openCancellationOf(member.partner._id, subscription._id)
    if (open) return joinIt(step, member, about, open.request)
    const { pressed, form, wrong } = step.wish
    if (pressed?.act === 'form') return next({ ...about, ...readForm(pressed) })
    const chosen = step.turn.input.kind === 'action' && !form && !wrong
    const replacementCard = chosen ? chosenCard(member, subscription) : undefined
    const filled = { ...about, ...(form ? { form } : {}), ...(wrong ? { wrong } : {}) }
    return prompt(questions.form, filled, { replacementCard })
  }

  const checkForm: Step<Wish, About & Filled, Decided> = async (step, filled) => {
    const { subscriptionId } = filled
    if ('wrong' in filled) return replaceDialog('cancel-subscription', { subscriptionId, wrong: true })
    return prompt(questions.review, filled, used(step.turn))
  }

  const send: Step<Wish, Decided> = async (step, { act, form, ...about }) => {
    const { subscriptionId } = about
    if (act === 'change') return replaceDialog('cancel-subscription', { subscriptionId, form }, used(step.turn))
    const found = await findToChange(services, step.turn.speaker, subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member } = found.value
    const { ticket, joined } = await open(member, about, form)
    if (joined) return showTicket(step, member, ticket)
    await show(step.context, await sentCard(member, ticket, subscriptionId))
    return end(used(step.turn))
  }

  return waterfall('cancel-subscription', [chooseSubscription, explain, fillIn, checkForm, send], questions)

  /** A colleague's, or one's own from before: shown, and joined (S20). */
  async function joinIt(step: StepContext<Wish>, member: Member, about: About, request: Request): Promise<Outcome> {
    const { ticket } = await open(member, about, request)
    return showTicket(step, member, ticket)
  }

  async function open({ partner, person, locale }: Member, { subscriptionId, key }: About, request: Request) {
    const by = { side: 'partner' as const, by: person._id }
    const opened = await openTicket(services, {
      key,
      partner,
      personId: person._id,
      by,
      request,
      subscriptionId,
      locale,
    })
    await holdCharge(services, opened.ticket)
    return opened
  }

  /** S21: what holds from now on, and what stops the renewal at once. Read anew: it may have been charged just before. */
  async function sentCard(member: Member, ticket: Ticket, subscriptionId: string) {
    const { locale } = member
    const subscription = await store.subscriptions.get(subscriptionId)
    const known = subscription && hasStarted(subscription)
    const outlook = known ? await cancelOutlook(services, member, subscription) : undefined
    return messageCard(locale, {
      title: text(locale, 'ticket.sent-title', { number: ticket.number }),
      tone: 'good',
      lines: [
        text(locale, 'ticket.sent', { command: COMMANDS['support-requests'][locale] }),
        ...(outlook?.lines ?? []),
      ],
      buttons: outlook?.buttons ?? [],
    })
  }

  async function showTicket(step: StepContext<Wish>, { locale, partner }: Member, ticket: Ticket): Promise<Outcome> {
    const note = text(locale, 'cancel.joined', { number: ticket.number })
    await show(step.context, await partnerTicketCard(services, ticket, { locale, zone: partner.zone }, note))
    return end(used(step.turn))
  }

  function chosenCard({ locale }: Member, subscription: StartedSubscription) {
    return messageCard(locale, {
      lines: [text(locale, 'cancel.chosen', { offer: offerName(services, subscription, locale) })],
    })
  }

  async function overAlready(step: StepContext<Wish>) {
    const { locale } = step.turn.speaker
    await say(step.context, 'form.over', { command: COMMANDS['cancel-subscription'][locale] })
    return end()
  }
}

/** The pressed card says that it has done its work. */
function used({ input, speaker: { locale } }: Turn): Effects {
  return input.kind === 'action' ? { words: text(locale, 'settled.used') } : {}
}
