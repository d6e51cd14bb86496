import { z } from 'zod'
import type { Locale } from '../../../store/use-cases/services.ts'
import type { Route } from '../../http/server.ts'
import type { Connector } from '../connector/connector.ts'
import { accountId } from '../connector/stage.ts'
import { actRoutes, json, post } from './console-acts.ts'
import { assetRoutes } from './console-assets.ts'
import { changesSince } from './console-events.ts'
import { guarded } from './console-guard.ts'
import { watchChats } from './watch-chats.ts'

/** What the page can turn and look at behind the bot. What is absent isn't shown. Instants are ISO strings in UTC. */
export type Controls = {
  clock?: {
    now(): string
    advance(days: number): Promise<void>
    /** Goes on until the bot says something by itself; undefined if it has nothing to say within a year. */
    toNextMessage?(): Promise<string | undefined>
    /** Goes to where a term ends and renews next, and on until that is told; undefined if nothing is. */
    toRenewal?(): Promise<string | undefined>
  }
  /** What becomes of the next charge, once: one of `outcomes`. */
  nextCharge?(outcome: string): void
  /** The one that is still to come; the first of `outcomes` unless another was chosen. */
  outcome?(): string
  outcomes?: string[]
  /** Somebody disputes the last payment at their bank, or that ends: one of `disputes`. false: nothing was paid yet. */
  dispute?(state: string): Promise<boolean>
  disputes?: string[]
  /** What becomes of the next refund that the bot asks for, once: one of `refundOutcomes`. */
  nextRefund?(outcome: string): void
  refundOutcomes?: string[]
  /** What happens at the gateway to the last payment's refunds without the bot: one of `refundActs`. false: it can't. */
  refund?(act: string): Promise<boolean>
  refundActs?: string[]
  jobs?(): Promise<Row[]>
  deliveries?(): Promise<Row[]>
}

/** One thing that the bot does behind the chat. `what` is a key of the page's texts, `key` its record's. */
export type Row = { key: string; what: string; about: Record<Locale, string>; at: string; state: string }

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
export function consoleRoutes(options: ConsoleOptions): Route[] {
  const { connector, token, controls = {}, commands, newNonce, closing } = options
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
        nextMessage: controls.clock?.toNextMessage !== undefined,
        renewal: controls.clock?.toRenewal !== undefined,
        outcomes: controls.nextCharge ? (controls.outcomes ?? []) : [],
        disputes: controls.dispute ? (controls.disputes ?? []) : [],
        refundOutcomes: controls.nextRefund ? (controls.refundOutcomes ?? []) : [],
        refundActs: controls.refund ? (controls.refundActs ?? []) : [],
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
      outcome: controls.outcome?.(),
      jobs: await controls.jobs?.(),
      deliveries: await controls.deliveries?.(),
    })),
    turn('advance', z.strictObject({ days: z.int().min(1).max(3_660) }), ({ days }) => controls.clock?.advance(days)),
    turn('next-message', z.strictObject({}), () => controls.clock?.toNextMessage?.()),
    turn('next-renewal', z.strictObject({}), () => controls.clock?.toRenewal?.()),
    post('outcome', z.strictObject({ outcome: z.enum(controls.outcomes ?? []) }), async ({ outcome }) =>
      controls.nextCharge?.(outcome),
    ),
    post(
      'dispute',
      z.strictObject({ state: z.enum(controls.disputes ?? []) }),
      async ({ state }) => ({ paid: (await controls.dispute?.(state)) === true }),
      json,
    ),
    post('next-refund', z.strictObject({ outcome: z.enum(controls.refundOutcomes ?? []) }), async ({ outcome }) =>
      controls.nextRefund?.(outcome),
    ),
    post(
      'refund',
      z.strictObject({ act: z.enum(controls.refundActs ?? []) }),
      async ({ act }) => ({ done: (await controls.refund?.(act)) === true }),
      json,
    ),
  ]
  return routes.map((route) => guarded(route, { token, session }))

  /** A move of the clock; the answer says in which chats the bot has written meanwhile. */
  function turn<T>(name: string, schema: z.ZodType<T>, move: (ask: T) => Promise<unknown> | undefined): Route {
    async function act(ask: T): Promise<{ told: string[] }> {
      const told = watchChats(connector)
      await move(ask)
      return { told: told() }
    }
    return post(name, schema, act, json)
  }
}

function get(name: string, look: (query: URLSearchParams) => Promise<unknown>): Route {
  return { method: 'GET', path: `/sandbox/${name}`, handle: async ({ query }) => json(await look(query)) }
}
