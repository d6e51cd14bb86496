import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { standingClock } from '../../../support/clock.ts'
import { openStage, textOf } from '../../../support/conversation.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { jitteryDatabase, ticks } from '../../../support/jittery-database.ts'
import { openChance } from '../../../support/random.ts'
import { boughtStage, boughtWorld, chargesIn, heldOn, settled } from '../../../support/renewal-stage.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
const FORM = { problem: 'invoice', reason: 'not-needed', details: '', contact: 'chat' }
const MOST_WRITES = 40
const SEEDS = process.env.LONG ? 200 : 20

type Person = ReturnType<Awaited<ReturnType<typeof openStage>>['person']>

/** Up to the review of the request; nothing is sent yet. */
async function toSubmit(person: Person) {
  await person.say('cancel subscription')
  await person.press('cancellation')
  await person.press('cancellation', FORM)
}

/** The buyer asks on 22 November 2027, a day before the renewal. */
async function askedStage() {
  const stage = await boughtStage()
  await stage.goTo(plus(stage.term.end, -1), '12:00', 1)
  await toSubmit(stage.buyer)
  const sent = textOf(await stage.buyer.press('cancellation'))
  return { ...stage, sent, ticket: () => stage.store.tickets.numbered(1) }
}

const taken = async (stage: Parameters<typeof chargesIn>[0]) =>
  (await chargesIn(stage)).filter((each) => each.state === 'succeeded').length

describe('a renewal by itself, while the partner’s request to cancel is open', () => {
  it('S21: charges nothing on any day of grace, tells it once, and ends without a charge', async () => {
    const stage = await askedStage()
    for (let day = 0; day <= 29; day++) {
      await stage.goTo(plus(stage.term.end, day), '00:30', 2)
      assert.deepEqual([(await stage.held())?.state, (await stage.charges()).length], ['grace', 1], `day ${day}`)
    }
    await stage.goTo(plus(stage.term.end, 29), '23:30', 2)
    assert.equal((await stage.charges()).length, 1)
    await stage.goTo(plus(stage.term.end, 30))
    assert.deepEqual([(await stage.held())?.state, (await stage.charges()).length], ['expired', 1])
    const told = await stage.deliveries('not-renewed')
    assert.deepEqual(
      told.map((each) => each.because),
      ['asked-to-cancel'],
    )
  })

  it('S21: the review and the sent card say when it still renews, for how much, and turn auto-renew off at once', async () => {
    const stage = await askedStage()
    const says = [/still renews on November 23, 2027 for USD 475.00/, /nothing is charged automatically/, /"turn-off"/]
    for (const each of says) assert.match(stage.sent, each)
    const outlook = textOf(await stage.buyer.say('purchased offers'))
    assert.match(outlook, /would renew on November 23, 2027.*request 1 to cancel is open/)
  })

  it('S21: turned off from the review, the request is still there to be sent, and says that it is off', async () => {
    const stage = await boughtStage()
    await toSubmit(stage.buyer)
    await stage.buyer.press('turn-off')
    const after = textOf(await stage.buyer.press('confirm-turn-off'))
    assert.match(after, /Auto-renew is off: the term ends on November 23, 2027, and benefits stop on December 23, 2027/)
    assert.match(textOf(await stage.buyer.press('cancellation')), /Request 1/)
    assert.equal((await stage.held())?.autoRenew, false)
  })

  it('S21: on its day everybody concerned reads why nothing is charged, and what follows', async () => {
    const stage = await askedStage()
    await stage.goTo(stage.term.end, '00:30')
    await stage.goTo(plus(stage.term.end, 0), '10:30')
    const shown = stage.adapter.sent.map((each) => JSON.stringify(each.attachments ?? [])).join('\n')
    assert.match(shown, /Not charged for now: Action Pack/)
    assert.match(shown, /USD 475.00 is charged on the next day/)
  })

  for (const end of ['withdrawn', 'closed'] as const)
    it(`S21: ${end}, it is charged as due on the next day, and no paid day is lost`, async () => {
      const stage = await askedStage()
      await stage.goTo(plus(stage.term.end, 4), '12:00')
      if (end === 'withdrawn') await stage.buyer.say('withdraw')
      else await closeTicket(stage)
      assert.notEqual((await stage.ticket())?.live, true)
      await settled(stage)
      assert.equal((await stage.charges()).length, 1, 'not at the very moment')
      await stage.goTo(plus(stage.term.end, 5), '00:30')
      const held = await stage.held()
      assert.deepEqual([await taken(stage), held?.term?.number, held?.term?.start], [2, 2, stage.term.end])
    })

  it('S21: withdrawn on the last day of grace, it is charged that day: there is no other', async () => {
    const stage = await askedStage()
    await stage.goTo(plus(stage.term.end, 29), '20:00')
    await stage.buyer.say('withdraw')
    stage.clock.advance(15 * 60_000)
    await settled(stage)
    assert.deepEqual([await taken(stage), (await stage.held())?.term?.number], [2, 2])
  })

  it('S21: opened again, it waits again', async () => {
    const stage = await askedStage()
    await closeTicket(stage)
    await stage.buyer.say('reopen')
    await stage.goTo(plus(stage.term.end, 2))
    assert.deepEqual([await taken(stage), (await stage.held())?.state], [1, 'grace'])
  })

  it('S21: whoever renews by hand is not held up by it', async () => {
    const stage = await askedStage()
    await stage.goTo(plus(stage.term.end, 1), '12:00')
    for (const typed of ['renew', 'next', 'agree', 'next', 'Purchase']) await stage.buyer.say(typed)
    assert.deepEqual([await taken(stage), (await stage.held())?.term?.number], [2, 2])
  })

  it('S21: asked while the bank waits for somebody, the charge is called off, and counts as no try', async () => {
    const stage = await boughtStage()
    stage.payments.faults.nextCharge = 'needs_customer'
    await stage.goTo(stage.term.end)
    await toSubmit(stage.buyer)
    await stage.buyer.press('cancellation')
    assert.deepEqual((await stage.charges()).map((each) => each.state).toSorted(), ['canceled', 'succeeded'])
    await stage.goTo(plus(stage.term.end, 1), '12:00')
    await stage.buyer.say('withdraw')
    await stage.goTo(plus(stage.term.end, 2))
    assert.deepEqual([await taken(stage), (await stage.held())?.term?.number], [2, 2])
  })
})

