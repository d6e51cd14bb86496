import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { textOf } from '../../../support/conversation.ts'
import { boughtOnStripe } from '../../../support/on-stripe.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

describe('the card on file, as it looks at the gateway', () => {
  let world: Awaited<ReturnType<typeof boughtOnStripe>>
  beforeEach(async () => {
    world = await boughtOnStripe()
  })
  afterEach(() => world.server.close())

  const atStripe = () => {
    const found = world.server.account.methods.find((each) => each.id === world.method.id)
    assert.ok(found)
    return found
  }
  const partner = () => world.stage.store.partners.get('tenant-one')
  const lastSaid = () => textOf(world.stage.buyer.all().slice(-1))

  it('S16: its network has replaced it → notice and charge name the new one, and the audit log says so once', async () => {
    const { stage } = world
    Object.assign(atStripe().card, { last4: '1881', exp_year: 2033, exp_month: 4 })
    await stage.goTo(plus(stage.term.end, -32), '09:05', 2)
    assert.match(lastSaid(), /will be charged to Visa ending in 1881 \(expires 04\/2033\)/)
    assert.deepEqual((await partner())?.method, { ...world.method, last4: '1881', expires: '2033-04' })
    await stage.goTo(plus(stage.term.end, -7), '09:05', 2)
    await stage.goTo(stage.term.end, '00:11', 3)
    const order = (await stage.store.orders.ofPartner('tenant-one', 9)).find((each) => each.automatic)
    assert.deepEqual([order?.state, order?.method?.last4], ['fulfilled', '1881'])
    const updates = (await stage.store.audits.ofPartner('tenant-one', 50)).filter(
      (each) => each.what === 'payment-method-updated',
    )
    assert.deepEqual(
      updates.map(({ facts }) => facts?.last4),
      ['1881'],
    )
  })

  it('S16: it is gone → the notice asks for another one, a month before it would have been charged', async () => {
    const { stage, server } = world
    await server.client.paymentMethods.detach(world.method.id)
    const before = stage.buyer.all().length
    await stage.goTo(plus(stage.term.end, -32), '09:05', 3)
    const said = textOf(stage.buyer.all().slice(before))
    assert.match(said, /can’t be charged any more. Please add another card before then/)
    assert.equal((await partner())?.cardOver?.code, 'gone-at-gateway')
    await stage.goTo(stage.term.end, '00:11', 3)
    assert.equal(server.posts('/v1/payment_intents').length, 0)
  })

  it('S16: it can’t be looked up → the notice names the card as it was', async () => {
    const { stage, server } = world
    server.getFaults.push(...Array.from({ length: 50 }, () => 503))
    await stage.goTo(plus(stage.term.end, -32), '09:05', 2)
    assert.match(lastSaid(), /will be charged to Visa ending in 4242/)
    assert.equal((await partner())?.cardOver, undefined)
  })

  it('a card that was replaced is taken off file, once nothing that has begun can need it', async () => {
    const { stage, server } = world
    await stage.buyer.say('payment method')
    await stage.buyer.say('change')
    const [session] = [...server.account.sessions.keys()]
    assert.ok(session)
    const added = server.complete(session, {}, { last4: '4444' })
    await stage.buyer.say('done')
    stage.clock.advance(4 * 86_400_000)
    await stage.runDue()
    assert.equal(atStripe().customer, world.customer)
    stage.clock.advance(2 * 86_400_000)
    await stage.runDue()
    assert.equal(atStripe().customer, null)
    assert.equal(added.customer, world.customer)
    assert.equal((await partner())?.method?.id, added.id)
  })
})
