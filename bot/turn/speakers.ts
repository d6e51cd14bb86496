import type { Activity, TurnContext } from 'botbuilder'
import { clean } from '../../cards/plain.ts'
import { NOBODY, type Person } from '../../store/people/person.ts'
import type { Store } from '../../store/store.ts'
import { makeFirstAdmin } from '../../store/use-cases/people/first-admin.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import { localeOf } from '../../store/values/locale.ts'
import { type Clock, stored } from '../../store/values/time.ts'

/** The tenant and person of an activity, as Teams vouches for them; undefined where it doesn't (F18, F19). */
export function whoIn(activity: Activity): { tenantId: string; objectId: string | undefined } | undefined {
  const tenantId = activity.conversation?.tenantId ?? activity.channelData?.tenant?.id
  return typeof tenantId === 'string' && tenantId ? { tenantId, objectId: activity.from?.aadObjectId } : undefined
}

export function openSpeakers({ store, clock }: { store: Store; clock: Clock }) {
  return {
    /** Who speaks. Somebody never seen becomes a viewer; somebody without an Entra id reads as a guest, and is kept nowhere. */
    async of({ activity }: TurnContext): Promise<Speaker> {
      const who = whoIn(activity)
      if (!who) throw new Error('an activity without a tenant')
      const [partner, known] = await Promise.all([
        store.partners.get(who.tenantId),
        who.objectId ? store.people.known(who.tenantId, who.objectId) : undefined,
      ])
      const person =
        known ?? (who.objectId ? await meet(activity, who.tenantId, who.objectId) : stranger(activity, who.tenantId))
      return {
        tenantId: who.tenantId,
        partner,
        person: partner ? await makeFirstAdmin(store, partner, person) : person,
        locale: localeOf(activity.locale, person.locale),
        zone: zoneIn(activity),
      }
    },
  }

  async function meet(activity: Activity, tenantId: string, objectId: string): Promise<Person> {
    const { _id: _nobody, version: _none, standing: _guest, ...met } = stranger(activity, tenantId)
    return store.people.meet({ ...met, objectId })
  }

  function stranger(activity: Activity, tenantId: string): Person {
    const name = clean(activity.from?.name ?? '', 100)
    return {
      _id: NOBODY,
      version: 1,
      partnerId: tenantId,
      objectId: '',
      ...(name ? { name } : {}),
      role: 'viewer',
      standing: 'guest',
      firstSeenAt: stored(clock.now()),
    }
  }
}

export type Speakers = ReturnType<typeof openSpeakers>

function zoneIn(activity: Activity): string | undefined {
  const named: unknown =
    activity.localTimezone ?? activity.entities?.find((each) => each.type === 'clientInfo')?.timezone
  return typeof named === 'string' && named.length <= 60 ? named : undefined
}
