import { ConflictError } from '../../store/collection.ts'
import type { Delivery } from '../../store/delivery.ts'
import { stored } from '../../store/time.ts'
import type { Log } from '../log.ts'
import { inLanes } from './lanes.ts'
import { openSending, type SendingParts } from './sending.ts'
import { interrupted } from './settled-by.ts'

const PAGE = 500
/** People of one tenant who are written to at the same time. */
const AT_ONCE = 24

/**
 * Works off the ledger: whatever is due goes out, tenants side by side, each at its own pace; what a crash has left in
 * the middle is unknown for good.
 */
export function openDeliverer({ log, ended, ...parts }: SendingParts & { log: Log; ended: () => boolean }) {
  const { store, clock } = parts.services
  const sendTo = openSending(parts)

  /** true: there may be more. */
  return async (): Promise<boolean> => {
    const now = stored(clock.now())
    for (const left of await store.deliveries.interrupted(now, PAGE)) await quietly(left, () => close(left))
    const due = await store.deliveries.due(now, PAGE)
    await Promise.all([...byTenant(due)].map(([tenant, people]) => sendWithin(tenant, people)))
    return due.length === PAGE
  }

  async function sendWithin(tenant: string, people: Map<string, Delivery>): Promise<void> {
    await inLanes(people, AT_ONCE, async ([personId, row]) => {
      if (!ended()) await quietly(row, () => sendTo(tenant, personId))
    })
  }

  async function close(left: Delivery): Promise<void> {
    await store.deliveries.save(left, interrupted(left, clock.now()))
  }

  /** One person who can't be written to must not keep the others waiting. */
  async function quietly(row: Delivery, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ConflictError)) log.error({ err: error, delivery: row._id }, 'not delivered')
    }
  }
}

function byTenant(due: Delivery[]): Map<string, Map<string, Delivery>> {
  const tenants = new Map<string, Map<string, Delivery>>()
  for (const row of due) {
    const people = tenants.get(row.partnerId) ?? new Map<string, Delivery>()
    if (!people.has(row.personId)) people.set(row.personId, row)
    tenants.set(row.partnerId, people)
  }
  return tenants
}
