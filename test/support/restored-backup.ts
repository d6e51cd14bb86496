import { Temporal } from 'temporal-polyfill'
import { addsUp } from '../../store/reconciliation/counting.ts'
import type { Reconciliation } from '../../store/reconciliation/reconciliation.ts'
import { reconcile } from '../../store/use-cases/reconciliation/reconcile.ts'
import { standingClock } from './clock.ts'
import { openStage, type Stage } from './conversation.ts'
import { copyableDatabase } from './copyable-database.ts'
import { refuseScan } from './watched-database.ts'

/**
 * A bot whose records are one database and the gateway's books another, and a way back: what the records were when the
 * backup was made, with the gateway as it is now.
 */
export async function backedUp(play: (stage: Stage) => Promise<void>, then: (stage: Stage) => Promise<void>) {
  const [records, bank] = [await copyableDatabase(refuseScan), await copyableDatabase(refuseScan)]
  const clock = standingClock()
  const first = await openStage({ database: records.database, bank: bank.database, clock })
  await play(first)
  await first.payments.idle()
  const backup = await records.copy()
  await then(first)
  await first.payments.idle()
  return {
    first,
    /** The bot again, on the backup, so many hours after the last thing that happened. */
    async restored(hours = 24): Promise<Stage> {
      clock.advance(hours * 3_600_000)
      return openStage({ database: backup.database, bank: bank.database, clock })
    },
  }
}

/** Compares every day from the first one to yesterday, as the operator does after a restore. */
export async function compared(
  stage: Pick<Stage, 'services' | 'clock'>,
  from = '2026-11-23',
): Promise<Reconciliation[]> {
  const today = stage.clock.today('UTC')
  const days: Reconciliation[] = []
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, today) <= 0;
    day = day.add({ days: 1 })
  ) {
    const doc = await reconcile(stage.services, day.toString(), { fresh: true, pages: 100 })
    if (doc.phase !== 'done' || !addsUp(doc)) throw new Error(`${day}: ${JSON.stringify(doc)}`)
    days.push(doc)
  }
  return days
}

export function differencesIn(days: readonly Reconciliation[]): string[] {
  return days.flatMap((day) => day.differences.map(({ what, amount, became }) => `${what} ${amount} ${became}`))
}

/** Some beats of the heart, a minute apart. */
export async function beats(stage: Pick<Stage, 'runDue' | 'clock'>, count = 5): Promise<void> {
  for (let n = 0; n < count; n++) {
    await stage.runDue()
    stage.clock.advance(60_000)
  }
}
