import { Temporal } from 'temporal-polyfill'
import type { Collection } from '../../../store/database/collection.ts'
import { records } from '../../../store/database/records.ts'
import type {
  BookAsk,
  BookedCharge,
  BookedDispute,
  BookedRefund,
  BookPage,
  GatewayBooks,
} from '../../../store/use-cases/gateway-books.ts'
import { stored } from '../../../store/values/time.ts'
import { chargeIdOf, keyOfChargeId, type SandboxCharge, sandboxCharge } from './charge.ts'
import { foundRefunds } from './refunds.ts'

const PAGE = 100
const EARLIEST = stored(Temporal.Instant.fromEpochMilliseconds(0))

/**
 * The sandbox's books by list. A page holds what changed since the stretch began, in that order: what changes while it is
 * read stands at the end, and is read once more at the worst.
 */
export function createSandboxBooks(collection: Collection<SandboxCharge>): GatewayBooks {
  const { get, list } = records(collection, sandboxCharge)
  let indexed: Promise<unknown> | undefined

  async function page<R extends { at: string }>(ask: BookAsk, rowsOf: (charge: SandboxCharge) => R[]) {
    indexed ??= collection.createIndex({ movedAt: 1, _id: 1 }, { name: 'moved' })
    await indexed
    const [at = ask.from, id = ''] = ask.after?.split('|') ?? []
    const later = { movedAt: { $gte: at }, $or: [{ movedAt: { $gt: at } }, { movedAt: at, _id: { $gt: id } }] }
    const found = await list(later, { sort: { movedAt: 1, _id: 1 }, limit: PAGE })
    const last = found.length === PAGE ? found.at(-1) : undefined
    const rows = found.flatMap(rowsOf).filter((each) => each.at >= ask.from && each.at < ask.to)
    return { rows, ...(last ? { next: `${last.movedAt}|${last._id}` } : {}) } satisfies BookPage<R>
  }

  return {
    charges: (ask) => page(ask, chargeRow),
    refunds: (ask) => page(ask, refundRows),
    disputes: (ask) => page(ask, disputeRow),
    async refundsOf(chargeId) {
      const charge = await get(keyOfChargeId(chargeId))
      return charge ? refundRows(charge) : []
    },
    async charge(chargeId) {
      const charge = await get(keyOfChargeId(chargeId))
      return charge && chargeRow(charge)[0]
    },
  }
}

function chargeRow(charge: SandboxCharge): BookedCharge[] {
  const { _id: key, state, taken, takenAt = EARLIEST, ask } = charge
  if (state !== 'succeeded' || !taken) return []
  const { customer, orderId, methodId, about = {} } = ask
  return [
    {
      chargeId: chargeIdOf(key),
      key,
      customer,
      at: takenAt,
      money: taken,
      about: { ...about, order: orderId, method: methodId },
    },
  ]
}

function refundRows(charge: SandboxCharge): BookedRefund[] {
  const chargeId = chargeIdOf(charge._id)
  // What was given back before its day was kept is as old as the charge.
  const since = charge.takenAt ?? EARLIEST
  return foundRefunds(charge).map(({ id, key, at, money, state }) => {
    return { id, ...(key ? { key } : {}), chargeId, at: at > since ? at : since, money, state }
  })
}

function disputeRow({ _id: key, taken, takenAt = EARLIEST, dispute }: SandboxCharge): BookedDispute[] {
  if (!dispute || !taken) return []
  const { n, state, at = takenAt } = dispute
  return [{ id: `sdp_${n}`, chargeId: chargeIdOf(key), at, money: taken, state }]
}
