import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { assemble } from '../../../bot/assembly.ts'
import { createSandboxPayments } from '../../../bot/payments/sandbox/sandbox.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import type { Database } from '../../../store/database/collection.ts'
import { openStore, type Store } from '../../../store/store.ts'
import { machineTimer } from '../../../store/values/timer.ts'
import { standingClock } from '../../support/clock.ts'
import { activity, openFrontDoor, TENANT } from '../../support/front-door.ts'
import { heldSubscription } from '../../support/subscriptions.ts'
import { unpaced } from '../../support/unpaced.ts'

const AT = '2026-11-24T08:00:00.000Z'

/** The whole bot as it serves, over HTTP with signed tokens; its person is a purchaser of a company that holds something. */
export async function openWholeBot(database: Database) {
  const clock = standingClock(AT)
  const store = await openStore(database)
  const newId = () => randomUUID().replaceAll('-', '').slice(0, 20)
  const publicUrl = 'http://127.0.0.1:3978'
  const door = await openFrontDoor({ logic: (context) => bot.onActivity(context) })
  const { bot } = assemble({
    ...{ database, store, clock, timer: machineTimer, newId, publicUrl, adapter: door.adapter },
    payments: createSandboxPayments({
      charges: database.collection('sandbox-charges'),
      sessions: database.collection('sandbox-sessions'),
      ...{ clock, timer: machineTimer, publicUrl, newId, webhookSecrets: ['not-used'], sendWebhook: async () => {} },
    }),
    catalogue: readCatalogue(),
    log: pino({ level: 'silent' }),
    random: Math.random,
    pace: unpaced,
    tenants: 'open',
    roster: async () => 'member',
    returnUrl: `${publicUrl}/sandbox`,
    secrets: ['secret-of-the-tests-with-32-letters'],
  })
  await populate(store)
  return { door, clock }
}

async function populate(store: Store): Promise<void> {
  const { from } = activity('', {})
  const joined = {
    joinedAt: AT,
    joinedBy: 'p1',
    agreement: { version: '1', locale: 'en' as const, agreedAt: AT, by: 'p1' },
  }
  const place = { name: 'Partner One', country: 'TW', currency: 'TWD', zone: 'Asia/Taipei' }
  await store.partners.insert({ _id: TENANT, version: 1, ...place, ...joined })
  const rights = { role: 'purchaser' as const, roleSince: AT, standing: 'member' as const, firstSeenAt: AT }
  await store.people.meet({ partnerId: TENANT, objectId: Object(from).aadObjectId, ...rights })
  await store.subscriptions.insert(heldSubscription({ partnerId: TENANT }))
}
