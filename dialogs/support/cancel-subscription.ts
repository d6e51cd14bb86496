import { noticeCard } from '../../cards/notice.ts'
import { offerName } from '../../cards/offer-name.ts'
import { text } from '../../cards/text.ts'
import { type Begun, hasBegun, isLive } from '../../store/subscriptions/subscription.ts'
import type { FormRequest, Request, Ticket } from '../../store/tickets/ticket.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { heldToday } from '../../store/use-cases/subscriptions/holdings.ts'
import { findToChange } from '../../store/use-cases/subscriptions/own-subscription.ts'
import { openTicket } from '../../store/use-cases/tickets/ticket-opening.ts'
import type { Refusal } from '../../store/values/result.ts'
import { choicesOf, named, whichHeldQuestion } from '../subscriptions/which-held.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { say, show, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { COMMANDS } from '../understanding/commands.ts'
import {
  type About,
  explainQuestion,
  type Filled,
  formQuestion,
  type Reviewed,
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
type Values = About & { key: string }

/** S20, S21: never cancels; explains, offers the other way, then asks support, with everything seen before Submit. */
export function cancelSubscriptionDialog(services: Services) {
  const { store, newId } = services

  const chooseSubscription: Step<Wish> = async (step) => {
    const may = requireRole(turnOf(step.context).speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const { pressed, subscriptionId } = step.options
    if (pressed?.act === 'submit' || pressed?.act === 'change') return overAlready(step)
    if (pressed || subscriptionId) return step.next(pressed?.subscriptionId ?? subscriptionId)
    const held = (await heldToday(services, may.value.partner._id)).filter(hasBegun)
    if (held.length === 0) return refuse(step, 'nothing-held')
    const meant = named(held, step.options)
    if (meant.length === 1) return step.next(meant[0]?._id)
    const choices = choicesOf(services, meant.length ? meant : held)
    return step.beginDialog('cancel-subscription.which', { ask: 'cancel.which', choices })
  }

  const explain: Step<Wish> = async (step) => {
    const subscriptionId = String(step.result)
    const found = await findToChange(services, turnOf(step.context).speaker, subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    if (!isLive(found.value.of)) return refuse(step, 'subscription-over')
    Object.assign(step.values, { subscriptionId, key: newId() } satisfies Values)
    if (step.options.pressed || step.options.form || step.options.wrong) return step.next('ask')
    return step.beginDialog('cancel-subscription.explain', { subscriptionId })
  }

  const fillIn: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const { subscriptionId } = step.values as Values
    const found = await findToChange(services, turn.speaker, subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member, of } = found.value
    const open = await store.tickets.openCancellationOf(member.partner._id, subscriptionId)
    if (open) {
      await joinIt(step, member, of, open.request)
      return step.endDialog()
    }
    const { pressed, form, wrong } = step.options
    if (pressed?.act === 'form') return step.next(readForm(pressed))
    if (turn.input.kind === 'action' && !form && !wrong) turn.became = chosenCard(member, of)
    return step.beginDialog('cancel-subscription.form', {
      subscriptionId,
      ...(form ? { form } : {}),
      ...(wrong ? { wrong } : {}),
    })
  }

  const checkIt: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const { subscriptionId } = step.values as Values
    const filled = step.result as Filled
    if ('wrong' in filled) return step.replaceDialog('cancel-subscription', { subscriptionId, wrong: true })
    if (turn.input.kind === 'action') turn.became = usedCard(turn.speaker.locale)
    Object.assign(step.values, filled)
    return step.beginDialog('cancel-subscription.review', { subscriptionId, ...filled })
  }

  const submit: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const { subscriptionId, form } = step.values as Values & Reviewed
    if (step.result === 'change') {
      if (turn.input.kind === 'action') turn.became = usedCard(turn.speaker.locale)
      return step.replaceDialog('cancel-subscription', { subscriptionId, form })
    }
    const found = await findToChange(services, turn.speaker, subscriptionId)
    if (!found.ok) return refuse(step, found.refusal)
    await send(step, found.value.member, found.value.of, form)
    return step.endDialog()
  }

  return waterfall<Wish>('cancel-subscription', [chooseSubscription, explain, fillIn, checkIt, submit], {
    which: whichHeldQuestion(services),
    explain: explainQuestion(services),
    form: formQuestion(services),
    review: reviewQuestion(services),
  })

  async function send(step: Parameters<Step<Wish>>[0], member: Member, of: Begun, form: FormRequest): Promise<void> {
    const { ticket, joined } = await open(step, member, of, form)
    if (joined) return showTicket(step, member, ticket, joinedNote(member, ticket))
    const { locale } = member
    const title = text(locale, 'ticket.sent-title', { number: ticket.number })
    const sent = text(locale, 'ticket.sent', { command: COMMANDS['support-requests'][locale] })
    const turn = turnOf(step.context)
    if (turn.input.kind === 'action') turn.became = usedCard(locale)
    await show(step.context, noticeCard({ title, tone: 'good', lines: [sent] }, locale))
  }

  /** A colleague's, or one's own from before: shown, and joined (S20). */
  async function joinIt(step: Parameters<Step<Wish>>[0], member: Member, of: Begun, request: Request): Promise<void> {
    const { ticket } = await open(step, member, of, request)
    await showTicket(step, member, ticket, joinedNote(member, ticket))
  }

  async function open(
    step: Parameters<Step<Wish>>[0],
    { partner, person, locale }: Member,
    of: Begun,
    request: Request,
  ) {
    const { key } = step.values as Values
    const by = { side: 'partner' as const, by: person._id }
    return openTicket(services, { key, partner, personId: person._id, by, request, subscriptionId: of._id, locale })
  }

  function joinedNote({ locale }: Member, { number }: Ticket): string {
    return text(locale, 'cancel.joined', { number })
  }

  async function showTicket(
    step: Parameters<Step<Wish>>[0],
    { locale, partner }: Member,
    ticket: Ticket,
    note: string,
  ) {
    const turn = turnOf(step.context)
    if (turn.input.kind === 'action') turn.became = usedCard(locale)
    await show(step.context, await partnerTicketCard(services, ticket, { locale, zone: partner.zone }, note))
  }

  function chosenCard({ locale }: Member, of: Begun) {
    return noticeCard({ lines: [text(locale, 'cancel.chosen', { offer: offerName(services, of, locale) })] }, locale)
  }

  async function overAlready(step: Parameters<Step<Wish>>[0]) {
    const { locale } = turnOf(step.context).speaker
    await say(step.context, 'form.over', { command: COMMANDS['cancel-subscription'][locale] })
    return step.endDialog()
  }

  async function refuse(step: Parameters<Step<Wish>>[0], refusal: Refusal) {
    await sayRefusal(step.context, refusal)
    return step.endDialog()
  }
}

function usedCard(locale: Member['locale']) {
  return noticeCard({ lines: [text(locale, 'settled.used')] }, locale)
}
