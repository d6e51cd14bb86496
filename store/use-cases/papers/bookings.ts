import { type Movement, movementsOf } from '../../orders/movements.ts'
import type { Order } from '../../orders/order.ts'
import { aboutCredit, aboutInvoice } from '../../orders/papers-owed.ts'
import type { Paper } from '../../papers/paper.ts'
import type { Store } from '../../store.ts'

const PAGE = 500

/** Money that moved without a paper: before a seller was set, parked, taken back by a bank, or just now. */
export type Unpapered = { order: Order; movement: Movement }

/** The papers of those days (civil dates, the last one too), in the order of their days and numbers. */
export async function* papersOfDays(store: Store, first: string, last: string): AsyncGenerator<Paper> {
  for (let skip = 0; ; skip += PAGE) {
    const page = await store.papers.ofDays(first, last, skip, PAGE)
    yield* page
    if (page.length < PAGE) return
  }
}

/** What else moved on those days (UTC). */
export async function* movedWithoutPaper(store: Store, first: string, last: string): AsyncGenerator<Unpapered> {
  let after: Order | undefined
  do {
    const page: Order[] = await store.orders.movedSince(`${first}T00:00:00.000Z`, after, PAGE)
    for (const order of page)
      for (const movement of movementsOf(order)) {
        const day = movement.at.slice(0, 10)
        if (day >= first && day <= last && !hasPaper(order, movement)) yield { order, movement }
      }
    after = page.length < PAGE ? undefined : page.at(-1)
  } while (after)
}

function hasPaper({ papers = [], _id }: Order, { kind, id }: Movement): boolean {
  const about = kind === 'paid' ? aboutInvoice(_id) : kind === 'refunded' ? aboutCredit(id) : undefined
  return papers.some((each) => each.about === about)
}
