import { takePerson } from './import-people.ts'
import { idsIn } from './names.ts'
import { type AdminParts, type AdminVerb, UsageError } from './verb.ts'

/** "Who": the operator can move the admin's role: to somebody, and away from whoever had it, in this order. */
export const moveAdmin: AdminVerb = {
  name: 'move-admin',
  usage: 'TENANT TO-OBJECT-ID [FROM-OBJECT-ID]',
  about: 'makes somebody admin of their company, and somebody else no longer: they stay purchaser',
  async run(parts, args) {
    const [tenant = '', to = '', from] = idsIn(args, moveAdmin.usage)
    if (to === from) throw new UsageError('From somebody to the same one: nothing to move.')
    const code = await give(parts, tenant, to, 'admin')
    if (code !== 0 || from === undefined) return code
    if ((await parts.store.people.known(tenant, from))?.role !== 'admin')
      throw new UsageError('The second one is no admin of the company.')
    return give(parts, tenant, from, 'purchaser')
  },
}

async function give(parts: AdminParts, tenant: string, person: string, role: 'admin' | 'purchaser'): Promise<0 | 1> {
  const outcome = await takePerson(parts, { tenantId: tenant, objectId: person, role })
  if (outcome.is === 'refused') {
    parts.out(`Refused: ${outcome.why}`)
    return 1
  }
  const done = outcome.is === 'known' ? 'already had' : parts.dryRun ? 'would have' : 'has'
  parts.out(`${role === 'admin' ? 'The first' : 'The second'} one ${done} the role ${role}.`)
  return 0
}
