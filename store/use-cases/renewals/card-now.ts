import type { Partner } from '../../people/partner.ts'
import { within } from '../../values/timer.ts'
import type { Services } from '../services.ts'
import { openCardsOnFile } from './card-on-file.ts'

/** Milliseconds: a gateway that is slow keeps no message from being written. */
const PATIENCE_MS = 4_000

/**
 * The company with its card as that looks at the gateway now, so that what is said of it and what is charged is the same
 * card, whether or not an event has come. Where the gateway can't be asked, as it was; no network stands behind the test
 * cards of the sandbox.
 */
export async function cardNow(services: Services, partner: Partner): Promise<Partner> {
  const { payments, store, report, timer } = services
  if (payments.name === 'sandbox' || !partner.method || !partner.customer) return partner
  const looking = openCardsOnFile(services)(partner._id).catch((error: unknown) => {
    report('a card on file cannot be kept up to date', error)
    return undefined
  })
  await within(timer, PATIENCE_MS, looking, () => undefined)
  return (await store.partners.get(partner._id)) ?? partner
}
