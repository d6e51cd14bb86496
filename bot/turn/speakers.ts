import type { Activity, TurnContext } from 'botbuilder'
import { clean } from '../../cards/plain.ts'
import { ConflictError, isDuplicateKey } from '../../store/database/collection.ts'
import { NOBODY, type Person } from '../../store/people/person.ts'
import type { Store } from '../../store/store.ts'
import { makeFirstAdmin } from '../../store/use-cases/people/first-admin.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import { knownZone } from '../../store/use-cases/people/zones.ts'
import { entraId } from '../../store/values/entra-id.ts'
import { type Locale, localeOf } from '../../store/values/locale.ts'
import { type Clock, stored } from '../../store/values/time.ts'
import { languageOf, localeIn, spokenIn } from './spoken-language.ts'
import type { Standing } from './standing.ts'

/** The tenant and person of an activity, as Teams vouches for them, in lower case; undefined where it doesn't (F18, F19). */
export function whoIn(activity: Activity): { tenantId: string; objectId: string | undefined } | undefined {
  const tenantId = activity.conversation?.tenantId ?? activity.channelData?.tenant?.id
  if (typeof tenantId !== 'string' || !tenantId) return undefined
  const { aadObjectId } = activity.from ?? {}
  return { tenantId: entraId(tenantId), objectId: aadObjectId && entraId(aadObjectId) }
}

export function openSpeakers({ store, clock, standing }: { store: Store; clock: Clock; standing: Standing }) {
  return {
    /** Who speaks. Somebody never seen becomes a viewer; somebody without an Entra id reads as a guest, and is kept nowhere. */
    async of(context: TurnContext): Promise<Speaker> {
      const { activity } = context
      const who = whoIn(activity)
      if (!who) throw new Error('an activity without a tenant')
      const [partner, known] = await Promise.all([
        store.partners.get(who.tenantId),
        who.objectId ? store.people.known(who.tenantId, who.objectId) : undefined,
      ])
      const tenantId = partner?._id ?? who.tenantId
      const person = who.objectId
        ? await asOfNow(context, known, { tenantId, objectId: who.objectId })
        : stranger(activity, tenantId)
      return {
        tenantId,
        partner,
        person: partner ? await makeFirstAdmin(store, partner, person) : person,
        locale: languageOf(activity, person),
        zone: zoneIn(activity),
      }
    },

    /** The language of whoever this is from, without meeting anybody. Never throws. */
    async languageOf(activity: Activity): Promise<Locale> {
      const who = whoIn(activity)
      try {
        const known = who?.objectId ? await store.people.known(who.tenantId, who.objectId) : undefined
        return languageOf(activity, known ?? {})
      } catch {
        return localeOf(localeIn(activity))
      }
    },
  }

  /** Their record with what this activity says of them; what we say ourselves, to a chat as it once was, says nothing of them. */
  async function asOfNow(
    context: TurnContext,
    known: Person | undefined,
    { tenantId, objectId }: { tenantId: string; objectId: string },
  ): Promise<Person> {
    const { activity } = context
    if (known && activity.type === 'event') return known
    const name = nameIn(activity) || known?.name
    const spoken = spokenIn(activity, known?.spoken)
    const is = await standing(context, `${tenantId} ${objectId}`, known?.standing)
    const facts = {
      ...{ partnerId: tenantId, objectId },
      ...(name ? { name } : {}),
      ...(spoken ? { spoken } : {}),
      ...(is ? { standing: is } : {}),
    }
    if (!known) return store.people.meet({ ...facts, role: 'viewer', firstSeenAt: stored(clock.now()) })
    const isSame = known.partnerId === tenantId && known.objectId === objectId && known.name === name
    return isSame && known.spoken === spoken && known.standing === is ? known : kept(known, { ...known, ...facts })
  }

  /** Of two who write it at once one is enough: what is missing is written by the next activity. */
  async function kept(before: Person, now: Person): Promise<Person> {
    try {
      return await store.people.save(before, now)
    } catch (error) {
      if (!(error instanceof ConflictError) && !isDuplicateKey(error)) throw error
      return (await store.people.get(before._id)) ?? before
    }
  }

  function stranger(activity: Activity, tenantId: string): Person {
    const name = nameIn(activity)
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

function nameIn(activity: Activity): string {
  return clean(activity.from?.name ?? '', 100)
}

function zoneIn(activity: Activity): string | undefined {
  const client: unknown = activity.entities?.find((each) => each.type === 'clientInfo')?.timezone
  const [zone] = [activity.localTimezone, client].flatMap((each) => (typeof each === 'string' && knownZone(each)) || [])
  return zone
}
