import type { Services } from '../../store/use-cases/services.ts'
import { addKey } from './add-key.ts'

/** For each benefit that has keys. */
const EACH = 30

/** Pools of keys to try the bot with; they say that they are samples. Those that are there already stay as they are. */
export async function addSampleKeys(parts: Pick<Services, 'store' | 'clock' | 'vault' | 'catalogue'>): Promise<void> {
  for (const offer of parts.catalogue.offers)
    for (const benefit of offer.benefits.filter((each) => each.keys))
      for (let i = 1; i <= EACH; i++) {
        const key = `SAMPLE-${benefit.id.toUpperCase()}-${String(i).padStart(4, '0')}`
        await addKey(parts, { offerId: offer.id, benefitId: benefit.id, key })
      }
}
