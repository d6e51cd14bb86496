import { z } from 'zod'
import { prepared } from '../../store/use-cases/benefits/benefit-use.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'

/** A key as people copy it: nothing in it that a card would take for formatting. */
export const benefitKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/=+-]{3,199}$/, 'must be 4 to 200 letters, digits and . _ : / = + -')

/** At most so many activations that wait are served with one new key; the rest take theirs when they are looked at. */
const WAITING = 20

type Parts = Pick<Services, 'store' | 'clock' | 'vault'>

/** Puts one key into the pool of a benefit, and serves who waits for it longest. false: it is in a pool already. */
export async function addKey(parts: Parts, of: { offerId: string; benefitId: string; key: string }): Promise<boolean> {
  const { store, clock, vault } = parts
  const { offerId, benefitId, key } = of
  const marks = vault.marks(key)
  const [mark = ''] = marks
  const sealed = vault.seal(key, mark)
  const added = await store.keyPools.add(
    { _id: mark, offerId, benefitId, sealed, addedAt: stored(clock.now()), free: true },
    marks,
  )
  if (!added) return false
  for (const waiting of await store.benefits.waitingForKeys(offerId, benefitId, WAITING))
    if ((await prepared(parts, waiting)).waitsForKeys) break
  return true
}
