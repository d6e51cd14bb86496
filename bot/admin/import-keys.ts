import { z } from 'zod'
import { findOffer } from '../../store/catalogue/offer.ts'
import { addKey, benefitKey } from './add-key.ts'
import { importFile, type Outcome } from './import-file.ts'
import type { AdminParts, AdminVerb } from './verb.ts'

const record = z.strictObject({ offer: z.string(), benefit: z.string(), key: benefitKey })

/** S23: the operator's keys, one a record; they are encrypted before they are kept, and stand in no report. */
export const importKeys: AdminVerb = {
  name: 'import-keys',
  usage: 'FILE',
  about: 'keys of benefits: offer, benefit, key; whoever waits for one gets it',
  async run(parts, [file]) {
    const code = await importFile(parts, file, record, (each) => take(parts, each))
    for (const offer of parts.catalogue.offers)
      for (const benefit of offer.benefits.filter((each) => each.keys))
        parts.out(`${offer.id}, ${benefit.id}: ${await parts.store.keyPools.left(offer.id, benefit.id)} keys are free.`)
    return code
  },
}

async function take(parts: AdminParts, { offer, benefit, key }: z.infer<typeof record>): Promise<Outcome> {
  const { store, clock, catalogue, dryRun } = parts
  const known = findOffer(catalogue, offer)?.benefits.find((each) => each.id === benefit)
  if (!known) return { is: 'refused', why: 'benefit: the catalogue has no such benefit of such an offer' }
  if (!known.keys) return { is: 'refused', why: 'benefit: this one has no keys by the catalogue' }
  const vault = await parts.vault()
  if (dryRun) return { is: (await store.keyPools.isKnown(vault.marks(key))) ? 'known' : 'added' }
  return {
    is: (await addKey({ store, clock, vault }, { offerId: offer, benefitId: benefit, key })) ? 'added' : 'known',
  }
}
