import { Temporal } from 'temporal-polyfill'
import { SANDBOX_CARDS, type SandboxCard } from '../../../bot/payments/sandbox/cards.ts'
import type { SandboxCharge } from '../../../bot/payments/sandbox/charge.ts'
import { createSandboxPayments } from '../../../bot/payments/sandbox/sandbox.ts'
import type { SandboxSession } from '../../../bot/payments/sandbox/session.ts'
import type { Database } from '../../../store/database/collection.ts'
import { openDatabase } from '../../../store/open-database.ts'
import type { Clock, Payments } from '../../../store/use-cases/services.ts'
import { standingTimer } from '../../support/standing-timer.ts'

export const PUBLIC_URL = 'http://127.0.0.1:3978'
export const RETURN_URL = 'https://teams.microsoft.com/l/chat/0/0?users=28:bot'
export const SECRET = 'test-webhook-secret'
export const START = Temporal.Instant.from('2026-11-23T08:00:00Z')

export type ChargeAsk = Parameters<Payments['charge']>[0]

/** A clock that stands still until it is moved. */
export function stillClock(start = START): Clock & { move(by: Temporal.DurationLike): void } {
  let at = start
  return {
    now: () => at,
    today: (zone) => at.toZonedDateTimeISO(zone).toPlainDate(),
    move(by) {
      at = at.add(by)
    },
  }
}

/** A sandbox gateway in memory (or over the given database) that keeps what it sends. */
export async function openGateway({
  clock = stillClock(),
  database,
  publicUrl = PUBLIC_URL,
}: {
  clock?: ReturnType<typeof stillClock>
  database?: Database
  publicUrl?: string
} = {}) {
  const db = database ?? (await openDatabase({ memory: true }))
  const sent: { raw: Buffer; headers: Record<string, string> }[] = []
  const receiver = { answers: (_raw: Buffer): Promise<void> => Promise.resolve() }
  const timers = standingTimer()
  let ids = 0
  const payments = createSandboxPayments({
    charges: db.collection<SandboxCharge>('sandbox-charges'),
    sessions: db.collection<SandboxSession>('sandbox-sessions'),
    clock,
    timer: timers.timer,
    publicUrl,
    webhookSecrets: [SECRET],
    newId: () => `secret${++ids}`,
    async sendWebhook(raw, headers) {
      sent.push({ raw, headers })
      await receiver.answers(raw)
    },
  })

  let keys = 0
  /** A method on file that is this test card, added on a page of its own. */
  async function methodOf(
    card: SandboxCard['id'],
    partnerId = 'partner-one',
  ): Promise<{ methodId: string; customer: string }> {
    const ask = { key: `page:${++keys}`, partnerId, locale: 'en' as const, returnUrl: RETURN_URL }
    const { sessionId } = await payments.openMethodPage(ask)
    const session = await payments.sessions.find(sessionId)
    const chosen = SANDBOX_CARDS.find((each) => each.id === card)
    if (!session || !chosen) throw new Error('no such page or card')
    await payments.sessions.add(session, chosen, '2029-12')
    const found = await payments.findMethod(sessionId)
    if (found.status !== 'complete') throw new Error(`the page is ${found.status}`)
    return { methodId: found.method.id, customer: found.customer }
  }

  /** What a charge on that card asks. */
  async function askOn(card: SandboxCard['id'], more: Partial<ChargeAsk> = {}): Promise<ChargeAsk> {
    const method = await methodOf(card)
    const money = { amount: 47_500, currency: 'USD' }
    return { key: 'order-1:1', money, ...method, orderId: 'order-1', unattended: false, ...more }
  }

  /** The events that were sent so far, as the bot reads them. */
  async function events() {
    await payments.idle()
    return sent.map(({ raw, headers }) => payments.parseWebhook(raw, headers, clock.now()))
  }

  return { payments, clock, timers, sent, receiver, methodOf, askOn, events, database: db }
}
