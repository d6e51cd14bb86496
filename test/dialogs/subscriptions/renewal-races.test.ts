import assert from 'node:assert/strict'
import { openDatabase } from '../../../store/open-database.ts'
import { bringUpToDate } from '../../../store/use-cases/subscriptions/current-subscriptions.ts'
import { standingClock } from '../../support/clock.ts'
import { colleague, colleagueOn, saidBy } from '../../support/colleague.ts'
import { openStage, textOf } from '../../support/conversation.ts'
import { jitteryDatabase, ticks } from '../../support/jittery-database.ts'
import type { Played } from '../../support/played-worlds.ts'
import { openChance } from '../../support/random.ts'
import { boughtStage, boughtWorld, chargesIn, heldOn, settled } from '../../support/renewal-stage.ts'
import { describeOnStores } from '../../support/stores.ts'

const DAY = 86_400_000
const TO_REVIEW = ['renew', 'next', 'agree', 'next']
/** Interleavings tried of each race; each seed is named when one of them fails. */
const SEEDS = process.env.LONG ? 300 : 25

type Bought = Awaited<ReturnType<typeof boughtStage>>

/** How it ended: term, auto-renew, money taken, what the audit log says of it, orders that nobody knows what to do with. */
async function endOf(stage: Pick<Bought, 'held' | 'store' | 'bank' | 'database'>) {
  const subscription = await stage.held()
  const charges = (await chargesIn(stage)).filter((each) => each.state === 'succeeded')
  const lines = await stage.store.audits.ofPartner('tenant-one', 100)
  const told = ['auto-renew-off', 'expired', 'renewed']
  const orders = stage.database.collection<{ _id: string; state: string }>('orders')
  const unsettled = { $in: ['charging', 'needs-customer', 'unknown', 'declined', 'paid', 'parked'] }
  return {
    term: subscription?.term?.number,
    state: subscription?.state,
    autoRenew: subscription?.autoRenew,
    charges: charges.length,
    trail: lines
      .map((each) => each.what)
      .filter((each) => told.includes(each))
      .toSorted(),
    unsettled: await orders.countDocuments({ state: unsettled }),
  }
}

const RENEWED = { term: 2, state: 'active', autoRenew: true, charges: 2, unsettled: 0 }

/** A copy of a world whose every answer takes a while of its own, and the two colleagues in it. */
async function jittery(seed: number, before: Played) {
  const chance = openChance(seed)
  const world = await before.together()
  const database = jitteryDatabase(world.database, chance.next)
  const stage = await openStage({ world: { ...world, database, bank: database } })
  return { chance, stage: { ...stage, ...(await heldOn(stage)) }, other: colleagueOn(stage, 'purchaser') }
}

/** Two colleagues, and the buyer at the review of a renewal, 300 days after Action Pack was bought. */
const atReview = boughtWorld().andThen('two colleagues, one at the review', async (world) => {
  const stage = await openStage({ world })
  await colleague(stage, 'purchaser')
  stage.clock.advance(300 * DAY)
  const { buyer } = await heldOn(stage)
  for (const typed of TO_REVIEW) await buyer.say(typed)
  return stage
})
const bothAtReview = atReview.andThen('the other at the review', async (world) => {
  const stage = await openStage({ world })
  for (const typed of TO_REVIEW) await colleagueOn(stage, 'purchaser').say(typed)
  return stage
})
const otherTurningOff = atReview.andThen('the other turning off', async (world) => {
  const stage = await openStage({ world })
  await colleagueOn(stage, 'purchaser').say('turn off auto-renew')
  return stage
})
const turningOff = boughtWorld().andThen('turning off', async (world) => {
  const stage = await openStage({ world })
  await (await heldOn(stage)).buyer.say('turn off auto-renew')
  return stage
})
const lastMoment = boughtWorld().andThen('at the review as grace ends', async (world) => {
  const stage = await openStage({ world })
  stage.clock.advance(Date.parse('2027-12-22T15:59:50Z') - stage.clock.now().epochMilliseconds)
  const { buyer } = await heldOn(stage)
  for (const typed of TO_REVIEW) await buyer.say(typed)
  return stage
})

