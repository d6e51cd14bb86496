import { Temporal } from 'temporal-polyfill'
import { MOVEMENTS } from '../../store/orders/movements.ts'
import type { Difference, OfCurrency, Reconciliation } from '../../store/reconciliation/reconciliation.ts'
import { reconcile } from '../../store/use-cases/reconciliation/reconcile.ts'
import { decimal } from './decimal.ts'
import { type AdminParts, type AdminVerb, UsageError } from './verb.ts'

const MOST_DAYS = 400
/** A gateway that is still not through with a day after so many pages never will be. */
const MOST_PAGES = 100_000

/** The gateway's books beside the records, day by day: after a restore, before the bot is started; and whenever in doubt. */
export const reconcileBooks: AdminVerb = {
  name: 'reconcile',
  usage: '[FROM] [TO]',
  about: 'days (UTC) of the gateway’s books beside ours, yesterday and today if none is named; --json',
  failed: 2,
  async run(parts, args) {
    const dates = datesIn(args, parts.clock.today('UTC'))
    const { store, clock, dryRun } = parts
    const payments = parts.gateway()
    const days: Reconciliation[] = []
    for (const date of dates) {
      const progress = ({ phase }: Reconciliation) => parts.progress(`${date} ${phase}`)
      const options = { fresh: true, pages: MOST_PAGES, progress }
      days.push(await readWhole(() => reconcile({ store, clock, payments, dryRun }, date, options)))
    }
    const differing = days.reduce((sum, each) => sum + each.differing, 0)
    if (parts.json)
      parts.out(JSON.stringify({ gateway: payments.name, equal: differing === 0, days: days.map(asJson) }))
    else report(parts, payments.name, days, differing)
    return differing === 0 ? 0 : 1
  },
}

async function readWhole(work: () => Promise<Reconciliation>): Promise<Reconciliation> {
  const day = await work()
  if (day.phase !== 'done') throw new Error('the day has no end')
  return day
}

function datesIn(args: readonly string[], today: Temporal.PlainDate): string[] {
  const [from = today.subtract({ days: 1 }), to = today, ...more] = args.map(dateOf)
  if (more.length > 0) throw new UsageError('Expected: [FROM] [TO]')
  const days = from.until(to).days
  if (days < 0) throw new UsageError('FROM lies after TO, or after today.')
  if (Temporal.PlainDate.compare(to, today) > 0) throw new UsageError('TO lies in the future.')
  if (days >= MOST_DAYS) throw new UsageError(`At most ${MOST_DAYS} days at once.`)
  return Array.from({ length: days + 1 }, (_, n) => from.add({ days: n }).toString())
}

function dateOf(written: string): Temporal.PlainDate {
  try {
    if (!/^\d{4}-\d\d-\d\d$/.test(written)) throw new RangeError(written)
    return Temporal.PlainDate.from(written, { overflow: 'reject' })
  } catch {
    throw new UsageError('A day is written like 2026-11-23.')
  }
}

function asJson({ _id: day, currencies, differences, differing, others, partial }: Reconciliation) {
  return { day, partial: partial === true, differing, others, currencies, differences }
}

function report(
  { out, dryRun }: AdminParts,
  gateway: string,
  days: readonly Reconciliation[],
  differing: number,
): void {
  out(`The books of ${gateway} beside the records, minor units exact${dryRun ? ', nothing written' : ''}`)
  for (const { _id, partial, differing: found, others, currencies, differences } of days) {
    const foreign = others > 0 ? `, ${others} rows of others` : ''
    out(`${_id}${partial ? ' (not over)' : ''}: ${found === 0 ? 'equal' : `${found} differences`}${foreign}`)
    for (const [currency, sums] of Object.entries(currencies)) for (const line of linesOf(currency, sums)) out(line)
    for (const each of differences) out(lineOf(each))
    if (found > differences.length) out(`  and ${found - differences.length} more`)
  }
  const left = days.flatMap((each) => each.differences).filter((each) => each.became === 'left').length
  if (differing === 0) out('Equal.')
  else out(`${differing} differences. What is taken up is done by the bot once it runs; ${left} are left to you.`)
}

function linesOf(currency: string, sums: OfCurrency): string[] {
  return MOVEMENTS.filter((kind) => sums.gateway[kind] !== 0 || sums.records[kind] !== 0).map((kind) => {
    const amount = (column: keyof OfCurrency) => decimal(sums[column][kind], currency)
    const why = (['otherDay', 'strays', 'differing'] as const)
      .filter((column) => sums[column][kind] !== 0)
      .map((column) => `${COLUMNS[column]} ${amount(column)}`)
    return `  ${currency} ${kind}: gateway ${amount('gateway')}, records ${amount('records')}${why.map((each) => `, ${each}`).join('')}`
  })
}

const COLUMNS = { otherDay: 'counted on another day', strays: 'given back at once', differing: 'differing' } as const

function lineOf({ what, about, amount, currency, became }: Difference): string {
  return `  - ${what} ${about} ${currency} ${decimal(amount, currency)}: ${became}`
}
