import { readSeller } from '../store/billing/read-seller.ts'
import { readCatalogue } from '../store/catalogue/read-catalogue.ts'
import type { Database } from '../store/database/collection.ts'
import { openStore, type Store } from '../store/store.ts'
import { type Clock, stored } from '../store/values/time.ts'
import { machineTimer, pause, type Timer, within } from '../store/values/timer.ts'
import { assemble } from './assembly.ts'
import { healthRoutes } from './http/health.ts'
import { openServer, type Route } from './http/server.ts'
import { startHeartbeat } from './jobs/heartbeat.ts'
import type { Log } from './log/log.ts'
import { newId } from './new-id.ts'
import { openGateway } from './payments/gateway.ts'
import { webhookRoute } from './payments/webhook-route.ts'
import type { Config } from './settings/config.ts'
import { dataSecretsOf } from './settings/data-secret.ts'
import { createAdapter } from './teams/adapter.ts'
import { guardOptions } from './teams/channel.ts'
import { guardMessages } from './teams/guard.ts'
import { openPace } from './teams/pace.ts'
import { teamsRoster } from './teams/roster.ts'
import { teamsMemberDomain } from './teams/sign-in-domain.ts'
import { teamsTeamRoster } from './turn/desk-rights.ts'
import { invokeFallback } from './turn/invoke-fallback.ts'

const BEAT_MS = 1_000
/** Turns that run when we are told to stop have so long to finish (F67). */
const GRACE_MS = 10_000

type Options = {
  config: Config
  log: Log
  database: Database
  clock: Clock
  timer?: Timer
  /** The try-it page of `npm run chat`. */
  pages?: (parts: Pages) => Promise<Route[]>
}
/** What the try-it page of `npm run chat` works with. */
type Pages = { store: Store; gateway: ReturnType<typeof openGateway>; runDue: () => Promise<void> }

/** Starts everything and listens. Throws, with nothing left running, if it cannot. */
export async function start({ config, log, database, clock, timer = machineTimer, pages }: Options) {
  let draining = false
  let port = config.port
  const store = await openStore(database, (id) => log.error({ order: id }, 'a record cannot be read'))
  const returnUrl = returnUrlOf(config)
  const gateway = openGateway({ config, database, clock, timer, newId, returnUrl, port: () => port })
  const pace = openPace({ tenantRps: config.tenantRps, now: timer.now, sleep: (ms) => pause(timer, ms) })
  const adapter = createAdapter(config, { log, timer, invokeFallback, pace })
  const catalogue = readCatalogue(config.catalogueFile)
  const seller = config.sellerFile || config.mode === 'local' ? readSeller(config.sellerFile) : undefined
  const mailer = config.mail && (await import('./mail/mailer.ts')).openMailer(config.mail)
  const assembled = assemble({
    ...config,
    ...{
      database,
      store,
      clock,
      timer,
      catalogue,
      seller,
      mailer,
      adapter,
      log,
      newId,
      returnUrl,
      pace,
      random: Math.random,
    },
    secrets: await dataSecretsOf(config, database),
    payments: gateway.payments,
    roster: teamsRoster,
    teamRoster: teamsTeamRoster,
    memberDomain: teamsMemberDomain,
  })
  const { bot, runDue, periodicTasks } = assembled
  const webhooks = webhookRoute({
    ...{ payments: gateway.payments, clock, log, onEvent: assembled.onPaymentEvent },
    isDone: store.webhookEvents.isDone,
    done: (id) => store.webhookEvents.done(id, stored(clock.now())),
  })
  const server = await openServer({
    host: config.host,
    port,
    routes: [
      ...healthRoutes({ database, draining: () => draining }),
      webhooks,
      ...gateway.pages,
      ...assembled.pages,
      ...((await pages?.({ store, gateway, runDue })) ?? []),
    ],
    messages: (request, response, body) =>
      adapter.process(request, response, body, (context) => bot.onActivity(context)),
    guard: guardMessages(guardOptions(config)),
    log,
    localOnly: config.mode === 'local',
  })
  port = server.port
  const catchUp = async () => gateway.sandbox?.catchUp()
  const hearts = [catchUp, ...Object.values(periodicTasks)].map((task) => startHeartbeat(task, BEAT_MS, log))
  return {
    url: server.url,
    catalogue,
    seller,
    /** Takes no new work, finishes what runs, and leaves the database to its owner. */
    async stop(): Promise<void> {
      draining = true
      const delivered = assembled.end()
      await server.close(GRACE_MS)
      // A task that hangs on something outside is cut off: whatever it was at can be done again.
      const ended = Promise.all([delivered, ...hearts.map((each) => each.stop())]).then(() => {})
      await within(timer, GRACE_MS, ended, () => {})
    },
  }
}

/** Where a hosted page leads back to: the 1:1 chat with the bot. */
function returnUrlOf({ app, publicUrl }: Config): string {
  return app ? `https://teams.microsoft.com/l/chat/0/0?users=28:${app.id}` : `${publicUrl}/sandbox`
}