describeOnStores('renewing at the same time', (open) => {
  it('of two colleagues in two instances one order wins, the other is shown it and pays nothing', async () => {
    const [database, bank, clock] = [await open(), await openDatabase({ memory: true }), standingClock()]
    const stage = await boughtStage({ database, bank, clock })
    const elsewhere = await openStage({ database, bank, clock })
    const other = await colleague(elsewhere, 'purchaser', { locale: 'zh-TW' })
    stage.clock.advance(300 * DAY)
    for (const typed of TO_REVIEW) await stage.buyer.say(typed)
    for (const typed of ['續約', '下一步', '同意', '下一步']) await other.say(typed)
    const [mine, theirs] = await Promise.all([stage.buyer.press('Purchase'), other.press('購買')])
    await settled(stage)
    assert.deepEqual(await endOf(stage), { ...RENEWED, trail: ['renewed'] })
    const order = await stage.store.orders.renewalOf({ subscriptionId: (await stage.held())?._id ?? '', term: 2 })
    const lost =
      (await stage.store.people.known('tenant-one', 'purchaser-one'))?._id === order?.personId ? theirs : mine
    assert.match(textOf(lost), /Nothing was charged for yours|您的訂單未收取任何款項/)
    assert.ok(textOf(lost).includes(order?.number ?? 'no order'), 'the winner’s order is named')
  })

  it('F28: 20 presses at once in two instances → one charge, one term', async () => {
    const [database, bank, clock] = [await open(), await openDatabase({ memory: true }), standingClock()]
    const stage = await boughtStage({ database, bank, clock })
    const elsewhere = await openStage({ database, bank, clock })
    stage.clock.advance(300 * DAY)
    for (const typed of TO_REVIEW) await stage.buyer.say(typed)
    const { data } = stage.buyer.find('Purchase')
    const phone = elsewhere.person()
    const presses = Array.from({ length: 20 }, (_, i) => (i % 2 ? phone : stage.buyer).execute(data))
    await Promise.all(presses)
    await settled(stage)
    assert.deepEqual(await endOf(stage), { ...RENEWED, trail: ['renewed'] })
  })
})

describe('races of a renewal', () => {
  it(`two colleagues, ${SEEDS} interleavings: one charge, one term, whoever wins`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { stage, other } = await jittery(seed, bothAtReview)
      await Promise.all([stage.buyer.press('Purchase'), other.press('Purchase')])
      await settled(stage)
      assert.deepEqual(await endOf(stage), { ...RENEWED, trail: ['renewed'] }, `seed ${seed}`)
    }
  })

  it(`S14, F59, F61: turned off against a renewal by hand, ${SEEDS} interleavings: a legal end, and what was said is true`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { stage, other } = await jittery(seed, otherTurningOff)
      await Promise.all([stage.buyer.press('Purchase'), other.press('confirm-turn-off')])
      const said = saidBy(other)
      await settled(stage)
      const { trail, ...end } = await endOf(stage)
      assert.deepEqual(end, RENEWED, `seed ${seed}: the renewal holds, before or after`)
      const offFirst = trail.length === 2
      assert.deepEqual(trail, offFirst ? ['auto-renew-off', 'renewed'] : ['renewed'], `seed ${seed}`)
      if (!offFirst)
        assert.match(said, /^Turn off auto-renew of Action Pack\?\nThe current term ends on November 23, 2028/)
    }
  })

  it(`S14, F61: turned off at the instant of the automatic renewal, ${SEEDS} interleavings: off and not charged, or renewed and on`, async () => {
    const ends = new Set<string>()
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { stage, chance } = await jittery(seed, turningOff)
      const pressed = stage.buyer.find('confirm-turn-off').data
      stage.clock.advance(Date.parse('2027-11-22T16:10:30Z') - stage.clock.now().epochMilliseconds)
      const wait = chance.below(1_500)
      await Promise.all([stage.runDue(), ticks(wait).then(() => stage.buyer.execute(pressed))])
      await settled(stage, 14)
      const { trail, unsettled, ...end } = await endOf(stage)
      ends.add(`${end.term} ${end.autoRenew}`)
      if (end.autoRenew) assert.deepEqual([end.term, end.charges], [2, 2], `seed ${seed}: renewed and on`)
      else
        assert.deepEqual(
          [end.term, end.charges, trail],
          [1, 1, ['auto-renew-off']],
          `seed ${seed}: off and not charged`,
        )
      assert.equal(unsettled, 0, `seed ${seed}`)
      if (end.autoRenew) assert.ok(trail.includes('renewed'), `seed ${seed}`)
    }
    assert.deepEqual([...ends].toSorted(), ['1 false', '2 true'], 'both legal ends are reached, and no other')
  })

  it(`S18: paid at the last moment of grace while it is written down as expired, ${SEEDS} interleavings: renewed, or expired and not charged`, async () => {
    const ends = new Set<string>()
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { stage, chance } = await jittery(seed, lastMoment)
      const id = (await stage.held())?._id ?? ''
      const over = async () => {
        await ticks(chance.below(60))
        stage.clock.advance(20_000)
        await bringUpToDate(stage.services, id)
      }
      await Promise.all([stage.buyer.press('Purchase'), over()])
      stage.clock.advance(5 * 60_000)
      await bringUpToDate(stage.services, id)
      await settled(stage)
      const { trail, ...end } = await endOf(stage)
      ends.add(String(end.state))
      const expired = { term: 1, state: 'expired', autoRenew: true, charges: 1, unsettled: 0 }
      assert.deepEqual(end, end.state === 'expired' ? expired : RENEWED, `seed ${seed}`)
      assert.deepEqual(trail, end.state === 'expired' ? ['expired'] : ['renewed'], `seed ${seed}`)
    }
    assert.deepEqual([...ends].toSorted(), ['active', 'expired'], 'both ends are reached')
  })
})
