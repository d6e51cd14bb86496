import { BadWebhookError, type Clock, type PaymentEvent, type Payments } from '../../store/use-cases/services.ts'
import type { Route } from '../http/server.ts'

/** Gateways send whole objects along. */
const LARGEST_EVENT = 256 * 1024

/**
 * Where the gateway tells us of events. The bytes are checked as they came: nothing may parse them before (F55). An event
 * is noted as done after its effect, never before: a death in between lets the gateway's next try do it once more, which
 * changes nothing the second time (F56). One that could not be handled is answered 500, so that it comes again. What isn't
 * for us is answered 200 and named in the log: anything else would have the gateway send it for three days, and switch the
 * endpoint off in the end (docs.stripe.com/webhooks, automatic retries).
 */
export function webhookRoute(options: {
  payments: Pick<Payments, 'parseWebhook'>
  clock: Clock
  /** Whether the event's effect is in the records. */
  isDone: (eventId: string) => Promise<boolean>
  /** Notes that it is. */
  done: (eventId: string) => Promise<void>
  onEvent: (event: PaymentEvent) => Promise<void>
  log: Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>
}): Route {
  const { payments, clock, isDone, done, onEvent, log } = options
  /** The same event twice at once is one piece of work; in another instance it ends in the same records. */
  const underWay = new Map<string, Promise<boolean>>()

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
      if (await isDone(event.id)) return true
      await onEvent(event)
      await done(event.id)
      return true
    } catch (error) {
      log.error({ err: error, event: event.id }, 'a payment event could not be handled')
      return false
    }
  }

  async function once(event: PaymentEvent): Promise<boolean> {
    const running = underWay.get(event.id) ?? act(event).finally(() => underWay.delete(event.id))
    underWay.set(event.id, running)
    return running
  }

  return {
    method: 'POST',
    path: '/webhooks/payments',
    maxBytes: LARGEST_EVENT,
    async handle({ body, headers }) {
      const event = read(body, headers)
      if (!event) return { status: 400 }
      if (event.kind !== 'other') return { status: (await once(event)) ? 200 : 500 }
      const isMistake = event.why !== undefined && event.why !== 'not-needed'
      const fields = { event: event.id, type: event.type, why: event.why ?? 'none of ours' }
      log[isMistake ? 'warn' : 'info'](fields, 'a payment event is not acted on')
      return { status: 200 }
    },
  }
}
