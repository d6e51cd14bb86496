import { isDeepStrictEqual } from 'node:util'
import { again } from '../../../store/database/again.ts'
import type { Collection } from '../../../store/database/collection.ts'
import { records } from '../../../store/database/records.ts'
import { type Clock, KeyReusedError } from '../../../store/use-cases/services.ts'
import { stored } from '../../../store/values/time.ts'
import type { Decline, SandboxOutcome } from './cards.ts'
import { type ChargeAsk, chargeAsked, isSettledBy, type SandboxCharge, sandboxCharge, succeeded } from './charge.ts'
import { type SandboxEvents, SEND_AGAIN } from './events.ts'
import { turned, turnsNext } from './refunds.ts'

/** The gateway's book of charges: one record for each key, changed by compare-and-set, each change told by an event. */
export function createSandboxLedger(options: {
  collection: Collection<SandboxCharge>
  clock: Clock
  newId: () => string
  events: SandboxEvents
}) {
  const { collection, clock, newId, events } = options
  const charges = records(collection, sandboxCharge)

  function told(charge: SandboxCharge): SandboxCharge {
    if (charge.state === 'unseen' || charge.state === 'processing') return charge
    const now = stored(clock.now())
    const takenAt = charge.takenAt ?? (charge.state === 'succeeded' ? now : undefined)
    return {
      ...charge,
      ...{ event: `sbe_${newId()}`, due: stored(clock.now().add(SEND_AGAIN)), movedAt: now },
      ...(takenAt ? { takenAt } : {}),
      ...(charge.dispute ? { dispute: { ...charge.dispute, at: charge.dispute.at ?? now } } : {}),
    }
  }

  async function insert(charge: SandboxCharge): Promise<boolean> {
    const inserted = await charges.insert(charge)
    if (inserted) events.deliverSoon({ kind: 'charge', record: charge })
    return inserted
  }

  /** Applies a rule to a charge until nobody else writes in between. A rule that changes nothing writes nothing. */
  async function change(key: string, rule: (charge: SandboxCharge) => SandboxCharge) {
    return again(async () => {
      const before = await charges.get(key)
      if (!before) return undefined
      const after = rule(before)
      if (after === before) return before
      const { turnsAt: _turnsAt, ...rest } = after
      const turnsAt = turnsNext(after)
      const saved = await charges.save(before, told({ ...rest, ...(turnsAt ? { turnsAt } : {}) }))
      events.deliverSoon({ kind: 'charge', record: saved })
      return saved
    })
  }

  async function settle(key: string): Promise<SandboxCharge | undefined> {
    return change(key, (charge) => turned(isSettledBy(charge, clock.now()) ? succeeded(charge) : charge, clock.now()))
  }

  return {
    change,
    /** A charge as it stands now, what was being processed settled if its time has come. */
    find: settle,

    /** Enters a charge, or finds the one that was entered under its key before: then the same ask gets the same answer. */
    async enter(ask: ChargeAsk, outcome: SandboxOutcome, decline: Decline) {
      const charge = told(chargeAsked(ask, outcome, decline, clock.now()))
      if (await insert(charge)) return { charge, isNew: true }
      // The call that had got lost arrives this time.
      const found = await change(ask.key, (before) => {
        if (before.state !== 'canceled' && !isDeepStrictEqual(essence(before.ask), essence(ask))) {
          throw new KeyReusedError('the key was used with another charge')
        }
        return before.state === 'unseen' ? succeeded(before) : before
      })
      if (!found) throw new Error('a charge has vanished')
      return { charge: found, isNew: false }
    },

    /** Remembers a key that must never be charged; false if there is a charge under it already. */
    async close(key: string, customer: string): Promise<boolean> {
      const ask = { key, money: { amount: 0, currency: 'XXX' }, methodId: '', customer, orderId: '', unattended: false }
      return charges.insert({ _id: key, version: 0, ask, state: 'canceled', refunds: [] })
    },

    /** Settles what is through by now and sends again what nobody took. */
    async catchUp(limit: number): Promise<void> {
      const due = await charges.list({ due: { $lte: stored(clock.now()) } }, { sort: { due: 1 }, limit })
      for (const charge of due) {
        if (isSettledBy(charge, clock.now())) await settle(charge._id)
        else await events.deliver({ kind: 'charge', record: charge })
      }
      const turning = await charges.list({ turnsAt: { $lte: stored(clock.now()) } }, { sort: { turnsAt: 1 }, limit })
      for (const charge of turning) await settle(charge._id)
    },
  }
}

/** What is asked for; what is told about it may be told in other words by a newer version. */
function essence({ about: _about, title: _title, ...rest }: ChargeAsk) {
  return rest
}

export type SandboxLedger = ReturnType<typeof createSandboxLedger>
