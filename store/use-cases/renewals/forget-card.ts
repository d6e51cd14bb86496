import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

/** Longer than any order that was begun with it keeps, and any bank is waited for. */
const KEPT_FOR = { hours: 5 * 24 }

/** Owed when another card is put on file: the one before it is taken off, once nothing that has begun can need it. */
export async function oweForgetting({ store, clock }: Services, partnerId: string, methodId: string): Promise<void> {
  await store.jobs.addAgain('forget-card', `${partnerId}:${methodId}`, stored(clock.now().add(KEPT_FOR)))
}

/** The effect of the job `forget-card:{partner}:{method}`. Can be done again; a card that is on file again stays. */
export function openForgetting({ store, payments }: Services) {
  return async (about: string): Promise<undefined> => {
    const at = about.indexOf(':')
    const [partnerId, methodId] = [about.slice(0, at), about.slice(at + 1)]
    const partner = await store.partners.get(partnerId)
    if (!partner?.customer || partner.method?.id === methodId) return
    await payments.forgetMethod(methodId, partner.customer)
  }
}