async function closeTicket({ store, clock }: Awaited<ReturnType<typeof askedStage>>) {
  const now = clock.now().toString({ fractionalSecondDigits: 3 })
  const found = await store.tickets.numbered(1)
  assert.ok(found)
  const { openCancellation: _open, ...rest } = found
  const taken = await store.tickets.save(found, { ...rest, openCancellation: true, state: 'taken', agent: 'p9' })
  const { openCancellation: _still, ...over } = taken
  await store.tickets.save(taken, {
    ...{ ...over, state: 'closed', live: false, waitsFor: 'nobody' },
    ...{ closedAt: now, closeReason: 'kept', since: now },
  })
}

/** The buyer at Submit, a moment before the renewal is due. */
const atSubmit = boughtWorld().andThen('at Submit as the renewal is due', async (world) => {
  const stage = await openStage({ world })
  const { buyer, term } = await heldOn(stage)
  const due = Temporal.PlainDateTime.from(`${term.end}T00:10:30`).toZonedDateTime(term.zone)
  stage.clock.advance(due.epochMilliseconds - stage.clock.now().epochMilliseconds)
  await toSubmit(buyer)
  return stage
})

async function endOf(stage: Awaited<ReturnType<typeof openStage>>) {
  const { held } = await heldOn(stage)
  const orders = stage.database.collection<{ _id: string; state: string }>('orders')
  const unsettled = { $in: ['charging', 'needs-customer', 'unknown', 'declined', 'paid', 'parked'] }
  return {
    taken: await taken(stage),
    term: (await held())?.term?.number,
    unsettled: await orders.countDocuments({ state: unsettled }),
    requests: (await stage.store.tickets.ofPartner('tenant-one', undefined, 10)).map((each) => each.openCancellation),
  }
}

const CHARGED = { taken: 2, term: 2, unsettled: 0, requests: [true] }
const WAITS = { taken: 1, term: 1, unsettled: 0, requests: [true] }

describe('a request to cancel at the instant of the charge', () => {
  it('S21: charged just before it, or not charged at all while it is open; never half', async () => {
    const ends = new Set<number>()
    for (let seed = 1; seed <= SEEDS; seed++) {
      const chance = openChance(seed)
      const world = await atSubmit.together()
      const database = jitteryDatabase(world.database, chance.next)
      const stage = await openStage({ world: { ...world, database, bank: database } })
      const { buyer } = await heldOn(stage)
      const submit = async () => {
        await ticks(chance.below(600))
        await buyer.press('cancellation')
      }
      await Promise.all([submit(), stage.runDue()])
      stage.clock.advance(20 * 60_000)
      await settled(stage)
      const end = await endOf(stage)
      assert.deepEqual(end, end.taken === 2 ? CHARGED : WAITS, `seed ${seed}`)
      ends.add(end.taken)
    }
    assert.deepEqual([...ends].toSorted(), [1, 2], 'both ends were seen')
  })

  for (const [when, end] of [
    ['before', WAITS],
    ['after', CHARGED],
  ] as const)
    it(`S21: sent ${when} the gateway has taken it, which the record does not know yet → ${end.taken === 1 ? 'called off' : 'it holds'}`, async () => {
      const stage = await openStage({ world: await atSubmit.apart() })
      const { buyer } = await heldOn(stage)
      const { payments } = stage
      const charge = payments.charge.bind(payments)
      payments.charge = async (ask) => {
        payments.charge = charge
        if (when === 'before') await buyer.press('cancellation')
        const answer = await charge(ask)
        if (when === 'after') await buyer.press('cancellation')
        return answer
      }
      await settled(stage)
      stage.clock.advance(20 * 60_000)
      await settled(stage)
      assert.deepEqual(await endOf(stage), end)
    })

  for (const done of [false, true])
    it(`F40, S21: killed ${done ? 'after' : 'before'} any write of Submit, sent again → one request, and nothing is charged`, async () => {
      let points = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const world = await atSubmit.apart()
        const dying = dyingDatabase(world.database)
        const clock = standingClock(world.at)
        const first = await openStage({ world, database: dying.database, clock })
        const person = (await heldOn(first)).buyer
        dying.dieAt(at, done)
        await person.press('cancellation').catch(() => undefined)
        if (dying.isSpared()) break
        if (!dying.isDead()) continue
        points += 1
        const stage = await openStage({ world: { ...world, sent: first.adapter.sent }, clock })
        await (await heldOn(stage)).buyer.press('cancellation').catch(() => undefined)
        await settled(stage)
        const end = await endOf(stage)
        assert.deepEqual(end, WAITS, `killed at write ${at}`)
      }
      assert.ok(points >= 2, `only ${points} writes were tried`)
    })
})
