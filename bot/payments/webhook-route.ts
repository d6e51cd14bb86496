import { BadWebhookError, type Clock, type PaymentEvent, type Payments } from '../../store/use-cases/services.ts'
import type { Route } from '../http/server.ts'

/** Gateways send whole objects along. */
const LARGEST_EVENT = 256 * 1024

/**
 * Where the gateway tells us of events. Each is acted on once, however often and in whichever order it comes (F56);
 * one whose handling failed is forgotten and answered 500, so that the gateway sends it again. The bytes are checked as
 * they came: nothing may parse them before (F55). Should the process die in the middle of it, the event stays seen; what
 * it would have said is found by looking the charge or page up, as for an event that never came. Nobody looks for
 * disputes that never came: theirs are acted on as often as they come, which changes nothing the second time.
 */
export function webhookRoute(options: {
  payments: Pick<Payments, 'parseWebhook'>
  clock: Clock
  /** Whether the event was seen before; remembers it if not, under a unique key. */
  seen: (eventId: string) => Promise<boolean>
  forget: (eventId: string) => Promise<void>
  onEvent: (event: PaymentEvent) => Promise<void>
  log: { warn(fields: object, message: string): void; error(fields: object, message: string): void }
}): Route {
  const { payments, clock, seen, forget, onEvent, log } = options

  function read(raw: Buffer, headers: Record<string, string | undefined>): PaymentEvent | undefined {
    try {
      return payments.parseWebhook(raw, headers, clock.now())
    } catch (error) {
      if (!(error instanceof BadWebhookError)) throw error
      log.warn({ reason: error.message }, 'a webhook was refused')
      return undefined
    }
  }

  async function act(event: PaymentEvent): Promise<boolean> {
    try {
      if (event.kind === 'other' || (event.kind !== 'dispute' && (await seen(event.id)))) return true
    } catch (error) {
      log.error({ err: error, event: event.id }, 'a payment event could not be remembered')
      return false
    }
    try {
      await onEvent(event)
      return true
    } catch (error) {
      log.error({ err: error, event: event.id }, 'a payment event could not be handled')
      await forget(event.id).catch((again: unknown) => {
        log.error({ err: again, event: event.id }, 'a payment event could not be forgotten')
      })
      return false
    }
  }

  return {
    method: 'POST',
    path: '/webhooks/payments',
    maxBytes: LARGEST_EVENT,
    async handle({ body, headers }) {
      const event = read(body, headers)
      if (!event) return { status: 400 }
      return { status: (await act(event)) ? 200 : 500 }
    },
  }
}
