import type { SandboxCharge } from '../../bot/payments/sandbox/charge.ts'
import type { Database } from '../../store/database/collection.ts'
import type { BareAdapter } from './bare-adapter.ts'
import type { Stage } from './conversation.ts'
import { type Copyable, copyableDatabase } from './copyable-database.ts'
import { refuseScan } from './watched-database.ts'

/** Where a world had come to: its records, the gateway's books and its last charge, what had been said, and the time. */
export type World = Pick<BareAdapter, 'sent' | 'changed'> & {
  database: Database
  bank: Database
  charged: { _id: string; customer: string } | undefined
  at: string
}

/** A world that is played once, as soon as somebody asks for it; each asker gets a copy that goes its own way. */
export type Played = {
  /** The gateway's books lie among the bot's records. */
  together(): Promise<World>
  /** The gateway's books outlive the bot. */
  apart(): Promise<World>
  /** The world in which something more has happened. */
  andThen(name: string, play: (world: World) => Promise<Stage>): Played
}

const BOOKS = /^sandbox-/
const played = new Map<string, Promise<Ended>>()

/** The world of that name, from the first word on. */
export function worldOf(name: string, play: (database: Database) => Promise<Stage>): Played {
  return playedAs(name, async () => endOf(await copyableDatabase(refuseScan), play))
}

function playedAs(name: string, make: () => Promise<Ended>): Played {
  const end = () => {
    const known = played.get(name) ?? make()
    played.set(name, known)
    return known
  }
  return {
    async together() {
      const { records, ...rest } = await end()
      const { database } = await records.copy()
      return { ...rest, database, bank: database }
    },
    async apart() {
      const { records, ...rest } = await end()
      const own = await records.copy((each) => !BOOKS.test(each))
      const books = await records.copy((each) => BOOKS.test(each))
      return { ...rest, database: own.database, bank: books.database }
    },
    andThen: (more, play) =>
      playedAs(`${name}, then ${more}`, async () => {
        const { records, ...rest } = await end()
        return endOf(await records.copy(), (database) => play({ ...rest, database, bank: database }))
      }),
  }
}

type Ended = Awaited<ReturnType<typeof endOf>>

async function endOf({ database, copy }: Copyable, play: (database: Database) => Promise<Stage>) {
  const { payments, adapter, bank, clock } = await play(database)
  await payments.idle()
  const charges = await bank.collection<SandboxCharge>('sandbox-charges').find({}, { limit: 1_000 }).toArray()
  const last = charges.at(-1)
  return {
    records: await copy(),
    sent: [...adapter.sent],
    changed: new Map(adapter.changed),
    charged: last && { _id: last._id, customer: last.ask.customer },
    at: clock.now().toString(),
  }
}
