import assert from 'node:assert/strict'
import type { DisputeState } from '../../../../store/orders/order.ts'
import { standingClock } from '../../../support/clock.ts'
import { openStage, type Stage } from '../../../support/conversation.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { boughtWorld, settled } from '../../../support/renewal-stage.ts'

const MOST_WRITES = 40
/** Longer than any lease: what a dead process was at is done by another one. */
const LEASES_MS = 16 * 60_000

/** After work: nobody is written to before the morning. */
const bought = boughtWorld({}, '2026-11-23T14:00:00Z')
const disputed = bought.andThen('a dispute', async (world) => {
  const stage = await openStage({ world })
  await stage.payments.dispute('open')
  return stage
})

/** What became of the dispute, counted. */
async function historyOf(stage: Stage) {
  const lines = await stage.store.audits.ofPartner('tenant-one', 100)
  const tickets = await stage.store.tickets.ofPartner('tenant-one', undefined, 9)
  const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
  return {
    state: String(subscription?.state),
    trail: lines
      .map((each) => each.what)
      .filter((what) => what.startsWith('dispute'))
      .toSorted(),
    tickets: tickets.map((each) => `${each.state}: ${each.entries.map(({ what }) => what).join(' ')}`),
    told: (await stage.store.deliveries.newest(9)).map((each) => `${each.kind} ${each.state}`).toSorted(),
  }
}

const OPEN = {
  ...{ state: 'frozen', trail: ['dispute-open'], tickets: ['open: opened dispute-open'] },
  told: ['dispute-open waiting'],
}
const ENDS: Record<DisputeState, Awaited<ReturnType<typeof historyOf>>> = {
  open: OPEN,
  won: {
    ...{
      state: 'active',
      trail: ['dispute-open', 'dispute-won'],
      tickets: ['withdrawn: opened dispute-open dispute-won'],
    },
    told: ['dispute-open waiting', 'dispute-won waiting'],
  },
  lost: {
    ...{
      state: 'frozen',
      trail: ['dispute-lost', 'dispute-open'],
      tickets: ['open: opened dispute-open dispute-lost'],
    },
    told: ['dispute-lost waiting', 'dispute-open waiting'],
  },
}

describe('a disputed payment, killed in the middle', () => {
  for (const last of ['open', 'won', 'lost'] as const)
    for (const done of last === 'lost' ? [false] : [false, true])
      it(`F40, F59: ${last}, killed ${done ? 'after' : 'before'} any write → told again, one of everything`, async () => {
        let points = 0
        for (let at = 1; at <= MOST_WRITES; at++) {
          const world = await (last === 'open' ? bought : disputed).apart()
          const [dying, clock] = [dyingDatabase(world.database), standingClock(world.at)]
          const first = await openStage({ world, database: dying.database, clock })
          dying.dieAt(at, done)
          await first.payments.dispute(last)
          await first.payments.idle()
          if (dying.isSpared()) break
          if (!dying.isDead()) continue
          points += 1
          const second = await openStage({ world, clock })
          // Nobody has answered the event: the gateway sends it again.
          clock.advance(LEASES_MS)
          await second.payments.catchUp()
          await second.payments.idle()
          await settled(second)
          assert.deepEqual(await historyOf(second), ENDS[last], `killed at write ${at}`)
        }
        assert.ok(points >= 6 && points < MOST_WRITES, `${points} writes were tried`)
      })

  it('F66: several instances told at once, of all that happened → what happened last', async () => {
    const world = await bought.apart()
    const clock = standingClock(world.at)
    const first = await openStage({ world, clock })
    const others = [await openStage({ world, clock }), await openStage({ world, clock })]
    const [order] = await first.store.orders.withReceipt('tenant-one', 0, 1)
    const chargeId = order?.attempts[0]?.chargeId ?? ''
    for (const state of ['open', 'lost', 'won'] as const) {
      await Promise.all([
        first.payments.dispute(state),
        ...others.map((each, i) => each.onPaymentEvent({ id: `${state}-${i}`, kind: 'dispute', chargeId })),
      ])
      await first.payments.idle()
    }
    await settled(first)
    const { state, trail, tickets } = await historyOf(first)
    assert.deepEqual([state, trail.length, tickets.length], ['active', 3, 1])
  })
})
