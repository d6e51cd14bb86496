import { z } from 'zod'
import { clean } from '../../cards/plain.ts'
import type { Partner } from '../../store/people/partner.ts'
import { knownZone } from '../../store/use-cases/people/zones.ts'
import { hasCardNumber } from '../../store/values/card-number.ts'
import { locale } from '../../store/values/locale.ts'
import { instant, stored } from '../../store/values/time.ts'
import { importFile, type Outcome } from './import-file.ts'
import { entraIdGiven } from './names.ts'
import { type AdminParts, type AdminVerb, OPERATOR } from './verb.ts'

const record = z.strictObject({
  tenantId: entraIdGiven,
  name: z
    .string()
    .transform((name) => clean(name, 101))
    .refine((name) => name.length > 0 && name.length <= 100 && !hasCardNumber(name), 'must be 1 to 100 characters'),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters'),
  zone: z.string().transform((zone, context) => {
    const known = knownZone(zone)
    if (!known) context.addIssue({ code: 'custom', message: 'must be a time zone: an IANA id, or one of Windows’' })
    return known ?? zone
  }),
  /** Which network agreement the company agreed to, outside of the chat. */
  agreement: z.strictObject({ version: z.string().min(1), locale, agreedAt: instant }),
})

/** Companies that became network members elsewhere. Who is there already stays as it is: this is no way to change one. */
export const importPartners: AdminVerb = {
  name: 'import-partners',
  usage: 'FILE',
  about: 'companies that are network members already: tenantId, name, country, zone, agreement',
  run: (parts, [file]) => importFile(parts, file, record, (each) => take(parts, each)),
}

async function take({ store, catalogue, clock, dryRun }: AdminParts, each: z.infer<typeof record>): Promise<Outcome> {
  const { tenantId: _id, agreement, ...facts } = each
  const market = catalogue.markets.find(({ country }) => country === each.country)
  if (!market) return { is: 'refused', why: 'country: the catalogue has no such market' }
  const before = await store.partners.get(_id)
  if (before) return isSame(before, facts) ? { is: 'known' } : { is: 'refused', why: 'is there with other facts' }
  if (dryRun) return { is: 'added' }
  const at = stored(clock.now())
  const partner: Partner = {
    _id,
    version: 1,
    ...facts,
    currency: market.currency,
    joinedAt: at,
    joinedBy: OPERATOR,
    agreement: { ...agreement, by: OPERATOR },
  }
  const line = { partnerId: _id, by: OPERATOR, what: 'partner-imported' as const, about: _id, at }
  // Before the record: after a crash between the two, running it again adds the record and no second line.
  await store.audits.add({ _id: `imported:${_id}`, ...line })
  return { is: (await store.partners.insert(partner)) ? 'added' : 'known' }
}

function isSame(before: Partner, { name, country, zone }: { name: string; country: string; zone: string }): boolean {
  return before.name === name && before.country === country && (knownZone(before.zone) ?? before.zone) === zone
}
