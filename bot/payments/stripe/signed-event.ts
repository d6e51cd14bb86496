import Stripe from 'stripe'
import type { Temporal } from 'temporal-polyfill'
import { BadWebhookError } from '../../../store/use-cases/services.ts'

/** Seconds that an event may lie back or ahead (F55). The library refuses no time in the future. */
const OLDEST = 300
const NEWEST = 60

/**
 * What the raw bytes say as JSON, once one of the secrets in use has signed these very bytes, `t=` at that time. The
 * sandbox signs as Stripe does. Throws BadWebhookError.
 */
export function signedEvent(
  raw: Buffer,
  header: string | undefined,
  secrets: readonly string[],
  now: Temporal.Instant,
): unknown {
  const times = (header ?? '').split(',').filter((part) => part.trim().startsWith('t='))
  const ahead = Number(times[0]?.trim().slice(2)) - Math.floor(now.epochMilliseconds / 1000)
  if (!header || times.length !== 1 || !(ahead <= NEWEST)) {
    throw new BadWebhookError('the signature has no time, several, or one in the future')
  }
  for (const secret of secrets.filter((each) => each !== '')) {
    try {
      return Stripe.webhooks.constructEvent(raw, header, secret, OLDEST, undefined, now.epochMilliseconds)
    } catch {
      // Another secret may fit.
    }
  }
  throw new BadWebhookError('no secret fits the signature, it is too old, or the body is no event')
}
