import Stripe from 'stripe'
import type { Temporal } from 'temporal-polyfill'
import { BadWebhookError } from '../../../store/use-cases/services.ts'

/** Seconds that an event may lie back or ahead (F55). The library refuses no time in the future. */
const OLDEST = 300
const NEWEST = 60

/**
 * What the raw bytes say as JSON, once one of the secrets in use has signed these very bytes, `t=` at that time. The
 * sandbox signs as Stripe does. Throws BadWebhookError. The library's own reading of events is not asked: it takes
 * notifications without an object ("thin" ones) for errors, as if nobody had signed them.
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
  if (!secrets.some((each) => each !== '' && isSignedWith(each)))
    throw new BadWebhookError('no secret fits the signature, or it is too old')
  try {
    return JSON.parse(raw.toString())
  } catch {
    throw new BadWebhookError('the body is no event')
  }

  function isSignedWith(secret: string): boolean {
    try {
      const at = now.epochMilliseconds
      return Stripe.webhooks.signature?.verifyHeader(raw, header ?? '', secret, OLDEST, undefined, at) ?? false
    } catch {
      // Another secret may fit.
      return false
    }
  }
}
