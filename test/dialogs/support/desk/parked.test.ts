import assert from 'node:assert/strict'
import { again } from '../../../../store/database/again.ts'
import { askRefund } from '../../../../store/orders/refund-steps.ts'
import { acceptOrder } from '../../../../store/use-cases/orders/acceptance.ts'
import { requestParkedOrder } from '../../../../store/use-cases/tickets/opened-requests.ts'
import { stored } from '../../../../store/values/time.ts'
import { standingClock } from '../../../support/clock.ts'
import { textOf } from '../../../support/conversation.ts'
import { cardIn, type DeskStage, openDeskStage, text } from '../../../support/desk.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { jitteryDatabase } from '../../../support/jittery-database.ts'
import { chosen } from '../../../support/one-ticket.ts'
import { worldOf } from '../../../support/played-worlds.ts'
import { openChance } from '../../../support/random.ts'
import { gaveBack, moneyLines, proposed, refundLines } from '../../../support/refunds.ts'
import { heldOn, settled } from '../../../support/renewal-stage.ts'

/** A desk, and a purchase for which the gateway took 476.00 instead of 475.00. */
const parkedPurchase = worldOf('a desk with a parked purchase', async (database) => {
  const stage = await openDeskStage({ database })
  await stage.setUp()
  const person = stage.person({ locale: 'zh-TW' })
  await person.toReview({ country: 'US' })
  stage.payments.faults.nextCharge = 'wrong_amount'
  await person.press('purchase')
  await settled(stage, 2)
  return stage
})

/** The same of a renewal. */
const parkedRenewal = worldOf('a desk with a parked renewal', async (database) => {
  const stage = await openDeskStage({ database })
  await stage.setUp()
  const person = stage.person({ locale: 'zh-TW' })
  await person.toReview({ country: 'US' })
  await person.press('purchase')
  const held = await heldOn(stage)
  stage.payments.faults.nextCharge = 'wrong_amount'
  await held.goTo(held.term.end)
  return stage
})

type World = typeof parkedPurchase

async function deskOf(world: World, within = (database: Parameters<typeof jitteryDatabase>[0]) => database) {
  const kept = await world.together()
  const stage = await openDeskStage({ world: kept, database: within(kept.database) })
  return withAgents(stage)
}

function withAgents(stage: DeskStage) {
  const person = stage.person({ locale: 'zh-TW' })
  return { stage, person, one: stage.agent(), two: stage.agent('agent-two', 'Agent Two') }
}

async function parkedOrder({ store }: DeskStage) {
  const orders = await store.orders.ofPartner('tenant-one', 10)
  return orders.find((each) => each.attempts.at(-1)?.taken?.amount === 47_600) ?? assert.fail('none is parked')
}

async function states(stage: DeskStage) {
  const { state, subscriptionId, attempts } = await parkedOrder(stage)
  const held = await stage.store.subscriptions.get(subscriptionId ?? attempts.at(-1)?.subscriptionId ?? '')
  return [state, held?.state, held?.term?.number]
}

async function decided(desk: ReturnType<typeof withAgents>, deed: 'accept' | 'refund') {
  const choice = `${deed}:${(await parkedOrder(desk.stage))._id}`
  await proposed(desk.stage, desk.one, choice)
  return desk.two.press(await chosen(desk.stage, desk.two, choice), 'Confirm')
}

