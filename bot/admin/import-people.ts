import { z } from 'zod'
import { clean } from '../../cards/plain.ts'
import { role } from '../../store/people/person.ts'
import { changeRole } from '../../store/people/role-change.ts'
import { recordRole, setRole } from '../../store/use-cases/people/roles.ts'
import type { Refusal } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'
import { importFile, type Outcome } from './import-file.ts'
import { entraIdGiven } from './names.ts'
import { type AdminParts, type AdminVerb, OPERATOR } from './verb.ts'

const record = z.strictObject({
  tenantId: entraIdGiven,
  objectId: entraIdGiven,
  role,
  name: z
    .string()
    .transform((name) => clean(name, 100))
    .optional(),
})

/** People and their roles, among them admins who are named before anybody of their company has written to the bot. */
export const importPeople: AdminVerb = {
  name: 'import-people',
  usage: 'FILE',
  about: 'people and their roles, also before they have said hello: tenantId, objectId, role, name',
  run: (parts, [file]) => importFile(parts, file, record, (each) => takePerson(parts, each)),
}

const WHY: Partial<Record<Refusal, string>> = {
  'last-admin': 'role: this is the only admin of the company; name another one first',
  'guests-get-no-role': 'role: a guest gets none',
}

export async function takePerson(parts: AdminParts, each: z.infer<typeof record>): Promise<Outcome> {
  const { store, clock, dryRun } = parts
  const { tenantId, objectId: id, name, role: to } = each
  const partnerId = (await store.partners.get(tenantId))?._id ?? tenantId
  const at = stored(clock.now())
  const before = await store.people.known(partnerId, id)
  if (before?.role === to) {
    if (!dryRun) await recordRole(parts, before)
    return { is: 'known' }
  }
  if (before) {
    const admins = await store.people.admins(partnerId)
    const change = { target: before, to, by: OPERATOR, admins, now: at }
    const given = dryRun ? changeRole(change) : await setRole(parts, { person: before, to, by: OPERATOR })
    return given.ok ? { is: 'changed' } : { is: 'refused', why: WHY[given.refusal] ?? given.refusal }
  }
  if (dryRun) return { is: 'added' }
  const roleGiven = { by: OPERATOR, at, no: 1 }
  const known = { partnerId, objectId: id, ...(name ? { name } : {}), role: to, roleSince: at, roleGiven }
  // The operator vouches for whom it names.
  const met = await store.people.meet({ ...known, standing: 'member', firstSeenAt: at })
  await recordRole(parts, met)
  return { is: 'added' }
}
