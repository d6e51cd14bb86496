import { z } from 'zod'
import { findOffer } from '../../store/catalogue/offer.ts'
import { recordEvidence } from '../../store/use-cases/catalogue/record-evidence.ts'
import { importFile, type Outcome } from './import-file.ts'
import { entraIdGiven } from './names.ts'
import { type AdminParts, type AdminVerb, OPERATOR } from './verb.ts'

const record = z.strictObject({
  tenantId: entraIdGiven,
  offer: z.string(),
  area: z.string(),
  requirement: z.string(),
})

/** S4: evidence that partners meet the requirements of a competency. */
export const importEvidence: AdminVerb = {
  name: 'import-evidence',
  usage: 'FILE',
  about: 'requirements of competencies that partners meet: tenantId, offer, area, requirement',
  run: (parts, [file]) => importFile(parts, file, record, (each) => take(parts, each)),
}

async function take(parts: AdminParts, each: z.infer<typeof record>): Promise<Outcome> {
  const { store, dryRun } = parts
  const { tenantId, offer: offerId, area, requirement: requirementId } = each
  const fault = faultIn(parts, each)
  if (fault) return { is: 'refused', why: fault }
  const partnerId = (await store.partners.get(tenantId))?._id
  if (partnerId === undefined) return { is: 'refused', why: 'tenantId: no company of this tenant has joined' }
  if ((await store.evidences.met(partnerId, offerId, area)).includes(requirementId)) return { is: 'known' }
  if (dryRun) return { is: 'added' }
  await recordEvidence(parts, { partnerId, offerId, area, requirementId }, { actor: OPERATOR })
  return { is: 'added' }
}

function faultIn(
  { catalogue }: AdminParts,
  { offer: id, area, requirement }: z.infer<typeof record>,
): string | undefined {
  const offer = findOffer(catalogue, id)
  if (!offer?.requirements.length) return 'offer: the catalogue has no such competency'
  if (!catalogue.areas.some((each) => each.id === area)) return 'area: the catalogue has no such solution area'
  const known = offer.requirements.some((each) => each.id === requirement)
  return known ? undefined : 'requirement: the competency has no such requirement'
}
