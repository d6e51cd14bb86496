import { Temporal } from 'temporal-polyfill'
import { accountId, type PersonOnStage, personalConversationId } from '../../bot/sandbox/connector/stage.ts'
import type { Store } from '../../store/store.ts'
import { stored } from '../../store/values/time.ts'

/** Nine in the morning in everybody's zone, a Tuesday two weeks before their terms end. */
export const NINE = Temporal.Instant.from('2027-11-09T01:00:00Z')
const ZONE = 'Asia/Taipei'
const BEFORE = '2026-11-09T01:00:00.000Z'

/** The short keys of `peopleOf`. */
export const REMINDED = /^t\d+-p\d+$/

/** So many people of each tenant. */
export function peopleOf(tenants: number[]): PersonOnStage[] {
  return tenants.flatMap((count, tenant) =>
    Array.from({ length: count }, (_, i) => somebody(tenant, `t${tenant}-p${i}`)),
  )
}

export function somebody(tenant: number, id: string): PersonOnStage {
  return {
    ...{ id, name: 'Purchaser', company: 'Partner', tenantId: `tenant-${tenant}`, aadObjectId: `object-${id}` },
    ...{ role: 'colleague', locale: 'en-US', zone: ZONE },
  }
}

/** Everybody can be reached and is to hear at nine of the subscription of their company: one run, `load`. */
export async function remindAll(store: Store, people: PersonOnStage[], serviceUrl: string): Promise<void> {
  for (const id of new Set(people.map((each) => each.tenantId))) await hold(store, id)
  for (const person of people) {
    const { tenantId, aadObjectId: objectId } = person
    const who = { partnerId: tenantId, objectId, role: 'admin' as const, standing: 'member' as const }
    const { _id } = await store.people.meet({ ...who, firstSeenAt: BEFORE })
    const reference = JSON.stringify({
      ...{ channelId: 'msteams', serviceUrl, locale: 'en-US', bot: { id: '28:bot', name: 'Bot' } },
      user: { id: accountId(person), aadObjectId: objectId },
      conversation: { id: personalConversationId(person), conversationType: 'personal', tenantId },
    })
    await store.conversations.keep({ _id, reference, installed: true, zone: ZONE, seenAt: BEFORE })
    await store.deliveries.insert({
      ...{ _id: `remind:sub-${tenantId}:1:14:${_id}`, version: 1, run: 'load', kind: 'reminder', step: 14, term: 1 },
      ...{ partnerId: tenantId, personId: _id, subscriptionId: `sub-${tenantId}`, state: 'waiting', tries: 0 },
      ...{ plannedAt: BEFORE, dueAt: stored(NINE) },
    })
  }
}

async function hold(store: Store, partnerId: string): Promise<void> {
  await store.partners.insert({
    ...{ _id: partnerId, version: 1, name: 'Partner', country: 'US', currency: 'USD', zone: ZONE, joinedAt: BEFORE },
    ...{ joinedBy: 'p1', agreement: { version: '1', locale: 'en', agreedAt: BEFORE, by: 'p1' } },
  })
  const term = { number: 1, start: '2026-11-23', end: '2027-11-23', zone: ZONE, anchor: '11-23' }
  await store.subscriptions.insert({
    ...{
      _id: `sub-${partnerId}`,
      version: 1,
      partnerId,
      offerId: 'action-pack',
      area: '',
      state: 'active',
      live: true,
    },
    ...{ orderId: 'o', boughtBy: 'p1', term, autoRenew: false, createdAt: BEFORE },
  })
}
