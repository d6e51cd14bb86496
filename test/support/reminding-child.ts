import { shiftedClock } from '../../bot/clock.ts'
import { openLog } from '../../bot/log/log.ts'
import { readConfig } from '../../bot/settings/config.ts'
import { start } from '../../bot/start.ts'
import { openDatabase } from '../../store/open-database.ts'
import { openStore } from '../../store/store.ts'
import { NINE, peopleOf, remindAll } from './reminded-people.ts'

/**
 * The bot as a process of its own that has many people to remind at nine: `port service-url tenants`. It is a quarter to
 * nine; told `nine`, the hour comes; told `tally`, it says what has become of the run so far; told `tries`, how many messages
 * it has tried to send in the first tenant.
 */
const [port = '', serviceUrl = '', tenants = '[]'] = process.argv.slice(2)
const started = performance.now()
const now = () => NINE.subtract({ minutes: 15 }).add({ milliseconds: Math.round(performance.now() - started) })
const clock = shiftedClock({ now, today: (zone) => now().toZonedDateTimeISO(zone).toPlainDate() })
const config = readConfig({ PORT: port, LOG_LEVEL: 'silent' }, ['--local'])
const database = await openDatabase({ memory: true })
const store = await openStore(database)
await store.checkpoints.reach('reminders', '2030-01-01')
await remindAll(store, peopleOf(JSON.parse(tenants)), serviceUrl)
await start({ config, log: openLog({ level: 'silent' }), database, clock })

async function tries(): Promise<number> {
  const first = database.collection<{ _id: string; partnerId: string; tries: number }>('deliveries')
  const rows = await first.find({ partnerId: 'tenant-0' }, { limit: 1_000_000 }).toArray()
  return rows.reduce((sum, each) => sum + each.tries, 0)
}

process.on('message', async (what) => {
  if (what === 'nine') clock.advance(NINE.epochMilliseconds - clock.now().epochMilliseconds)
  else if (what === 'tally') process.send?.(await store.deliveries.tally('load'))
  else process.send?.(await tries())
})
process.send?.('ready')
