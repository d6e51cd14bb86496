import limited from 'p-limit'
import type { Delivery } from '../../store/reminders/delivery.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import { end, interrupted } from './delivery-outcome.ts'
import { onePerLoop } from './one-per-loop.ts'
import type { GoRound } from './outbox.ts'
import { openSending, type SendingParts } from './send-once.ts'

const PAGE = 500
/** People of one tenant who are written to at the same time. */
const AT_ONCE = 24
/** Tenants that are served at the same time: there may be hundreds at nine, and people who write need the store too (F62). */
const TENANTS_AT_ONCE = 20
/** Tenants that wait for their turn at the most; the others are looked for at the next beat. */
const MOST_TENANTS = 500
/** Looking for tenants reads one record in each that waits for something: it takes this part of the time at most. */
const LOOKING = 1 / 50
/** Milliseconds: a slow database must not keep new tenants waiting for longer than this. */
const LOOKS_AGAIN = 5_000

type Parts = SendingParts & { log: Log; goRound: GoRound; ended: () => boolean }

/**
 * Works off the ledger: whatever is due goes out, each tenant served by itself, at its own pace and for as long as that
 * takes; what a crash has left in the middle is unknown for good.
 */
export function openDeliverer({ log, goRound, ended, ...parts }: Parts) {
  const { store, clock, timer } = parts.services
  const inTurn = limited(TENANTS_AT_ONCE)
  // Many begin at the same moment, and each has much to read: whoever writes to us meanwhile must not wait for all.
  const myTurn = onePerLoop()
  const sendTo = openSending(parts, myTurn)
  /** Those that wait for their turn too. */
  const served = new Map<string, Promise<void>>()
  let nextLook = 0

  return {
    /** Begins what is due, and waits for none of it; at once or, when there is much under way, a little later. */
    async periodically(): Promise<void> {
      if (timer.now() < nextLook) return
      const began = timer.now()
      await begin()
      const rest = served.size > 0 ? (timer.now() - began) / LOOKING : 0
      nextLook = timer.now() + Math.min(rest, LOOKS_AGAIN)
    },
    /** What is due to everybody now, to its end. */
    async finish(): Promise<void> {
      const done = new Set<string>()
      do {
        for (const tenant of served.keys()) done.add(tenant)
        await settled()
      } while (await begin(done))
    },
    settled,
  }

  /**
   * Begins to serve the tenants that something is due in, those that are served already and `except` left out, and waits
   * for none of them. false: there was none.
   */
  async function begin(except: Iterable<string> = []): Promise<boolean> {
    const now = stored(clock.now())
    await goRound({
      ...{ name: 'interrupted deliveries', lanes: 1, due: () => store.deliveries.interrupted(now, PAGE) },
      work: (left) => end(parts.services, left, interrupted(left, clock.now())),
    })
    const known = new Set([...except, ...served.keys()])
    let begun = 0
    // From one tenant to the next, and never through all that is due in it.
    for (let tenant = ''; !ended() && served.size < MOST_TENANTS; ) {
      const first = await store.deliveries.firstInNext(tenant)
      if (!first) break
      tenant = first.partnerId
      if (known.has(tenant) || first.dueAt > now) continue
      begun += 1
      served.set(tenant, serving(tenant))
    }
    return begun > 0
  }

  function serving(tenant: string): Promise<void> {
    return inTurn(() => serve(tenant))
      .catch((error) => log.error({ err: error }, 'a tenant is not served'))
      .finally(() => served.delete(tenant))
  }

  async function settled(): Promise<void> {
    await Promise.all(served.values())
  }

  /** Each row is tried once: what stays due, because somebody else is at it, waits for the next beginning. */
  async function serve(tenant: string): Promise<void> {
    const tried = new Set<string>()
    const untried = async () => {
      const due = await store.deliveries.dueIn(tenant, stored(clock.now()), PAGE)
      return due.filter(({ _id }) => !tried.has(_id))
    }
    for (let rows = await untried(); rows.length > 0 && !ended(); rows = await untried()) {
      for (const { _id } of rows) tried.add(_id)
      await goRound({
        ...{ name: 'deliveries', lanes: AT_ONCE, due: async () => firstOfEach(rows) },
        async work({ personId }) {
          await myTurn()
          if (!ended()) await sendTo(tenant, personId)
        },
      })
    }
  }
}

/** One row for each person: what is due to them goes out together. */
function firstOfEach(rows: Delivery[]): Delivery[] {
  return rows.filter((row, i) => rows.findIndex((other) => other.personId === row.personId) === i)
}
