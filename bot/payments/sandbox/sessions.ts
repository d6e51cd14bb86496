import { type Collection, ConflictError } from '../../../store/database/collection.ts'
import { records } from '../../../store/database/records.ts'
import { type Clock, KeyReusedError, type Payments } from '../../../store/use-cases/services.ts'
import { stored } from '../../../store/values/time.ts'
import type { SandboxCard } from './cards.ts'
import { type SandboxEvents, SEND_AGAIN } from './events.ts'
import {
  customerOf,
  isOpenedBy,
  keyOfPublicId,
  methodIdOf,
  type SandboxSession,
  sandboxSession,
  sessionKey,
  sessionOfMethod,
} from './session.ts'

/** How long a hosted page can be used. */
const OPEN_FOR = { hours: 24 }

/** The hosted pages that are or were open, and the methods that were added on them. */
export function createSandboxSessions(options: {
  collection: Collection<SandboxSession>
  clock: Clock
  newId: () => string
  events: SandboxEvents
}) {
  const { collection, clock, newId, events } = options
  const sessions = records(collection, sandboxSession)

  function opened(kind: SandboxSession['kind'], key: string) {
    return {
      _id: sessionKey(kind, key),
      version: 0,
      kind,
      secret: newId(),
      expiresAt: stored(clock.now().add(OPEN_FOR)),
    }
  }

  async function insertOrGet(session: SandboxSession): Promise<SandboxSession> {
    if (await sessions.insert(session)) return session
    const found = await sessions.get(session._id)
    if (!found) throw new Error('a hosted page has vanished')
    return found
  }

  function isOver(session: SandboxSession): boolean {
    return session.expiresAt <= stored(clock.now())
  }

  /** Of two writers at once one wins; the other gets what the winner wrote. */
  async function save(before: SandboxSession, after: SandboxSession): Promise<SandboxSession> {
    try {
      return await sessions.save(before, after)
    } catch (error) {
      const newest = error instanceof ConflictError ? await sessions.get(before._id) : undefined
      if (!newest) throw error
      return newest
    }
  }

  return {
    async openMethod(ask: Parameters<Payments['openMethodPage']>[0]): Promise<SandboxSession> {
      const { key, partnerId, locale, returnUrl } = ask
      const customer = ask.customer ?? customerOf(partnerId)
      const session = await insertOrGet({ ...opened('method', key), partnerId, customer, locale, returnUrl })
      const same = session.partnerId === partnerId && session.customer === customer
      if (!same || session.locale !== locale || session.returnUrl !== returnUrl) {
        throw new KeyReusedError('the key was used for another page')
      }
      return session
    },

    /** The page follows the person's newest language; its link stays. */
    async openBank(ask: Parameters<Payments['openBankPage']>[0]): Promise<SandboxSession> {
      const { key, customer, locale, returnUrl } = ask
      const fresh: SandboxSession = { ...opened('bank', key), customer, locale, returnUrl, chargeKey: key }
      const session = await insertOrGet(fresh)
      if (session.locale === locale && session.returnUrl === returnUrl && !isOver(session)) return session
      return save(session, { ...session, locale, returnUrl, expiresAt: fresh.expiresAt })
    },

    /** The session that a link names; undefined if there is none, or its secret is another. */
    async find(id: string): Promise<SandboxSession | undefined> {
      const session = await sessions.get(keyOfPublicId(id))
      return session && isOpenedBy(session, id) ? session : undefined
    },

    isOver,

    /** Keeps brand, last four and expiry, and which test card it is. What was added first stays. */
    async add(session: SandboxSession, card: SandboxCard, expires: string): Promise<void> {
      if (session.added) return
      const { brand, number } = card
      const method = { id: methodIdOf(session), brand, last4: number.slice(-4), expires }
      const due = stored(clock.now().add(SEND_AGAIN))
      const after = { ...session, added: { method, card: card.id }, event: `sbe_${newId()}`, due }
      const saved = await save(session, after)
      if (saved.event === after.event) events.deliverSoon({ kind: 'session', record: saved })
    },

    /** A method and which test card it is; undefined unless it is this customer's. */
    async addedOf(methodId: string, customer: string): Promise<SandboxSession['added']> {
      const session = await sessions.get(sessionOfMethod(methodId))
      return session?.customer === customer && session.added?.method.id === methodId ? session.added : undefined
    },

    async catchUp(limit: number): Promise<void> {
      const due = await sessions.list({ due: { $lte: stored(clock.now()) } }, { sort: { due: 1 }, limit })
      for (const record of due) await events.deliver({ kind: 'session', record })
    },
  }
}
