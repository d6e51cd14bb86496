import { refused } from '../../values/result.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import type { Speaker } from './speaker.ts'

/** Somebody else's, guessed or gone: all the same to the asker, "not found"; and the try is audited (F25). */
export async function notTheirs({ store, clock, newId }: Services, { tenantId, person }: Speaker, about: string) {
  const at = stored(clock.now())
  const line = { partnerId: tenantId, by: person._id, what: 'refused' as const, about, at }
  await store.audits.add({ _id: `refused:${newId()}`, ...line })
  return refused('not-found')
}
