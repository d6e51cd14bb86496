import type { Collection } from '../../../store/database/collection.ts'
import type { Clock } from '../../../store/use-cases/services.ts'
import { stored } from '../../../store/values/time.ts'
import type { SandboxOutcome } from './cards.ts'
import { chargeIdOf, type SandboxCharge } from './charge.ts'
import type { RefundOutcome } from './refunds.ts'
import { publicId, type SandboxSession } from './session.ts'
import { type SandboxEvent, SIGNATURE_HEADER, signature } from './signature.ts'

/** Posts an event to the bot; rejects unless it was answered with 2xx. */
export type SendWebhook = (raw: Buffer, headers: Record<string, string>) => Promise<void>

/** An event that nobody took is sent again after so long, until somebody does. */
export const SEND_AGAIN = { seconds: 30 }

/** Switches that make the sandbox misbehave as gateways do. Set them; they are read at the next occasion. */
export type SandboxFaults = {
  /** What becomes of the next charge whatever its card says, once; undefined: its card decides. */
  nextCharge: SandboxOutcome | undefined
  /** What becomes of the next refund that we ask for, once; undefined: it succeeds. */
  nextRefund: RefundOutcome | undefined
  /** `reorder` holds an event back until the next one has gone out. */
  webhooks: 'send' | 'drop' | 'double' | 'reorder'
  /** How late a slow charge is answered. */
  slowMs: number
}

type Changed = { kind: 'charge'; record: SandboxCharge } | { kind: 'session'; record: SandboxSession }

/**
 * Tells the bot of what changed. Each record carries its last event until it was taken, so that an event outlives
 * either side; an earlier one that it replaces would have said the same: go and look.
 */
export function createSandboxEvents(options: {
  charges: Collection<SandboxCharge>
  sessions: Collection<SandboxSession>
  clock: Clock
  secrets: readonly string[]
  sendWebhook: SendWebhook
  faults: SandboxFaults
}) {
  const { charges, sessions, clock, secrets, sendWebhook, faults } = options
  const underWay = new Set<Promise<void>>()
  let held: SandboxEvent | undefined

  async function post(event: SandboxEvent): Promise<void> {
    const raw = Buffer.from(JSON.stringify(event))
    const signed = { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature(raw, secrets, clock.now()) }
    await sendWebhook(raw, signed)
  }

  async function send(event: SandboxEvent): Promise<void> {
    if (faults.webhooks === 'drop') return
    if (faults.webhooks === 'reorder' && !held) {
      held = event
      return
    }
    await post(event)
    if (faults.webhooks === 'double') await post(event)
    const earlier = held
    held = undefined
    if (earlier) await post(earlier)
  }

  async function sendAll(all: SandboxEvent[]): Promise<void> {
    for (const each of all) await send(each)
  }

  async function deliver({ kind, record }: Changed): Promise<void> {
    const { event: id } = record
    if (!id) return
    const taken = await sendAll(
      kind === 'charge' ? chargeEvents(id, record) : [{ id, type: 'method.added', session: publicId(record) }],
    ).then(
      () => true,
      () => false,
    )
    const update = taken ? ({ $unset: { due: '' } } as const) : { $set: { due: stored(clock.now().add(SEND_AGAIN)) } }
    // Only if nothing newer has to be told meanwhile.
    if (kind === 'charge') await charges.updateOne({ _id: record._id, event: id }, update)
    else await sessions.updateOne({ _id: record._id, event: id }, update)
  }

  return {
    deliver,
    /** The caller has its answer before, or after, the event arrives: nobody may count on either. */
    deliverSoon(changed: Changed): void {
      const delivery = deliver(changed).catch(() => undefined)
      underWay.add(delivery)
      void delivery.finally(() => underWay.delete(delivery))
    },
    /** Resolves when no event is under way. */
    async idle(): Promise<void> {
      while (underWay.size) await Promise.all(underWay)
    },
  }
}

/** All that can have changed on it, since an earlier event that this one replaces may not have been taken. */
function chargeEvents(id: string, { _id: key, dispute, refunds }: SandboxCharge): SandboxEvent[] {
  const charge = chargeIdOf(key)
  return [
    dispute ? { id, type: 'dispute.changed', charge } : { id, type: 'charge.changed', key },
    ...(refunds.length > 0 ? [{ id: `${id}-r`, type: 'refund.changed' as const, refunded: charge }] : []),
  ]
}

export type SandboxEvents = ReturnType<typeof createSandboxEvents>
