import { formatMoment } from '../../cards/format.ts'
import { listCard, PAGE } from '../../cards/list.ts'
import { noticeCard } from '../../cards/notice.ts'
import { text } from '../../cards/text.ts'
import { hasRole } from '../../store/people/person.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { findOwnTicket } from '../../store/use-cases/tickets/own-ticket.ts'
import { actOnTicket, type PartnerAct } from '../../store/use-cases/tickets/ticket-answers.ts'
import type { Refusal } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'
import { type Listed, listQuestion, type Picked, pageOf } from '../talk/list-question.ts'
import type { Question } from '../talk/question.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { type Input, say, show, type Turn, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { saysWord } from '../talk/words.ts'
import { COMMANDS } from '../understanding/commands.ts'
import { partnerTicketCard } from './ticket-cards.ts'
import { ticketText } from './ticket-text.ts'

type Pressed = { act: PartnerAct | 'show'; ticketId: string; message?: string | undefined; nonce?: string }
type Wish = { page?: number; pick?: string; pressed?: Pressed }

/** S22: one's own support requests, an admin's company's; one of them with its messages, to be answered. */
export function supportRequestsDialog(services: Services) {
  const { store, clock, newId } = services

  const list: Step<Wish> = async (step) => {
    const may = requireRole(turnOf(step.context).speaker, 'viewer')
    if (!may.ok) return refuse(step, may.refusal)
    const { page = 0, pick, pressed } = step.options
    if (pressed || pick) return step.next(pressed ?? { pick })
    const { ids, more } = pageOf(page, await ticketsOn(may.value, page))
    if (ids.length === 0) {
      const command = COMMANDS['cancel-subscription'][may.value.locale]
      await say(step.context, 'requests.none', { command })
      return step.endDialog()
    }
    return step.beginDialog('support-requests.list', { page, ids, more })
  }

  const open: Step<Wish> = async (step) => {
    const picked = step.result as Picked | Pressed
    if ('act' in picked && picked.act !== 'show') return step.next(picked)
    if ('page' in picked) return step.replaceDialog('support-requests', { page: picked.page })
    const id = 'act' in picked ? picked.ticketId : picked.pick
    const turn = turnOf(step.context)
    const found = await findOwnTicket(services, turn.speaker, id)
    return found.ok ? step.beginDialog('support-requests.one', { ticketId: id }) : refuse(step, found.refusal)
  }

  const act: Step<Wish> = async (step) => {
    const turn = turnOf(step.context)
    const { act: what, ticketId, message = '', nonce } = step.result as Pressed
    const found = await findOwnTicket(services, turn.speaker, ticketId)
    if (!found.ok) return refuse(step, found.refusal)
    const { member } = found.value
    const words = ticketText(message)
    if (what === 'show') return step.replaceDialog('support-requests', { pick: ticketId })
    if (what === 'reply' && !words.text) {
      await say(step.context, 'ticket.message-wrong')
      return again(step, member, found.value.of)
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
    if (words.masked) await say(step.context, 'form.masked')
    return again(step, member, done.value)
  }

  return waterfall<Wish>('support-requests', [list, open, act], {
    list: listQuestion('support-requests', listing),
    one: oneQuestion(services),
  })

  /** The pressed card becomes the ticket as it stands now; typed words get it as an answer. */
  async function again(step: Parameters<Step<Wish>>[0], { locale, partner }: Member, of: Ticket) {
    const turn = turnOf(step.context)
    const card = await partnerTicketCard(services, of, { locale, zone: partner.zone })
    if (turn.input.kind === 'action') turn.became = card
    else await show(step.context, card)
    return step.endDialog()
  }

  async function refuse(step: Parameters<Step<Wish>>[0], refusal: Refusal) {
    await sayRefusal(step.context, refusal)
    return step.endDialog()
  }

  async function ticketsOn({ tenantId, person }: Member, page: number): Promise<Ticket[]> {
    const follower = hasRole(person, 'admin') ? undefined : person._id
    return store.tickets.ofPartner(tenantId, follower, PAGE + 1, page * PAGE)
  }

  async function listing({ page, more }: Listed, { speaker }: Turn) {
    const { locale, partner } = speaker
    const may = requireRole(speaker, 'viewer')
    const { shown } = pageOf(page, may.ok ? await ticketsOn(may.value, page) : [])
    return listCard(
      {
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
      },
      locale,
    )
  }
}

/** One ticket: its buttons, or `reply …`, `withdraw`, `reopen`, `solved`, `not solved` typed. */
function oneQuestion(services: Services): Question<{ ticketId: string }, Pressed> {
  return {
    async card({ ticketId }, { speaker }) {
      const found = await findOwnTicket(services, speaker, ticketId)
      const { locale, partner } = speaker
      if (!found.ok) return noticeCard({ lines: [text(locale, 'refusal.not-found')] }, locale)
      return partnerTicketCard(services, found.value.of, { locale, zone: partner?.zone ?? 'UTC' })
    },
    read: readAct,
    hint: ({ speaker: { locale } }) => text(locale, 'ticket.hint', { reply: text(locale, 'word.reply') }),
    optional: true,
  }
}

const REPLY = /^\s*(?:reply|回覆)(?=[\s:：]|\p{Script=Han})[\s:：]*/iu

function readAct(input: Input, { ticketId }: { ticketId: string }): Pressed | undefined {
  if (input.kind === 'action') {
    const { action } = input
    return action.verb === 'ticket' && action.ticketId === ticketId ? action : undefined
  }
  if (input.kind !== 'text') return undefined
  const message = input.text.replace(REPLY, '')
  if (message !== input.text && message) return { act: 'reply', ticketId, message }
  const act = (['withdraw', 'reopen', 'solved', 'not-solved'] as const).find((each) => saysWord(input.text, each))
  return act ? { act, ticketId } : undefined
}
