import { type Config, ConfigError, readConfig } from './settings/config.ts'
import { fileFaults } from './settings/file-faults.ts'
import { loadSettingsFile } from './settings/settings-file.ts'

/** `ended`: it ends by itself, when the talk in the terminal does. */
type Running = { stop(): Promise<void>; ended?: Promise<void> }

await main()

async function main(): Promise<void> {
  const config = settings()
  try {
    const running = await start(config)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end(running))
    if (!running.ended) return
    await running.ended
    await end(running)
  } catch (error) {
    if (config.logLevel === 'debug') console.error(error)
    const { explainStartFailure } = await import('./settings/start-failure.ts')
    fail(explainStartFailure(error, config))
  }
}

function settings(): Config {
  try {
    loadSettingsFile('.env', process.env)
    return readConfig(process.env, process.argv.slice(2), fileFaults)
  } catch (error) {
    if (error instanceof ConfigError) return fail(error.message)
    throw error
  }
}

/** Loaded only now: whoever has to mend a setting is told so at once, not after everything else is there. */
async function start(config: Config): Promise<Running> {
  if (config.mode === 'local') return (await import('./local-mode.ts')).startLocally(config)
  return (await import('./teams-mode.ts')).startForTeams(config)
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
