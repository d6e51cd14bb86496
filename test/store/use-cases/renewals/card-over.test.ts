import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { isCardOver } from '../../../../store/people/partner.ts'
import type { Behaviour } from '../../../bot/payments/stripe/fake/account.ts'
import { standingClock } from '../../../support/clock.ts'
import { openStage, textOf } from '../../../support/conversation.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { boughtOnStripe, reviewOnStripe } from '../../../support/on-stripe.ts'
import { worldOf } from '../../../support/played-worlds.ts'
import { type boughtStage, chargesIn, settled } from '../../../support/renewal-stage.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
const titles = (card: { actions: { title: string }[] }) => card.actions.map(({ title }) => title)

/** Day by day through grace: at night money is asked for, in the morning people are told. */
async function through(stage: Awaited<ReturnType<typeof boughtStage>>, from: number, to: number) {
  for (let day = from; day <= to; day++) {
    await stage.goTo(plus(stage.term.end, day), '00:11', 2)
    await stage.goTo(plus(stage.term.end, day), '09:05', 2)
  }
}

describe('a card that can’t be charged any more', () => {
  const FOR_GOOD: Record<string, Behaviour> = {
    stolen: { decline: 'stolen_card' },
    lost: { decline: 'lost_card' },
    'picked up': { decline: 'pickup_card' },
    'not to be tried again, as its network says': { decline: 'generic_decline', advice: 'do_not_try_again' },
  }
  for (const [what, behaviour] of Object.entries(FOR_GOOD))
    it(`S19: ${what} → asked once in all of grace; told so, and asked for another card each time`, async () => {
      const { stage, server } = await boughtOnStripe(behaviour)
      try {
        const before = stage.buyer.all().length
        await through(stage, 0, 30)
        const asks = server.posts('/v1/payment_intents')
        assert.equal(asks.length, 1)
        const said = stage.buyer
          .all()
          .slice(before)
          .map((each) => textOf([each]))
        assert.match(said[0] ?? '', /Another card is needed: Action Pack.*can’t be charged any more/s)
        assert.match(said[0] ?? '', /Once another card is on file, I’ll try that one on the next day/)
        assert.equal(said.filter((each) => /The card on file can’t be charged any more/.test(each)).length, 3)
        assert.match(said.at(-1) ?? '', /Expired: Action Pack/)
      } finally {
        await server.close()
      }
    })

  for (const [what, happens] of Object.entries({
    detached: async (server: Awaited<ReturnType<typeof boughtOnStripe>>['server'], method: string) =>
      server.client.paymentMethods.detach(method),
    'of a customer who was deleted': async (
      server: Awaited<ReturnType<typeof boughtOnStripe>>['server'],
      _method: string,
      customer: string,
    ) => server.client.customers.del(customer),
  }))
    it(`S19: ${what} → asked for another card; that one has its customer, and is tried on the next day`, async () => {
      const { stage, server, method, customer } = await boughtOnStripe()
      try {
        await happens(server, method.id, customer)
        const { buyer } = stage
        await stage.goTo(stage.term.end, '00:11', 2)
        await stage.goTo(stage.term.end, '09:05', 2)
        assert.match(textOf(buyer.all().slice(-1)), /Another card is needed.*can’t be charged any more/s)
        assert.deepEqual(titles(buyer.lastCard()), ['Renew', 'Change payment', 'View'])
        assert.match(textOf(await buyer.say('payment method')), /This card can’t be charged any more/)
        await buyer.say('change')
        const [session] = [...server.account.sessions.keys()]
        assert.ok(session)
        server.complete(session, {}, { last4: '4444' })
        const said = textOf(await buyer.say('done'))
        assert.match(said, /is now: Visa ending in 4444.*tried with it on November 24, 2027/s)
        await through(stage, 1, 1)
        assert.equal((await stage.held())?.term?.number, 2)
        const partner = await stage.store.partners.get('tenant-one')
        assert.equal(partner?.customer === customer, what === 'detached')
        assert.equal((await stage.store.tickets.ofPartner('tenant-one', undefined, 9)).length, 0)
      } finally {
        await server.close()
      }
    })

  it('S10: in a purchase: another card is asked for, the same one can’t be chosen, and no press charges it', async () => {
    const { stage, person, server } = await reviewOnStripe({ decline: 'stolen_card' })
    try {
      const old = person.find('Purchase').data
      assert.match(textOf(await person.press('Purchase')), /can’t be charged any more.*isn’t tried again/s)
      assert.deepEqual(titles(person.lastCard()), ['Change payment'])
      const [order] = await stage.store.orders.ofPartner('tenant-one', 9)
      await person.press('Change payment')
      for (const more of [{ review: order?.review }, { verb: 'use-method', review: undefined }])
        await person.execute({ ...old, ...more, nonce: `again-${more.verb}-of-the-card` })
      assert.equal(server.posts('/v1/payment_intents').length, 1)
      const session = [...server.account.sessions.keys()].at(-1)
      assert.ok(session)
      server.complete(session, {}, { last4: '4444' })
      await person.say('done')
      assert.match(textOf(await person.press('Purchase')), /Your order is confirmed/)
    } finally {
      await server.close()
    }
  })

  it('S16: the charge notice says that another card is needed; a card that its network replaced is another card', async () => {
    const { stage, server, method } = await boughtOnStripe()
    try {
      const partner = await stage.store.partners.get('tenant-one')
      assert.ok(partner?.method)
      const { id, last4, expires } = partner.method
      const cardOver = { id, last4, expires, code: 'stolen_card', at: partner.joinedAt }
      await stage.store.partners.save(partner, { ...partner, cardOver })
      Object.assign(server.account.methods.find((each) => each.id === method.id)?.card ?? {}, {
        ...{ last4, exp_year: Number(expires.slice(0, 4)), exp_month: Number(expires.slice(5)) },
      })
      await stage.goTo(plus(stage.term.end, -32), '09:05', 2)
      assert.match(
        textOf(stage.buyer.all().slice(-1)),
        /can’t be charged any more. Please add another card before then/,
      )
      Object.assign(server.account.methods.find((each) => each.id === method.id)?.card ?? {}, { exp_year: 2035 })
      await stage.goTo(plus(stage.term.end, -7), '09:05', 2)
      assert.match(textOf(stage.buyer.all().slice(-1)), /will be charged to Visa/)
    } finally {
      await server.close()
    }
  })

  it('S19: declined for good, then its network replaces it under the same id → the new one is charged on the next day of trying', async () => {
    const { stage, server, method } = await boughtOnStripe({ decline: 'expired_card' })
    try {
      await through(stage, 0, 0)
      assert.equal(server.posts('/v1/payment_intents').length, 1)
      Object.assign(server.account.methods.find((each) => each.id === method.id)?.card ?? {}, { exp_year: 2035 })
      server.account.behaviours.set(method.id, {})
      await stage.store.jobs.addAgain('card', 'tenant-one', stage.clock.now().toString({ fractionalSecondDigits: 3 }))
      await through(stage, 1, 3)
      assert.equal(server.posts('/v1/payment_intents').length, 2)
      assert.equal((await stage.held())?.term?.number, 2)
    } finally {
      await server.close()
    }
  })

  for (const done of [false, true])
    it(`F40: killed ${done ? 'after' : 'before'} any write of such a try → asked once, the place is free, the card is marked`, async () => {
      let died = 0
      for (let at = 1; at <= 40; at++) {
        const world = await withLostCard.apart()
        const [dying, clock] = [dyingDatabase(world.database), standingClock(world.at)]
        const first = await openStage({ world, database: dying.database, clock })
        const pressed = first.person().find('Purchase')
        dying.dieAt(at, done)
        await first
          .person()
          .execute(pressed.data)
          .catch(() => undefined)
        if (dying.isSpared()) break
        if (!dying.isDead()) continue
        died += 1
        const stage = await openStage({ world: { ...world, sent: first.adapter.sent }, clock })
        await settled(stage, 12)
        const asked = (await chargesIn(stage)).length
        const partner = await stage.store.partners.get('tenant-one')
        const [order] = await stage.store.orders.ofPartner('tenant-one', 9)
        assert.deepEqual(
          [asked <= 1, isCardOver(partner ?? {}, partner?.method), order?.state],
          [true, asked === 1, 'reviewed'],
          `killed at write ${at}`,
        )
        assert.deepEqual(await stage.store.subscriptions.heldBy('tenant-one'), [], `killed at write ${at}`)
      }
      assert.ok(died >= 4, `${died} deaths`)
    })
})

const withLostCard = worldOf('at the review with a card that is lost', async (database) => {
  const stage = await openStage({ database })
  await stage.person().toReview({ card: 'lost-card' })
  return stage
})
