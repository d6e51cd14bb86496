import { z } from 'zod'
import type { Locale } from '../../dialogs/services.ts'
import type { PageResponse, Route } from '../server.ts'
import type { Connector } from './connector.ts'
import { actRoutes, post } from './console-acts.ts'
import { assetRoutes } from './console-assets.ts'
import { changesSince } from './console-events.ts'
import { guarded } from './console-guard.ts'
import { accountId } from './stage.ts'

/** What the page can turn and look at behind the bot. What is absent isn't shown. Instants are ISO strings in UTC. */
export type Controls = {
  clock?: {
    now(): string
    advance(days: number): Promise<void>
    /** Goes to where something is due next; undefined if nothing is. */
    toNextEvent?(): Promise<string | undefined>
    /** Goes to where a term ends and renews next; undefined if none does. */
    toRenewal?(): Promise<string | undefined>
  }
  /** What becomes of the next charge: one of `outcomes`. */
  nextCharge?(outcome: string): void
  outcomes?: string[]
  jobs?(): Promise<{ key: string; dueAt: string; state: string }[]>
  deliveries?(): Promise<{ key: string; at: string; state: string }[]>
}

export type ConsoleOptions = {
  connector: Connector
  /** Part of the address that is printed; random. */
  token: string
  controls?: Controls
  /** What the command menu offers, per language. */
  commands: Record<Locale, string[]>
  newNonce: () => string
  /** Ends requests that are held, so that the server can close. */
  closing?: AbortSignal
}

/** The try-it page under /sandbox: its files, what people on it do, and what changed. */
export function consoleRoutes({
  connector,
  token,
  controls = {},
  commands,
  newNonce,
  closing,
}: ConsoleOptions): Route[] {
  const session = newNonce()
  const epoch = newNonce()
  const routes: Route[] = [
    ...assetRoutes(),
    ...actRoutes(connector),
    get('stage', async () => ({
      bot: connector.bot.name,
      people: connector.people.map((person) => ({ ...person, accountId: accountId(person) })),
      channels: connector.channels,
      commands,
      shown: {
        clock: controls.clock !== undefined,
        nextEvent: controls.clock?.toNextEvent !== undefined,
        renewal: controls.clock?.toRenewal !== undefined,
        outcomes: controls.nextCharge ? (controls.outcomes ?? []) : [],
        jobs: controls.jobs !== undefined,
        deliveries: controls.deliveries !== undefined,
      },
    })),
    get('events', (query) => {
      const seen = { epoch: query.get('epoch'), after: Number(query.get('after')) || 0 }
      return changesSince(connector, epoch, seen, closing)
    }),
    get('behind', async () => ({
      now: controls.clock?.now(),
      jobs: await controls.jobs?.(),
      deliveries: await controls.deliveries?.(),
    })),
    post('advance', z.strictObject({ days: z.int().min(1).max(3_660) }), async ({ days }) =>
      controls.clock?.advance(days),
    ),
    post('next-renewal', z.strictObject({}), async () => controls.clock?.toRenewal?.()),
    post('next-event', z.strictObject({}), async () => controls.clock?.toNextEvent?.()),
    post('outcome', z.strictObject({ outcome: z.enum(controls.outcomes ?? []) }), async ({ outcome }) =>
      controls.nextCharge?.(outcome),
    ),
  ]
  return routes.map((route) => guarded(route, { token, session }))
}

function get(name: string, look: (query: URLSearchParams) => Promise<unknown>): Route {
  async function handle({ query }: { query: URLSearchParams }): Promise<PageResponse> {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    return { status: 200, headers, body: JSON.stringify(await look(query)) }
  }
  return { method: 'GET', path: `/sandbox/${name}`, handle }
}
