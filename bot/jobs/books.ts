import { Temporal } from 'temporal-polyfill'
import { reconcile } from '../../store/use-cases/reconciliation/reconcile.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'

const CHECKPOINT = 'books'
/** Into the next day (UTC): what was under way at midnight is settled, on either side. */
const INTO_THE_DAY = { hours: 1 }
/** After a longer downtime the operator compares what lies before it: `npm run admin -- reconcile`. */
const MOST_DAYS = 31
/** Of one go, so that it ends within its job's lease; the rest follows at once. */
const PAGES = 5
/** A gateway that doesn't answer is asked again then, for as long as it takes. */
const LATER = { minutes: 30 }
/** Older orders that are brought up to date in one go. */
const UNMOVED = 200

/** Has each day that is over compared with the gateway's books once, by the job `reconcile:{day}`. */
export function openBooksPlanning({ store, clock }: Services) {
  let planned = ''

  return async (): Promise<void> => {
    const yesterday = clock.now().subtract(INTO_THE_DAY).toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 })
    if (planned >= yesterday.toString()) return
    const through = await store.checkpoints.of(CHECKPOINT)
    const earliest = yesterday.subtract({ days: MOST_DAYS - 1 })
    const after = through === undefined ? yesterday : Temporal.PlainDate.from(through).add({ days: 1 })
    let day = Temporal.PlainDate.compare(after, earliest) < 0 ? earliest : after
    if (through === undefined) await store.jobs.add('reconcile', OLDER, stored(clock.now()))
    for (; Temporal.PlainDate.compare(day, yesterday) <= 0; day = day.add({ days: 1 }))
      await store.jobs.add('reconcile', day.toString(), stored(clock.now()))
    await store.checkpoints.reach(CHECKPOINT, yesterday.toString())
    planned = yesterday.toString()
  }
}

/** Once: orders from before it was kept when money moved for them. */
const OLDER = 'older-orders'

/** The effect of the job `reconcile:{day}`. Gives the instant at which it goes on. */
export function openBooks(services: Services, log: Log) {
  const { store, clock } = services

  return async (about: string): Promise<string | undefined> => {
    if (about === OLDER) return bringUpToDate()
    try {
      const { phase, differing, currencies, others, differences } = await reconcile(services, about, {
        fresh: false,
        pages: PAGES,
      })
      if (phase !== 'done') return stored(clock.now())
      const open = differences.filter((each) => each.became !== 'taken-up').length
      const fields = { day: about, differing, open, others, currencies }
      if (differing > 0) log.warn(fields, 'the gateway’s books and ours differ')
      else log.info(fields, 'the gateway’s books and ours are equal')
      return undefined
    } catch (error) {
      services.report('the gateway’s books cannot be compared now', error)
      return stored(clock.now().add(LATER))
    }
  }

  async function bringUpToDate(): Promise<string | undefined> {
    const orders = await store.orders.unmoved(UNMOVED)
    for (const each of orders) await store.orders.change(each._id, (order) => ({ ...order }))
    return orders.length === UNMOVED ? stored(clock.now()) : undefined
  }
}
