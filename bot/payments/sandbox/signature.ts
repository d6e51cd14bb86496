import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { BadWebhookError, type PaymentEvent } from '../../../store/use-cases/services.ts'
import { jsonIn } from '../../../store/values/json.ts'

export const SIGNATURE_HEADER = 'sandbox-signature'
/** Seconds that an event may lie back or ahead (F55). */
const OLDEST = 300
const NEWEST = 60

/** An event as it is sent. */
export type SandboxEvent =
  | { id: string; type: 'method.added'; session: string }
  | { id: string; type: 'charge.changed'; key: string }
  | { id: string; type: 'dispute.changed'; charge: string }

const body = z.union([
  z.object({ id: z.string().min(1), type: z.literal('method.added'), session: z.string() }),
  z.object({ id: z.string().min(1), type: z.literal('charge.changed'), key: z.string() }),
  z.object({ id: z.string().min(1), type: z.literal('dispute.changed'), charge: z.string() }),
  z.object({ id: z.string().min(1), type: z.string() }),
])

function mac(secret: string, time: string, raw: Buffer): Buffer {
  return createHmac('sha256', secret).update(`${time}.`).update(raw).digest()
}

/** `t=<Unix seconds>,v1=<hex HMAC-SHA256 over "t.raw">`, one v1 for each secret in use. */
export function signature(raw: Buffer, secrets: readonly string[], now: Temporal.Instant): string {
  const time = String(Math.floor(now.epochMilliseconds / 1000))
  return [`t=${time}`, ...secrets.map((secret) => `v1=${mac(secret, time, raw).toString('hex')}`)].join(',')
}

/** Throws BadWebhookError unless one of the secrets has signed these very bytes between 300 s ago and 60 s ahead (F55). */
export function assertSigned(
  raw: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  now: Temporal.Instant,
) {
  const parts = (header ?? '')
    .slice(0, 1024)
    .split(',')
    .map((part) => part.trim().split('=', 2))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  if (!/^\d{1,12}$/.test(time)) throw new BadWebhookError('the signature names no time')
  const age = Math.floor(now.epochMilliseconds / 1000) - Number(time)
  if (age > OLDEST || age < -NEWEST) throw new BadWebhookError('the signature is too old or from the future')
  const given = parts.flatMap(([name, hex]) => (name === 'v1' && hex ? [Buffer.from(hex, 'hex')] : []))
  const expected = secrets.filter((secret) => secret !== '').map((secret) => mac(secret, time, raw))
  const matches = expected.some((one) =>
    given.some((other) => other.length === one.length && timingSafeEqual(one, other)),
  )
  if (!matches) throw new BadWebhookError('no signature matches')
}

/** What an event says, once its signature is known to be good. */
export function readEvent(raw: Buffer): PaymentEvent {
  const event = body.safeParse(jsonIn(raw.toString('utf8')))
  if (!event.success) throw new BadWebhookError('the body is no event')
  const { data } = event
  if ('session' in data) return { id: data.id, kind: 'method', sessionId: data.session }
  if ('key' in data) return { id: data.id, kind: 'charge', key: data.key }
  if ('charge' in data) return { id: data.id, kind: 'dispute', chargeId: data.charge }
  return { id: data.id, kind: 'other' }
}
