import assert from 'node:assert/strict'
import type { RefundAct } from '../../../../bot/payments/sandbox/refund-acts.ts'
import { REFUND_OUTCOMES } from '../../../../bot/payments/sandbox/refunds.ts'
import { refundsOf, returnedOf } from '../../../../store/orders/refunds-of.ts'
import { standingClock } from '../../../support/clock.ts'
import { openDeskStage } from '../../../support/desk.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { chosen, oneTicket } from '../../../support/one-ticket.ts'
import { type Chance, openChance } from '../../../support/random.ts'
import { firstOrder, gaveBack, proposed } from '../../../support/refunds.ts'
import { chargesIn, settled } from '../../../support/renewal-stage.ts'

const PAID = 47_500
const HOUR_MS = 3_600_000
const STEPS = 12
const HISTORIES = process.env.LONG ? 400 : 8
const FIRST_SEED = Number(process.env.SEED ?? 1)

const ACTS = ['whole_elsewhere', 'part_elsewhere', 'arrives', 'fails'] as const satisfies RefundAct[]
const WEBHOOKS = ['send', 'drop', 'double', 'reorder'] as const

/** A company that has paid, a desk with its request, and two instances of the bot, of which the first one may die. */
async function openHistory(chance: Chance) {
  const world = await oneTicket.apart()
  const clock = standingClock(world.at)
  const open = async () => {
    const dying = dyingDatabase(world.database)
    return { dying, stage: await openDeskStage({ world, database: dying.database, clock }) }
  }
  let first = await open()
  const second = await open()
  const some = () => (chance.often(0.5) ? first : second).stage

  async function deskRefund(): Promise<void> {
    const stage = some()
    const [one, two] = [stage.agent(), stage.agent('agent-two', 'Agent Two')]
    const choice = `refund:${(await firstOrder({ stage }))._id}`
    stage.payments.faults.nextRefund = chance.often(0.5) ? undefined : chance.pick(REFUND_OUTCOMES)
    const amount = chance.often(0.3) ? undefined : String(1 + chance.below(300))
    await proposed(stage, one, choice, amount)
    const cards = await Promise.all([two, two].map((agent) => chosen(stage, agent, choice)))
    await Promise.all(cards.map((card) => two.press(card, 'Confirm')))
  }

  async function atGateway(): Promise<void> {
    const stage = some()
    stage.payments.faults.webhooks = chance.pick(WEBHOOKS)
    await stage.payments.refundAct(chance.pick(ACTS))
    if (chance.often(0.7)) await stage.payments.idle()
  }

  async function timePasses(): Promise<void> {
    clock.advance(HOUR_MS * (1 + chance.below(60)))
    await first.stage.payments.catchUp().catch(() => undefined)
    await Promise.all([first, second].map(({ stage }) => stage.runDue().catch(() => undefined)))
  }

  async function step(): Promise<string> {
    const what = chance.pick(['desk', 'gateway', 'time', 'gateway', 'desk'])
    const kills = chance.often(0.3)
    if (kills) first.dying.dieAt(1 + chance.below(12), chance.often(0.5))
    const act = { desk: deskRefund, gateway: atGateway, time: timePasses }[what]
    // Who is refused, or has died, has done what he could.
    const failed = await act?.().then(
      () => '',
      () => '!',
    )
    if (kills) first = await open()
    return `${what}${kills ? '†' : ''}${failed}`
  }

  /** Nothing new happens: what is on its way arrives or fails, and the day's books are compared. */
  async function quiet(): Promise<void> {
    for (const { stage } of [first, second]) {
      stage.payments.faults.webhooks = 'send'
      stage.payments.faults.nextRefund = undefined
    }
    for (let day = 0; day < 8; day++) {
      clock.advance(24 * HOUR_MS)
      await second.stage.payments.catchUp()
      await second.stage.payments.idle()
      await settled(second.stage, 2)
    }
  }

  return { step, quiet, stage: second.stage }
}

describe('random histories of refunds', () => {
  it(`F72: refunds never give back more than was paid, and end as the gateway has them (${HISTORIES} of ${STEPS} steps)`, async () => {
    const ends = new Map<string, number>()
    for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
      const history = await openHistory(openChance(seed))
      const { stage } = history
      const done: string[] = []
      for (let step = 0; step < STEPS; step++) {
        done.push(await history.step())
        assert.ok((await gaveBack({ stage })) <= PAID, `seed ${seed}: ${done}`)
      }
      await history.quiet()
      const told = `seed ${seed}: ${done}`
      const order = await firstOrder({ stage })
      const [ours, back] = [refundsOf(order), await gaveBack({ stage })]
      const theirs = (await chargesIn(stage)).flatMap((each) => each.refunds)
      const open = (amounts: { amount: number; state: string }[]) =>
        amounts
          .filter((each) => each.state !== 'failed')
          .map((each) => `${each.amount} ${each.state}`)
          .toSorted()
      assert.deepEqual(
        open(ours.map(({ money, state }) => ({ amount: money.amount, state }))),
        open(theirs.map(({ amount, state = 'refunded' }) => ({ amount, state }))),
        told,
      )
      assert.equal(returnedOf(order)?.amount, back, told)
      assert.equal(order.state, back === PAID ? 'refunded' : 'fulfilled', told)
      const audits = await stage.store.audits.ofPartner('tenant-one', 200)
      const written = audits.filter((each) => each.what === 'refunded').length
      assert.ok(written >= ours.filter((each) => each.state === 'refunded').length, told)
      ends.set(order.state, (ends.get(order.state) ?? 0) + 1)
    }
    assert.ok(ends.size > 1 || HISTORIES < 4, JSON.stringify([...ends]))
  })
})
