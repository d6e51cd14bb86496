import { existsSync } from 'node:fs'
import { openDatabase } from '../store/open-database.ts'
import { systemClock } from './clock.ts'
import { startLocally } from './local-mode.ts'
import { openLog } from './log/log.ts'
import { type Config, ConfigError, readConfig } from './settings/config.ts'
import { explainStartFailure } from './settings/start-failure.ts'
import { start } from './start.ts'

/** `ended`: it ends by itself, when the talk in the terminal does. */
type Running = { stop(): Promise<void>; ended?: Promise<void> }

await main()

async function main(): Promise<void> {
  const config = settings()
  try {
    const running: Running = config.mode === 'local' ? await startLocally(config) : await startForTeams(config)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(running))
    if (!running.ended) return
    await running.ended
    await end(running)
  } catch (error) {
    if (config.logLevel === 'debug') console.error(error)
    fail(explainStartFailure(error, config))
  }
}

function settings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  try {
    return readConfig(process.env, process.argv.slice(2))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return fail(error.message)
  }
}

async function startForTeams(config: Config): Promise<Running> {
  const log = openLog({ level: config.logLevel })
  const database = await openDatabase(config.store)
  const running = await start({ config, log, database, clock: systemClock })
  if (running.catalogue.sample) log.warn('the catalogue has sample prices: set CATALOGUE to your own')
  log.info({ url: running.url, mode: config.mode }, 'listening')
  return {
    async stop(): Promise<void> {
      await running.stop()
      await database.close()
    },
  }
}

/** SIGTERM: finishes turns, closes the store, exit 0 (F67). A second signal ends at once. */
async function end(running: Running): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))
  await running.stop()
  process.exit(0)
}

function fail(why: string): never {
  console.error(why)
  process.exit(1)
}
