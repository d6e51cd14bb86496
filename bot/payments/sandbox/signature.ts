import { createHmac } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { BadWebhookError, type PaymentEvent } from '../../../store/use-cases/services.ts'
import { chargeIdOf } from './charge.ts'

export const SIGNATURE_HEADER = 'sandbox-signature'

/** An event as it is sent. */
export type SandboxEvent =
  | { id: string; type: 'method.added'; session: string }
  | { id: string; type: 'charge.changed'; key: string }
  | { id: string; type: 'dispute.changed'; charge: string }
  | { id: string; type: 'refund.changed'; refunded: string }

const body = z.union([
  z.object({ id: z.string().min(1), type: z.literal('method.added'), session: z.string() }),
  z.object({ id: z.string().min(1), type: z.literal('charge.changed'), key: z.string() }),
  z.object({ id: z.string().min(1), type: z.literal('dispute.changed'), charge: z.string() }),
  z.object({ id: z.string().min(1), type: z.literal('refund.changed'), refunded: z.string() }),
  z.object({ id: z.string().min(1), type: z.string() }),
])

/** `t=<Unix seconds>,v1=<hex HMAC-SHA256 over "t.raw">`, one v1 for each secret in use. */
export function signature(raw: Buffer, secrets: readonly string[], now: Temporal.Instant): string {
  const time = String(Math.floor(now.epochMilliseconds / 1000))
  const mac = (secret: string) => createHmac('sha256', secret).update(`${time}.`).update(raw).digest('hex')
  return [`t=${time}`, ...secrets.map((secret) => `v1=${mac(secret)}`)].join(',')
}

/** What an event says, once its signature is known to be good. */
export function readEvent(found: unknown): PaymentEvent {
  const event = body.safeParse(found)
  if (!event.success) throw new BadWebhookError('the body is no event')
  const { data } = event
  if ('session' in data) return { id: data.id, kind: 'method', sessionId: data.session }
  if ('key' in data) return { id: data.id, kind: 'charge', key: data.key, chargeId: chargeIdOf(data.key) }
  if ('charge' in data) return { id: data.id, kind: 'dispute', chargeId: data.charge }
  if ('refunded' in data) return { id: data.id, kind: 'refund', chargeId: data.refunded }
  return { id: data.id, kind: 'other' }
}
