import { openDatabase } from '../store/open-database.ts'
import { systemClock } from './clock.ts'
import { openLog } from './log/log.ts'
import type { Config } from './settings/config.ts'
import { start } from './start.ts'

/** `npm start`: the bot for Teams, with the store and the payments that the settings name. */
export async function startForTeams(config: Config) {
  const log = openLog({ level: config.logLevel })
  const database = await openDatabase(config.store)
  const running = await start({ config, log, database, clock: systemClock })
  if (running.catalogue.sample) log.warn('the catalogue has sample prices: set CATALOGUE to your own')
  if (!running.seller) log.warn('no seller is set, so orders get no invoices: set SELLER')
  else if (running.seller.sample) log.warn('the seller is a sample: set SELLER to your own')
  log.info({ url: running.url, mode: config.mode }, 'listening')
  return {
    async stop(): Promise<void> {
      await running.stop()
      await database.close()
    },
  }
}
