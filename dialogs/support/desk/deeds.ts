import { again } from '../../../store/database/again.ts'
import { cancellationEntry, cancelNow } from '../../../store/subscriptions/cancellation.ts'
import { type Subscription, turnOffAutoRenew } from '../../../store/subscriptions/subscription.ts'
import type { ClosingDeed } from '../../../store/tickets/closing.ts'
import { isLiveTicket, type Ticket } from '../../../store/tickets/ticket.ts'
import { type Act, close, isDone, take } from '../../../store/tickets/ticket-steps.ts'
import { recordEvidence } from '../../../store/use-cases/catalogue/record-evidence.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { isBeingRenewed, recordAutoRenewOff } from '../../../store/use-cases/subscriptions/current-subscriptions.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import { ok, type Result, refused } from '../../../store/values/result.ts'
import { stored } from '../../../store/values/time.ts'
import { acceptDeed } from './acceptance.ts'
import { evidenceName } from './choices.ts'
import { standingOf } from './close-reasons.ts'
import { closingDeedIn } from './closing.ts'
import { type Asked, actOf, type DeskTurn, subscriptionOf, wrote } from './desk-turn.ts'
import { refundDeed } from './refund.ts'

/**
 * What an agent's confirmation does. Each part can be done again: the record and its audit entry first, then the ticket's
 * timeline, so that after a crash between two of them the same press completes it.
 */
export async function deskDeed(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  { choice, amount }: Asked,
): Promise<Result<Ticket>> {
  const deed = closingDeedIn(choice)
  const last = deed ? closingAct(services, turn) : actOf(services, turn)
  const begun = await begin(services, ticket, last)
  if (!begun.ok || isDone(begun.value, last)) return begun
  if (deed) return closeAfter(services, turn, begun.value, deed)
  if (choice === 'cancel-now') return cancelAtOnce(services, turn, begun.value)
  if (choice === 'cancel-at-end') return endWithTerm(services, turn, begun.value)
  if (choice.startsWith('evidence:')) return proveRequirement(services, turn, begun.value, choice)
  if (choice.startsWith('refund:')) return refundDeed(services, turn, begun.value, { choice, amount })
  if (choice.startsWith('accept:')) return acceptDeed(services, turn, begun.value, choice)
  return refused('not-found')
}

/**
 * S21: what was withdrawn or closed is carried out by no old card. Whoever confirms what nobody has, has it from then on:
 * so of a confirmation and a withdrawal at the same instant one is written first, and the other is refused.
 */
async function begin(services: Services, ticket: Ticket, act: Act): Promise<Result<Ticket>> {
  return decide(services, ticket._id, (each) => {
    if (isDone(each, act)) return ok(each)
    if (!isLiveTicket(each)) return refused('request-over')
    return each.agent ? ok(each) : take(each, { ...act, key: `${act.key}:take` })
  })
}

/** S21: what a closing reason says is done first, and then it is closed; pressed again after a crash, what is left of it. */
async function closeAfter(services: Services, turn: DeskTurn, ticket: Ticket, deed: ClosingDeed) {
  const act = actOf(services, turn)
  const done = isDone(ticket, act)
    ? ok(ticket)
    : deed === 'cancelled-now'
      ? await cancelAtOnce(services, turn, ticket)
      : await endWithTerm(services, turn, ticket)
  if (!done.ok) return done
  const standing = await standingOf(services, ticket)
  return decide(services, ticket._id, (each) => close(each, closingAct(services, turn), deed, standing))
}

function closingAct(services: Services, turn: DeskTurn) {
  return actOf(services, turn, 'close')
}

async function cancelAtOnce(services: Services, turn: DeskTurn, ticket: Ticket): Promise<Result<Ticket>> {
  const { store } = services
  const done = await again(async (): Promise<Result<Subscription>> => {
    const subscription = await subscriptionOf(services, ticket)
    if (!subscription) return refused('not-found')
    if (await isBeingRenewed(services, subscription)) return refused('cancel-not-now')
    const now = stored(services.clock.now())
    const after = cancelNow(subscription, now)
    if (!after.ok) return after
    const saved =
      after.value === subscription ? subscription : await store.subscriptions.save(subscription, after.value)
    await store.audits.add(cancellationEntry(saved, turn.speaker.person._id, now))
    return ok(saved)
  })
  return done.ok ? wrote(services, turn, ticket, 'cancelled-now') : done
}

async function endWithTerm(services: Services, turn: DeskTurn, ticket: Ticket): Promise<Result<Ticket>> {
  const { store, clock } = services
  const done = await again(async (): Promise<Result<Subscription>> => {
    const subscription = await subscriptionOf(services, ticket)
    if (!subscription?.live) return refused('subscription-over')
    if (subscription.state === 'frozen') return refused('subscription-frozen')
    const off = turnOffAutoRenew(subscription, 'support', stored(clock.now()))
    const saved = off === subscription ? subscription : await store.subscriptions.save(subscription, off)
    await recordAutoRenewOff(services, saved)
    return ok(saved)
  })
  return done.ok ? wrote(services, turn, ticket, 'ends-with-term') : done
}

async function proveRequirement(services: Services, turn: DeskTurn, ticket: Ticket, choice: string) {
  const [, offerId = '', area = '', requirementId = ''] = choice.split(':')
  const what = evidenceName(services, choice, turn.desk.locale)
  if (!what) return refused('not-found')
  const recorder = { actor: 'support', agent: turn.speaker.person._id } as const
  await recordEvidence(services, { partnerId: ticket.partnerId, offerId, area, requirementId }, recorder)
  return wrote(services, turn, ticket, 'evidence', what.slice(0, 200))
}