describe('parked money at the desk', () => {
  it('the request and its panel say what was taken and what was expected, and offer both ends', async () => {
    const desk = await deskOf(parkedPurchase)
    const { card, thread } = desk.stage.liveCard(1)
    assert.match(JSON.stringify(card), /USD.476.00 was taken, USD.475.00 was expected/)
    const panel = JSON.stringify(cardIn(await desk.one.say('more', thread)))
    assert.match(panel, /Accept the payment of order \S+ \(USD.476.00\)/)
    assert.match(panel, /Return the money of order \S+ \(USD.476.00\)/)
    const effect = JSON.stringify(await chosen(desk.stage, desk.one, `accept:${(await parkedOrder(desk.stage))._id}`))
    assert.match(effect, /USD.476.00 was taken .* USD.475.00 was expected.*from November 23, 2026 to November 23, 2027/)
    assert.match(effect, /A second agent has to confirm/)
  })

  it('F73: while it is undecided its place is held, and nobody pays for it twice', async () => {
    const { stage, person } = await deskOf(parkedPurchase)
    for (let hour = 0; hour < 30; hour++) {
      stage.clock.advance(3_600_000)
      await stage.runDue()
    }
    assert.deepEqual(await states(stage), ['parked', 'pending', undefined])
    const colleague = stage.person({ id: 'purchaser-two', name: 'Purchaser Two' })
    for (const each of [person, colleague]) await each.say('offers')
    const orders = await stage.store.orders.ofPartner('tenant-one', 10)
    assert.equal(orders.filter((each) => each.attempts.length > 0).length, 1)
  })

  for (const [name, world, term] of [
    ['purchase', parkedPurchase, 1],
    ['renewal', parkedRenewal, 2],
  ] as const) {
    it(`accepted by two: the ${name} is set up, with a receipt of what was taken, and the partner told`, async () => {
      const desk = await deskOf(world)
      const { stage, person } = desk
      await decided(desk, 'accept')
      await settled(stage, 2)
      assert.deepEqual(await states(stage), ['fulfilled', 'active', term])
      assert.deepEqual(await moneyLines(desk, 1), ['accept-proposed 47600', 'accepted 47600'])
      assert.equal(await gaveBack(desk), 0)
      assert.match(textOf(await person.say('收據')), /USD.476.00/)
      const told = (await stage.store.deliveries.newest(20)).filter((each) => each.kind === 'renewed')
      // What time has bought is told to everybody concerned, in their working hours.
      if (name === 'renewal') assert.equal(told.length, 1)
      else assert.match(textOf(person.all()), /的付款 USD.476.00 已接受/)
      const audits = await stage.store.audits.ofPartner('tenant-one', 50)
      assert.equal(audits.filter((each) => each.what === 'accepted').length, 1)
      const panel = JSON.stringify(await desk.one.say('more', stage.liveCard(1).thread))
      assert.doesNotMatch(panel, /Accept the payment/)
    })

    it(`given back by two: all that was taken for the ${name}, the partner told, its place free`, async () => {
      const desk = await deskOf(world)
      const { stage, person } = desk
      await decided(desk, 'refund')
      await settled(stage, 5)
      const order = await parkedOrder(stage)
      assert.equal(order.state, 'refunded')
      assert.deepEqual(refundLines(order), ['desk 47600 refunded'])
      assert.equal(await gaveBack(desk), 47_600)
      assert.match(textOf(person.all()), /已退款 USD.476.00/)
      if (name === 'purchase') assert.deepEqual(await states(stage), ['refunded', 'released', undefined])
    })

    it(`in part: the rest of the ${name} stays parked, to be returned too`, async () => {
      const desk = await deskOf(world)
      const choice = `refund:${(await parkedOrder(desk.stage))._id}`
      await proposed(desk.stage, desk.one, choice, '1')
      await desk.two.press(await chosen(desk.stage, desk.two, choice), 'Confirm')
      assert.equal((await parkedOrder(desk.stage)).state, 'parked')
      const panel = JSON.stringify(cardIn(await desk.one.say('more', desk.stage.liveCard(1).thread)))
      assert.match(panel, /Return the money of order \S+ \(USD.475.00\)/)
      await decided(desk, 'refund')
      assert.equal((await parkedOrder(desk.stage)).state, 'refunded')
    })
  }

  it('a renewal does not expire over it; accepted after grace, its term follows without a gap', async () => {
    const desk = await deskOf(parkedRenewal)
    for (let day = 0; day < 40; day++) {
      desk.stage.clock.advance(86_400_000)
      await desk.stage.runDue()
    }
    assert.deepEqual(await states(desk.stage), ['parked', 'grace', 1])
    await decided(desk, 'accept')
    assert.deepEqual(await states(desk.stage), ['fulfilled', 'active', 2])
  })

  for (const won of [false, true])
    it(`the bank has taken it back: its place is free, and it can be paid anew${won ? '; won after that, it waits beside' : ''}`, async () => {
      for (const world of [parkedPurchase, parkedRenewal]) {
        const desk = await deskOf(world)
        const { stage, person } = desk
        const order = await parkedOrder(stage)
        for (const state of ['open', 'lost'] as const) await stage.payments.dispute(state)
        await stage.payments.idle()
        stage.clock.advance(180_000)
        await settled(stage, 2)
        const held = await stage.store.subscriptions.heldBy('tenant-one')
        assert.equal(held.length, order.renews ? 1 : 0)
        if (order.renews) assert.equal(await stage.store.orders.renewalOf(order.renews), undefined)
        if (!won) continue
        const other = { ...order, _id: 'ord-other', number: 'PO-OTHER', state: 'fulfilled' as const }
        const { parkedBecause: _parked, dispute: _dispute, ...anew } = other
        if (order.renews) assert.ok(await stage.store.orders.insert(anew))
        await stage.payments.dispute('won')
        await stage.payments.idle()
        await settled(stage, 2)
        const after = await stage.store.orders.get(order._id)
        assert.deepEqual([after?.state, after?.dispute?.state], ['parked', 'won'])
        assert.equal(after?.yielded, order.renews ? true : undefined)
        assert.ok(person)
      }
    })

  it('whose subscription was cancelled: it can only be returned', async () => {
    const desk = await deskOf(parkedRenewal)
    const { stage, one } = desk
    const before = await chosen(stage, one, `accept:${(await parkedOrder(stage))._id}`)
    const [held] = await stage.store.subscriptions.heldBy('tenant-one')
    assert.ok(held)
    const { live: _live, ...rest } = held
    await stage.store.subscriptions.save(held, { ...rest, state: 'cancelled' })
    assert.match(text(await one.press(before, 'Confirm')), /no payment here that could be accepted/)
    const panel = JSON.stringify(cardIn(await one.say('more', stage.liveCard(1).thread)))
    assert.doesNotMatch(panel, /Accept the payment/)
    await decided(desk, 'refund')
    assert.equal(await gaveBack(desk), 47_600)
  })

  for (const deed of ['accept', 'refund'] as const)
    it(`paid, and setting it up has failed for good: “${deed}” ends it too`, async () => {
      const stage = await openDeskStage()
      await stage.setUp()
      const desk = withAgents(stage)
      await desk.person.toReview({ country: 'US' })
      const { runNow } = stage.services
      stage.services.runNow = async (kind, about) => (kind === 'fulfil' ? undefined : runNow(kind, about))
      await desk.person.press('purchase')
      stage.services.runNow = runNow
      const [order] = await stage.store.orders.ofPartner('tenant-one', 5)
      assert.equal(order?.state, 'paid')
      const now = stored(stage.clock.now())
      await stage.store.jobs.claimOne(`fulfil:${order._id}`, now, 'token', now)
      await stage.store.jobs.bury(`fulfil:${order._id}`, 'token', 'Error')
      await requestParkedOrder(stage.services, order, 'given-up')
      await settled(stage, 2)
      const choice = `${deed}:${order._id}`
      await proposed(stage, desk.one, choice)
      await desk.two.press(await chosen(stage, desk.two, choice), 'Confirm')
      const after = await stage.store.orders.get(order._id)
      assert.equal(after?.state, deed === 'accept' ? 'fulfilled' : 'refunded')
      assert.equal(await gaveBack(desk), deed === 'accept' ? 0 : 47_500)
    })

  it('the same agent can’t confirm, and an old card decides nothing', async () => {
    const desk = await deskOf(parkedPurchase)
    const { stage, one, two } = desk
    const choice = `accept:${(await parkedOrder(stage))._id}`
    const old = await chosen(stage, two, choice)
    await proposed(stage, one, choice)
    assert.match(text(await one.press(await chosen(stage, one, choice), 'Confirm')), /second agent/)
    assert.match(text(await two.press(old, 'Confirm')), /not what your card showed/)
    assert.deepEqual(await states(stage), ['parked', 'pending', undefined])
  })

  it('accepted while it is returned at the gateway: what is back is refunded, whichever came first', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const chance = openChance(seed)
      const desk = await deskOf(parkedPurchase, (database) => jitteryDatabase(database, chance.next))
      const { stage, one, two } = desk
      const { _id, attempts } = await parkedOrder(stage)
      await proposed(stage, one, `accept:${_id}`)
      const card = await chosen(stage, two, `accept:${_id}`)
      const event = { id: `evt-${seed}`, kind: 'refund' as const, chargeId: attempts[0]?.chargeId ?? '' }
      await Promise.all([
        two.press(card, 'Confirm'),
        stage.payments.refundAct('whole_elsewhere').then(() => stage.onPaymentEvent(event)),
      ])
      await settled(stage, 3)
      assert.equal(await gaveBack(desk), 47_600)
      assert.equal((await states(stage))[0], 'refunded', `seed ${seed}`)
    }
  })

  it('accepted and returned by two agents at the same instant: one of the two, never both', async () => {
    const ends = new Set<string>()
    for (let seed = 1; seed <= 16; seed++) {
      const chance = openChance(seed)
      const desk = await deskOf(parkedPurchase, (database) => jitteryDatabase(database, chance.next))
      const { stage } = desk
      const order = await parkedOrder(stage)
      const by = { ticketId: (await stage.store.tickets.numbered(1))?._id ?? '', proposedBy: 'p1', confirmedBy: 'p2' }
      const accept = acceptOrder(stage.services, order, { ...by, seen: 'seen-to-accept' })
      const refund = again(async () => {
        const latest = await parkedOrder(stage)
        const money = { amount: 47_600, currency: 'USD' }
        const asked = askRefund(latest, { ...by, seen: 'seen-to-refund', money }, stored(stage.clock.now()))
        if (asked.ok) await stage.store.orders.save(latest, asked.value)
        return asked.ok
      })
      const [accepted, refunded] = await Promise.all([accept, refund.catch(() => false)])
      await stage.store.jobs.addAgain('refund', order._id, stored(stage.clock.now()))
      await settled(stage, 3)
      const [state] = await states(stage)
      ends.add(String(state))
      // What was accepted may be refunded after it, as any other order.
      if (!accepted.ok || !refunded) assert.equal(state, accepted.ok ? 'fulfilled' : 'refunded', `seed ${seed}`)
      assert.equal(await gaveBack(desk), refunded ? 47_600 : 0, `seed ${seed}`)
    }
    assert.ok(ends.has('refunded') || ends.has('fulfilled'))
  })

  for (const deed of ['accept', 'refund'] as const)
    for (const after of [false, true])
      it(`F40: killed ${after ? 'after' : 'before'} any write of the second “${deed}”: decided once, or not at all`, async () => {
        let points = 0
        for (let at = 1; at <= 40; at++) {
          const world = await parkedPurchase.apart()
          const [dying, clock] = [dyingDatabase(world.database), standingClock(world.at)]
          const first = withAgents(await openDeskStage({ world, database: dying.database, clock }))
          const choice = `${deed}:${(await parkedOrder(first.stage))._id}`
          await proposed(first.stage, first.one, choice)
          const card = await chosen(first.stage, first.two, choice)
          dying.dieAt(at, after)
          await first.two.press(card, 'Confirm').catch(() => undefined)
          if (dying.isSpared()) break
          points += 1
          clock.advance(16 * 60_000)
          const [second, third] = [await openDeskStage({ world, clock }), await openDeskStage({ world, clock })]
          await Promise.all([settled(second), settled(third)])
          const [state, held] = await states(second)
          const back = await gaveBack({ stage: second })
          const lines = await moneyLines({ stage: second }, 1)
          const done = state !== 'parked'
          assert.equal(back, state === 'refunded' ? 47_600 : 0, `write ${at}`)
          assert.deepEqual(
            [state, held],
            done ? (deed === 'accept' ? ['fulfilled', 'active'] : ['refunded', 'released']) : ['parked', 'pending'],
            `write ${at}`,
          )
          const ended = lines.filter((each) => each === 'accepted 47600' || each === 'refunded 47600')
          assert.equal(ended.length, done ? 1 : 0, `write ${at}: ${lines}`)
        }
        assert.ok(points >= 6 && points < 40, `${points} points`)
      })
})
