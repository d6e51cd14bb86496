import type { Delivery } from '../../store/reminders/delivery.ts'
import { mayBecome } from '../../store/reminders/runs.ts'
import { stored } from '../../store/values/time.ts'
import { type AdminParts, type AdminVerb, UsageError } from './verb.ts'

const RUNS = 100
const PAGE = 500
const STATES = { pause: 'paused', resume: 'running', stop: 'stopped' } as const

/** The ledger of the messages that we started: what a run planned and what became of it, and what can be done about it. */
export const deliveries: AdminVerb = {
  name: 'deliveries',
  usage: '[RUN [export|resend|pause|resume|stop]]',
  about: 'the runs of reminders and notices with their balance; one run: all of it, send what failed again, hold it',
  async run(parts, [run, what, ...more]) {
    const { store, dryRun, out } = parts
    if (more.length > 0) throw new UsageError('deliveries takes a run and one thing to do with it.')
    if (run === undefined) return listRuns(parts)
    const found = await store.runs.get(run)
    if (!found) throw new UsageError(`There is no run ${JSON.stringify(run)}.`)
    switch (what) {
      case undefined:
        await balance(parts, run)
        return 0
      case 'export':
        await each(parts, run, undefined, async (row) => out(lineOf(row)))
        return 0
      case 'resend':
        return resend(parts, run)
      case 'pause':
      case 'resume':
      case 'stop': {
        const state = STATES[what]
        const set = mayBecome(found, state) && (dryRun || (await store.runs.set(run, state)))
        const becomes = `${run} ${dryRun ? 'would be' : 'is'} ${state}`
        out(set ? becomes : `${run} can't be set to ${state} from where it is`)
        return set ? 0 : 1
      }
      default:
        throw new UsageError('A run can be exported, resent, paused, resumed or stopped.')
    }
  },
}

async function listRuns(parts: AdminParts): Promise<0> {
  for (const { _id } of await parts.store.runs.newest(RUNS)) await balance(parts, _id)
  return 0
}

/** planned = sent + failed + skipped + suppressed + unknown + waiting */
async function balance({ store, out }: AdminParts, run: string): Promise<void> {
  const [{ planned, ...parts }, { state = 'running' } = {}] = await Promise.all([
    store.deliveries.tally(run),
    store.runs.get(run),
  ])
  const counts = Object.entries(parts).map(([name, count]) => `${count} ${name}`)
  out(`${run}  ${state}  ${planned} planned = ${counts.join(' + ')}`)
}

/** Only what surely did not arrive: what may have arrived is never sent again (F44). */
async function resend(parts: AdminParts, run: string): Promise<0> {
  const { store, clock, dryRun, out } = parts
  let count = 0
  await each(parts, run, 'failed', async (row) => {
    const { endedAt: _ended, reason: _reason, ...rest } = row
    if (!dryRun) await store.deliveries.save(row, { ...rest, state: 'waiting', tries: 0, dueAt: stored(clock.now()) })
    count += 1
  })
  out(`${count} that had failed ${dryRun ? 'would be' : 'are'} due again`)
  return 0
}

async function each(
  { store }: AdminParts,
  run: string,
  state: Delivery['state'] | undefined,
  work: (row: Delivery) => Promise<void>,
): Promise<void> {
  let page: Delivery[] = []
  do {
    page = await store.deliveries.ofRun(run, state, page.at(-1)?._id ?? '', PAGE)
    for (const row of page) await work(row)
  } while (page.length === PAGE)
}

/** One delivery as a line of JSON; people by their numbers, a charge notice with what it said. */
function lineOf({ version: _version, lease: _lease, ...row }: Delivery): string {
  return JSON.stringify(row)
}
