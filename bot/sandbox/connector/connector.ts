import { randomInt } from 'node:crypto'
import type { Server } from 'node:http'
import type { Collection } from '../../../store/database/collection.ts'
import type { Clock } from '../../../store/use-cases/services.ts'
import type { WireActivity } from './activities.ts'
import { type Acts, openActs } from './acts.ts'
import { openBotLine } from './bot-line.ts'
import { openFaults } from './faults.ts'
import { openLimits } from './limits.ts'
import type { Message } from './message.ts'
import { restServer, type Stats } from './rest.ts'
import { openRoster } from './roster.ts'
import type { BotOnStage, ChannelOnStage, PersonOnStage } from './stage.ts'
import { openTraffic } from './traffic.ts'
import { openTranscript } from './transcript.ts'
import { openTranscriptStore, type TranscriptRecord } from './transcript-store.ts'
import { waitFor } from './wait-for.ts'

export type ConnectorOptions = {
  /** The bot's …/api/messages. */
  botUrl: string
  people: PersonOnStage[]
  channels?: ChannelOnStage[]
  bot?: BotOnStage
  /** Stamps activities. Rate limits and time-outs run on real time. */
  clock: Clock
  /** 0 or absent: any free one. A fixed one keeps the bot's stored references good over a restart. */
  port?: number
  /** Keep the limits that Teams keeps (429, 413). A number: requests per second and tenant, default 30. */
  limits?: boolean | number
  /** The Authorization header for an activity to the bot. */
  authorization?: (activity: WireActivity) => Promise<string | undefined>
  /** Ids of activities; default: 13 digits, not repeated after a restart. */
  newId?: () => string
  /** Keeps what was said over a restart. */
  transcripts?: Collection<TranscriptRecord>
  /** How long the bot may take for an answer, in milliseconds: 15,000 as the Bot Connector's. */
  patienceMs?: number
}

export type Connector = Awaited<ReturnType<typeof openConnector>>

const BOT: BotOnStage = { id: '28:5c1e7d2a-0b9f-4c55-9a53-0e4f7d5b6a10', name: 'Partner Membership' }

/**
 * A Bot Connector on 127.0.0.1 that plays Teams towards one bot: serves the REST interface that botframework-connector
 * speaks, and POSTs what people on stage do to the bot. `url` is the service URL, with a closing slash.
 */
export async function openConnector(options: ConnectorOptions) {
  const { people, channels = [], clock, newId = sequence() } = options
  const roster = openRoster({ people, channels })
  const store = options.transcripts && (await openTranscriptStore(options.transcripts))
  const transcript = await openTranscript(
    [...people, ...channels].map((each) => each.id),
    store,
  )
  const traffic = openTraffic()
  const faults = openFaults()
  const stats = emptyStats()
  const botLine = openBotLine(options)
  const line: typeof botLine = {
    close: botLine.close,
    async deliver(activity) {
      const done = traffic.begin()
      return botLine.deliver(activity).finally(done)
    },
  }
  let url = ''
  const server = restServer({
    service: { roster, transcript, newId, now: () => clock.now().toString(), url: () => url },
    faults,
    stats,
    limits: limitsOf(options.limits),
    installed: (place) => transcript.setting(place.id).installed,
    started: traffic.begin,
  })
  url = await listen(server, options.port ?? 0)
  const bot = options.bot ?? BOT
  const acts: Acts = openActs({ roster, transcript, line, newId, clock, serviceUrl: () => url, bot })

  return {
    url,
    people,
    channels,
    bot,
    ...acts,
    installed: (id: string) => transcript.setting(id).installed,
    /** Whether the app was there and was taken away. */
    removed: (id: string) => transcript.setting(id).removed === true,
    /** What stands in the person's 1:1 chat, or in a channel (by its short key), oldest first; the newest 500. */
    conversation: (id: string): Message[] => transcript.of(id),
    /** Resolves with the first truthy thing that `predicate` finds there; throws after `timeoutMs`. */
    waitFor: <T>(id: string, predicate: (messages: Message[]) => T, { timeoutMs }: { timeoutMs: number }) =>
      waitFor(transcript, id, predicate, timeoutMs),
    /** Resolves when nothing is on its way in either direction; throws after `timeoutMs` (20,000). */
    quiet: ({ timeoutMs = 20_000 } = {}) => traffic.quiet(timeoutMs),
    /** How many changes there were in this process. */
    changes: transcript.changes,
    /** Called after every change with the conversation's short key. Returns the way to stop. */
    onChange: transcript.onChange,
    faults: { next: faults.next, every: faults.every, clear: faults.clear },
    stats,
    async close(): Promise<void> {
      line.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await store?.flush()
    },
  }
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the connector has no port'))
      else resolve(`http://127.0.0.1:${address.port}/`)
    })
  })
}

function limitsOf(limits: boolean | number | undefined) {
  if (!limits) return undefined
  return openLimits({ tenantPerSecond: limits === true ? 30 : limits, now: () => performance.now() })
}

/** 13 digits like Teams' own; begins anywhere, so that a bot that remembers ids over a restart meets none twice. */
function sequence(): () => string {
  let last = 1_600_000_000_000 + randomInt(100_000_000_000)
  return () => String(++last)
}

function emptyStats(): Stats {
  return { sends: 0, typing: 0, updates: 0, deletes: 0, creates: 0, reads: 0, throttled: 0, faults: 0, unknown: 0 }
}
