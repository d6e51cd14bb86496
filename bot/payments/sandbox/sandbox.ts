import type { Collection } from '../../../store/database/collection.ts'
import type { DisputeState } from '../../../store/orders/order.ts'
import { type ChargeResult, type Clock, KeyReusedError, type Payments } from '../../../store/use-cases/services.ts'
import { pause, type Timer } from '../../../store/values/timer.ts'
import { signedEvent } from '../stripe/signed-event.ts'
import { createSandboxBooks } from './books.ts'
import { type Decline, sandboxCard } from './cards.ts'
import { type ChargeAsk, canceled, disputed, keyOfChargeId, resultOf, type SandboxCharge } from './charge.ts'
import { createSandboxEvents, type SandboxFaults, type SendWebhook } from './events.ts'
import { createSandboxLedger } from './ledger.ts'
import { BANK_PATH, METHOD_PATH } from './paths.ts'
import { createSandboxRefunds, type RefundAct } from './refund-acts.ts'
import { publicId, type SandboxSession } from './session.ts'
import { createSandboxSessions } from './sessions.ts'
import { readEvent, SIGNATURE_HEADER } from './signature.ts'

const REFUSED: Decline = { code: 'generic_decline', retryable: true }
/** What one `catchUp` takes on. */
const AT_ONCE = 50

/**
 * A payment gateway for trying things out: test cards only, its own hosted pages, signed events through the bot's own
 * route, faults on request. Its books are in two collections of its own, so it survives the bot. Never in production.
 */
export function createSandboxPayments(options: {
  charges: Collection<SandboxCharge>
  sessions: Collection<SandboxSession>
  clock: Clock
  /** What a slow charge waits for. */
  timer: Timer
  /** Where people reach the hosted pages, without a path. */
  publicUrl: string
  /** The first of two signs and is known to both sides; the other is going out of use. */
  webhookSecrets: readonly string[]
  sendWebhook: SendWebhook
  /** Unguessable. */
  newId: () => string
}) {
  const { clock, publicUrl, webhookSecrets: secrets, newId } = options
  const faults: SandboxFaults = { nextCharge: undefined, nextRefund: undefined, webhooks: 'send', slowMs: 4_000 }
  const events = createSandboxEvents({ ...options, secrets, faults })
  const ledger = createSandboxLedger({ collection: options.charges, clock, newId, events })
  const sessions = createSandboxSessions({ collection: options.sessions, clock, newId, events })
  const refunds = createSandboxRefunds({ ledger, clock, newId, faults })
  /** The last payment that was taken since the start. */
  let latest: string | undefined
  let indexed: Promise<unknown> | undefined

  function link(path: string, session: SandboxSession): string {
    const url = new URL(path, publicUrl)
    url.searchParams.set('session', publicId(session))
    return url.href
  }

  async function take(ask: ChargeAsk): Promise<ChargeResult> {
    const card = sandboxCard((await sessions.addedOf(ask.methodId, ask.customer))?.card ?? '')
    if (!card) return { status: 'declined', code: 'no_such_method', retryable: false }
    const outcome = faults.nextCharge ?? card.outcome
    const { charge, isNew } = await ledger.enter(ask, outcome, card.decline ?? REFUSED)
    if (isNew) faults.nextCharge = undefined
    if (charge.state === 'succeeded') latest = charge._id
    if (isNew && outcome === 'slow') await pause(options.timer, faults.slowMs)
    if (isNew && outcome === 'lost') return { status: 'unknown' }
    return answer(charge)
  }

  const port: Payments = {
    name: 'sandbox',

    async openMethodPage(ask) {
      const session = await sessions.openMethod(ask)
      return { sessionId: publicId(session), url: link(METHOD_PATH, session) }
    },

    async findMethod(sessionId) {
      const session = await sessions.find(sessionId)
      if (session?.added) return { status: 'complete', method: session.added.method, customer: session.customer }
      return { status: !session || sessions.isOver(session) ? 'expired' : 'open' }
    },

    async findCard(methodId, customer) {
      const added = await sessions.addedOf(methodId, customer)
      return added ? { is: 'there', method: added.method } : { is: 'gone' }
    },
    // Its test cards that were added are in nobody's way.
    forgetMethod: async () => undefined,

    async openBankPage(ask) {
      const charge = await ledger.find(ask.key)
      if (charge?.state !== 'needs_customer') return { url: ask.returnUrl }
      return { url: link(BANK_PATH, await sessions.openBank(ask)) }
    },

    async charge(ask) {
      try {
        return await take(ask)
      } catch (error) {
        if (error instanceof KeyReusedError) throw error
        return { status: 'unknown' }
      }
    },

    async findCharge(key) {
      const charge = await ledger.find(key)
      if (charge?.state === 'succeeded') latest = key
      return charge ? resultOf(charge) : { status: 'none' }
    },

    async cancelCharge(key, customer) {
      await ledger.close(key, customer)
      const charge = await ledger.change(key, canceled)
      return charge ? answer(charge) : { status: 'unknown' }
    },

    refund: refunds.refund,
    findRefunds: refunds.findRefunds,

    async findDispute(chargeId) {
      const charge = await ledger.find(keyOfChargeId(chargeId))
      if (!charge?.dispute) return undefined
      const { n, state } = charge.dispute
      return { key: charge._id, id: `sdp_${n}`, state, ...(charge.taken ? { money: charge.taken } : {}) }
    },

    books: createSandboxBooks(options.charges),

    parseWebhook(raw, headers, now) {
      return readEvent(signedEvent(raw, headers[SIGNATURE_HEADER], secrets, now))
    },
  }

  return {
    ...port,
    faults,
    /** For the hosted pages only. */
    ledger,
    sessions,
    /** Somebody disputes the last payment at their bank, or that ends; false: there is nothing that it can happen to. */
    async dispute(state: DisputeState): Promise<boolean> {
      const charge = latest === undefined ? undefined : await ledger.change(latest, (before) => disputed(before, state))
      return charge?.dispute?.state === state
    },
    /** What happens to the last payment's refunds without anybody asking us; false: there is nothing that it can happen to. */
    refundAct: async (act: RefundAct) => latest !== undefined && refunds.act(latest, act),
    /** What a gateway does by itself, to be called every second or so: settles charges, sends events again. */
    async catchUp(): Promise<void> {
      indexed ??= Promise.all([
        options.charges.createIndex({ due: 1 }, { name: 'due' }),
        options.charges.createIndex({ turnsAt: 1 }, { name: 'turns' }),
        options.sessions.createIndex({ due: 1 }, { name: 'due' }),
      ])
      await indexed
      await ledger.catchUp(AT_ONCE)
      await sessions.catchUp(AT_ONCE)
    },
    /** Resolves when no event is under way. */
    idle: events.idle,
  }
}

export type SandboxPayments = ReturnType<typeof createSandboxPayments>

/** What the caller of a charge hears: one that never arrived is not known of. */
function answer(charge: SandboxCharge): ChargeResult {
  const result = resultOf(charge)
  return result.status === 'none' ? { status: 'unknown' } : result
}
