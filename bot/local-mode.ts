import { OFFERED } from '../dialogs/root.ts'
import { COMMANDS } from '../dialogs/understanding/commands.ts'
import { openVault } from '../store/benefits/vault.ts'
import { readCatalogue } from '../store/catalogue/read-catalogue.ts'
import type { Database } from '../store/database/collection.ts'
import { emptyDatabase, openDatabase } from '../store/open-database.ts'
import type { Clock } from '../store/values/time.ts'
import { addSampleKeys } from './admin/sample-keys.ts'
import { shiftedClock, systemClock } from './clock.ts'
import { openControls } from './local/local-controls.ts'
import { setUpLocalDesk } from './local/local-desk.ts'
import { openLog } from './log/log.ts'
import { newId } from './new-id.ts'
import { DESK_CHANNEL, PEOPLE, SUPPORT } from './sandbox/connector/cast.ts'
import { openConnector } from './sandbox/connector/connector.ts'
import { type Controls, consoleRoutes } from './sandbox/page/console.ts'
import { watchChats } from './sandbox/page/watch-chats.ts'
import { talkInTerminal } from './sandbox/terminal/terminal.ts'
import type { Config } from './settings/config.ts'
import { dataSecretsOf } from './settings/data-secret.ts'
import { start } from './start.ts'

type Setting = { _id: string; aheadMs: number }

/** `npm run chat`: the whole bot on this machine alone, with a Bot Connector of its own and a page to chat with it. */
export async function startLocally(config: Config) {
  const log = openLog({ level: config.terminal ? 'error' : config.logLevel })
  if (config.fresh && 'folder' in config.store) await emptyDatabase(config.store)
  const database = await openDatabase(config.store)
  const clock = await keptClock(database)
  const connector = await openLocalConnector(config, database, clock)
  const closing = new AbortController()
  let controls: Controls = {}
  const token = newId()
  const running = await start({
    config: { ...config, supportTenantId: SUPPORT.tenantId },
    log,
    database,
    clock,
    async pages({ gateway, runDue, store }) {
      const vault = openVault(await dataSecretsOf(config, database))
      const catalogue = readCatalogue(config.catalogueFile)
      await addSampleKeys({ store, clock, vault, catalogue })
      await setUpLocalDesk({ store, clock, connector })
      controls = openControls({ clock, store, gateway, runDue, watch: () => watchChats(connector), catalogue })
      const commands = {
        en: OFFERED.map((each) => COMMANDS[each].en),
        'zh-TW': OFFERED.map((each) => COMMANDS[each]['zh-TW']),
      }
      return consoleRoutes({ connector, token, controls, commands, newNonce: newId, closing: closing.signal })
    },
  })
  const [agent] = DESK_CHANNEL.members
  if (agent && !connector.installed(DESK_CHANNEL.id)) await connector.installInTeam(DESK_CHANNEL.id, agent)
  const { stdin: input, stdout: output } = process
  if (!config.terminal)
    console.log(greeting(`${config.publicUrl}/sandbox?token=${token}`, config, running.catalogue.sample))
  return {
    /** The talk in the terminal; the process ends with it. */
    ...(config.terminal ? { ended: talkInTerminal({ connector, input, output, controls }) } : {}),
    async stop(): Promise<void> {
      closing.abort()
      await running.stop()
      await connector.close()
      await database.close()
    },
  }
}

/** The test clock: what it is ahead is kept, so that a restart never goes back in time. */
async function keptClock(database: Database) {
  const settings = database.collection<Setting>('local-settings')
  const clock = shiftedClock(systemClock, (await settings.findOne({ _id: 'clock' }))?.aheadMs)
  return {
    ...clock,
    async advance(ms: number): Promise<void> {
      clock.advance(ms)
      await settings.updateOne({ _id: 'clock' }, { $set: { aheadMs: clock.ahead() } }, { upsert: true })
    },
  }
}

/** On the next port, so that what the bot keeps of a chat is good after a restart; on any other if that one is taken. */
async function openLocalConnector(config: Config, database: Database, clock: Clock) {
  const options = {
    botUrl: `http://127.0.0.1:${config.port}/api/messages`,
    people: PEOPLE,
    channels: [DESK_CHANNEL],
    clock,
    limits: true,
    transcripts: database.collection<never>('sandbox-chats'),
  }
  try {
    return await openConnector({ ...options, port: config.port + 1 })
  } catch (error) {
    if (Object(error).code !== 'EADDRINUSE') throw error
    return openConnector(options)
  }
}

function greeting(address: string, config: Config, sample: boolean): string {
  const kept =
    'folder' in config.store
      ? `kept in ${config.store.folder} (start anew: npm run chat -- --fresh)`
      : 'kept in MongoDB'
  return [
    '',
    '  The partner membership bot is running on this machine alone.',
    '',
    `  Chat with it:  ${address}`,
    '',
    `  Payments are the sandbox's: test cards only. ${sample ? 'Prices are samples.' : ''}`,
    `  What you do is ${kept}.  Ctrl-C ends.`,
    '',
  ].join('\n')
}
