import Stripe from 'stripe'
import type { Database } from '../../store/database/collection.ts'
import type { Clock, Payments } from '../../store/use-cases/services.ts'
import type { Timer } from '../../store/values/timer.ts'
import type { Route } from '../http/server.ts'
import type { Config } from '../settings/config.ts'
import { sandboxPages } from './sandbox/page.ts'
import { createSandboxPayments, type SandboxPayments } from './sandbox/sandbox.ts'
import { createStripePayments } from './stripe/stripe.ts'
import { isLiveKey } from './stripe/webhook.ts'

type Options = {
  config: Pick<Config, 'payments' | 'stripe' | 'publicUrl'>
  database: Database
  clock: Clock
  timer: Timer
  newId: () => string
  returnUrl: string
  port: () => number
}

/** Milliseconds that an event of the sandbox's may take to be handled. */
const WEBHOOK_MS = 10_000

/** The gateway that the settings name, with the hosted pages that are ours if it is the sandbox. */
export function openGateway(options: Options): { payments: Payments; sandbox?: SandboxPayments; pages: Route[] } {
  const { config, clock, timer } = options
  if (config.stripe && config.payments === 'stripe') {
    const { secretKey, webhookSecrets, suffix } = config.stripe
    const client = new Stripe(secretKey, { maxNetworkRetries: 0, timeout: 8_000, telemetry: false })
    return {
      payments: createStripePayments({
        ...{ client, webhookSecrets, timer, returnUrl: options.returnUrl },
        live: isLiveKey(secretKey),
        suffix,
      }),
      pages: [],
    }
  }
  const sandbox = openSandbox(options)
  return { payments: sandbox, sandbox, pages: sandboxPages({ payments: sandbox, clock, publicUrl: config.publicUrl }) }
}

function openSandbox({ config, database, clock, timer, newId, port }: Options): SandboxPayments {
  return createSandboxPayments({
    charges: database.collection('sandbox-charges'),
    sessions: database.collection('sandbox-sessions'),
    clock,
    timer,
    publicUrl: config.publicUrl,
    // Both ends live in this process, and an event is signed when it is sent: a secret of its own for each start will do.
    webhookSecrets: [newId()],
    newId,
    async sendWebhook(raw, headers) {
      const url = `http://127.0.0.1:${port()}/webhooks/payments`
      const answer = await fetch(url, {
        method: 'POST',
        body: new Uint8Array(raw),
        headers,
        signal: AbortSignal.timeout(WEBHOOK_MS),
      })
      if (!answer.ok) throw new Error(`the webhook was answered ${answer.status}`)
    },
  })
}
