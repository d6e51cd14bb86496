import { formatMoment } from '../../cards/format.ts'
import { listCard, PAGE } from '../../cards/list.ts'
import { oneLine } from '../../cards/message.ts'
import { text } from '../../cards/text.ts'
import { hasRole } from '../../store/people/person.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import { holdCharge } from '../../store/use-cases/renewals/hold-charge.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { findOwnTicket } from '../../store/use-cases/tickets/own-ticket.ts'
import { actOnTicket } from '../../store/use-cases/tickets/ticket-answers.ts'
import { stored } from '../../store/values/time.ts'
import { type Listed, listQuestion, onlyOf, type Picked, pageOf } from '../talk/list-question.ts'
import { end, next, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import type { Question } from '../talk/question.ts'
import { type Input, say, show, type Turn } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { COMMANDS } from '../understanding/commands.ts'
import { partnerTicketCard } from './ticket-cards.ts'
import { ticketText } from './ticket-text.ts'
import { type Pressed, readTicketWords } from './ticket-words.ts'

type Wish = { page?: number; pick?: string; pressed?: Pressed }

/** S22: one's own support requests, an admin's company's; one of them with its messages, to be answered. */
export function supportRequestsDialog(services: Services) {
  const { store, clock, newId } = services
  const questions = { list: listQuestion('support-requests', listing), one: oneQuestion(services) }

  const list: Step<Wish, undefined, Picked | Pressed> = async (step) => {
    const may = requireRole(step.turn.speaker, 'viewer')
    if (!may.ok) return refuse(step, may.refusal)
    const { page = 0, pick, pressed } = step.wish
    if (pressed) return next(pressed)
    if (pick) return next({ pick })
    const { ids, more } = pageOf(page, await ticketsOn(may.value, page))
    if (ids.length === 0) {
      const command = COMMANDS['cancel-subscription'][may.value.locale]
      await say(step.context, 'requests.none', { command })
      return end()
    }
    const only = onlyOf({ page, ids, more })
    return only ? next({ pick: only }) : prompt(questions.list, { page, ids, more })
  }

  const open: Step<Wish, Picked | Pressed, Pressed> = async (step, picked) => {
    if ('act' in picked && picked.act !== 'show') return next(picked)
    if ('page' in picked) return replaceDialog('support-requests', { page: picked.page })
    const id = 'act' in picked ? picked.ticketId : picked.pick
    const found = await findOwnTicket(services, step.turn.speaker, id)
    return found.ok ? prompt(questions.one, { ticketId: id }) : refuse(step, found.refusal)
  }

  const act: Step<Wish, Pressed> = async (step, { act: what, ticketId, message = '', nonce }) => {
    const found = await findOwnTicket(services, step.turn.speaker, ticketId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member } = found.value
    const words = ticketText(message)
    if (what === 'show') return replaceDialog('support-requests', { pick: ticketId })
    if (what === 'reply' && !words.text) {
      await say(step.context, 'ticket.message-wrong')
      return again(step, member, found.value.ticket)
    }
    const key = nonce ?? `m:${step.context.activity.id}`
    const done = await actOnTicket(
      services,
      ticketId,
      what,
      { by: member.person._id, key, now: stored(clock.now()) },
      words.text,
    )
    if (!done.ok) return refuse(step, done.refusal)
    await holdCharge(services, done.value)
    if (words.masked) await say(step.context, 'form.masked')
    return again(step, member, done.value)
  }

  return waterfall('support-requests', [list, open, act], questions)

  /** The pressed card becomes the ticket as it stands now; typed words get it as an answer. */
  async function again(step: StepContext<Wish>, { locale, partner }: Member, ticket: Ticket): Promise<Outcome> {
    const card = await partnerTicketCard(services, ticket, { locale, zone: partner.zone })
    if (step.turn.input.kind === 'action') return end({ replacementCard: card })
    await show(step.context, card)
    return end()
  }

  async function ticketsOn({ tenantId, person }: Member, page: number): Promise<Ticket[]> {
    const follower = hasRole(person, 'admin') ? undefined : person._id
    return store.tickets.ofPartner(tenantId, follower, PAGE + 1, page * PAGE)
  }

  async function listing({ page, more }: Listed, { speaker }: Turn) {
    const { locale, partner } = speaker
    const may = requireRole(speaker, 'viewer')
    const { shown } = pageOf(page, may.ok ? await ticketsOn(may.value, page) : [])
    return listCard(locale, {
      nonce: newId(),
      list: 'support-requests',
      title: text(locale, 'requests.title'),
      lines: [text(locale, hasRole(speaker.person, 'admin') ? 'requests.company' : 'requests.mine')],
      rows: shown.map((each) => ({
        id: each._id,
        title: text(locale, 'ticket.title', { number: each.number }),
        detail: `${text(locale, `ticket.${each.state}`)} · ${formatMoment(each.openedAt, partner?.zone ?? 'UTC', locale)}`,
      })),
      page,
      more,
    })
  }
}

/** One ticket: its buttons, or `reply …`, `withdraw`, `reopen`, `solved`, `not solved` typed. */
function oneQuestion(services: Services): Question<{ ticketId: string }, Pressed> {
  return {
    async card({ ticketId }, { speaker }) {
      const found = await findOwnTicket(services, speaker, ticketId)
      const { locale, partner } = speaker
      if (!found.ok) return oneLine(locale, 'refusal.not-found')
      return partnerTicketCard(services, found.value.ticket, { locale, zone: partner?.zone ?? 'UTC' })
    },
    read: readAct,
    hint: (say) => say('ticket.hint', { reply: say('word.reply') }),
    optional: true,
  }
}

function readAct(input: Input, { ticketId }: { ticketId: string }): Pressed | undefined {
  if (input.kind === 'action') {
    const { action } = input
    return action.verb === 'ticket' && action.ticketId === ticketId ? action : undefined
  }
  if (input.kind !== 'text') return undefined
  const words = readTicketWords(input.text)
  return words && { ...words, ticketId }
}
