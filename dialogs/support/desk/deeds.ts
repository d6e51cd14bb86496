import { again } from '../../../store/database/again.ts'
import { cancelledLine, cancelNow } from '../../../store/subscriptions/cancellation.ts'
import { type Subscription, turnOffAutoRenew } from '../../../store/subscriptions/subscription.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import { isDone } from '../../../store/tickets/ticket-steps.ts'
import { recordEvidence } from '../../../store/use-cases/catalogue/record-evidence.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { isBeingRenewed, keepOffLine } from '../../../store/use-cases/subscriptions/holdings.ts'
import { ok, type Result, refused } from '../../../store/values/result.ts'
import { stored } from '../../../store/values/time.ts'
import { evidenceName } from './choices.ts'
import { actOf, type DeskTurn } from './desk-turn.ts'
import { refundDeed } from './refund.ts'
import { subscriptionOf, wrote } from './written.ts'

/**
 * What an agent's confirmation does. Each part can be done again: the record and its line in the trail first, then the ticket's
 * timeline, so that after a crash between two of them the same press completes it.
 */
export async function deskDeed(
  services: Services,
  turn: DeskTurn,
  of: Ticket,
  choice: string,
): Promise<Result<Ticket>> {
  const act = actOf(services, turn)
  if (isDone(of, act)) return ok(of)
  if (choice === 'cancel-now') return cancelAtOnce(services, turn, of)
  if (choice === 'cancel-at-end') return endWithTerm(services, turn, of)
  if (choice.startsWith('evidence:')) return proveRequirement(services, turn, of, choice)
  if (choice.startsWith('refund:')) return refundDeed(services, turn, of)
  return refused('not-found')
}

async function cancelAtOnce(services: Services, turn: DeskTurn, of: Ticket): Promise<Result<Ticket>> {
  const { store } = services
  const done = await again(async (): Promise<Result<Subscription>> => {
    const held = await subscriptionOf(services, of)
    if (!held) return refused('not-found')
    if (await isBeingRenewed(services, held)) return refused('cancel-not-now')
    const now = stored(services.clock.now())
    const after = cancelNow(held, now)
    if (!after.ok) return after
    const saved = after.value === held ? held : await store.subscriptions.save(held, after.value)
    await store.audits.add(cancelledLine(saved, turn.speaker.person._id, now))
    return ok(saved)
  })
  return done.ok ? wrote(services, turn, of, 'cancelled-now') : done
}

async function endWithTerm(services: Services, turn: DeskTurn, of: Ticket): Promise<Result<Ticket>> {
  const { store, clock } = services
  const done = await again(async (): Promise<Result<Subscription>> => {
    const held = await subscriptionOf(services, of)
    if (!held?.live) return refused('subscription-over')
    if (held.state === 'frozen') return refused('subscription-frozen')
    const off = turnOffAutoRenew(held, 'support', stored(clock.now()))
    const saved = off === held ? held : await store.subscriptions.save(held, off)
    await keepOffLine(services, saved)
    return ok(saved)
  })
  return done.ok ? wrote(services, turn, of, 'ends-with-term') : done
}

async function proveRequirement(
  services: Services,
  turn: DeskTurn,
  of: Ticket,
  choice: string,
): Promise<Result<Ticket>> {
  const [, offerId = '', area = '', requirementId = ''] = choice.split(':')
  const what = evidenceName(services, choice, turn.desk.locale)
  if (!what) return refused('not-found')
  const recorder = { actor: 'support', agent: turn.speaker.person._id } as const
  await recordEvidence(services, { partnerId: of.partnerId, offerId, area, requirementId }, recorder)
  return wrote(services, turn, of, 'evidence', what.slice(0, 200))
}
