import type { Database } from '../../store/database/collection.ts'
import type { Payments } from '../../store/use-cases/services.ts'
import type { Clock } from '../../store/values/time.ts'
import { machineTimer } from '../../store/values/timer.ts'
import { newId } from '../new-id.ts'
import { openGateway } from '../payments/gateway.ts'
import type { Settings } from '../settings/settings.ts'
import { UsageError } from './verb.ts'

/**
 * The gateway of the bot with these settings. Where Stripe's key is set it is Stripe, whatever else is missing: beside the
 * sandbox's books every payment would seem to be none.
 */
export function adminGateway(settings: Settings, database: Database, clock: Clock): Payments {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets = [], NODE_ENV: mode } = settings
  const named = settings.PAYMENTS ?? (secretKey || mode === 'production' ? 'stripe' : 'sandbox')
  if (named === 'stripe' && !secretKey) throw new UsageError('STRIPE_SECRET_KEY: is missing')
  const { payments } = openGateway({
    config: { payments: named, publicUrl: NOWHERE, ...(secretKey ? { stripe: { secretKey, webhookSecrets } } : {}) },
    ...{ database, clock, newId, timer: machineTimer, returnUrl: NOWHERE, port: () => 0 },
  })
  return payments
}

/** Nobody is sent anywhere from the command line. */
const NOWHERE = 'http://127.0.0.1'
