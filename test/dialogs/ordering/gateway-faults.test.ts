import assert from 'node:assert/strict'
import type { Order } from '../../../store/orders/order.ts'
import { textOf } from '../../support/conversation.ts'
import { reviewOnStripe } from '../../support/on-stripe.ts'
import { reviewStage } from '../../support/review-stage.ts'

type OnStripe = Awaited<ReturnType<typeof reviewOnStripe>>

async function beats({ stage }: Pick<OnStripe, 'stage'>, count: number, ms = 10_000) {
  for (let n = 0; n < count; n++) {
    stage.clock.advance(ms)
    await stage.runDue()
  }
}

const taken = ({ server }: OnStripe) => server.intents.filter((each) => each.status === 'succeeded').length
const lastOrder = async ({ stage }: Pick<OnStripe, 'stage'>) => (await stage.store.orders.ofPartner('tenant-one', 9))[0]

describe('purchase, while the gateway has faults of its own', () => {
  let world: OnStripe
  beforeEach(async () => {
    world = await reviewOnStripe()
  })
  afterEach(() => world.server.close())

  it('F52: a 500 that Stripe keeps under the key: asked again within the minute, told, and bought at once after it', async () => {
    const { person, server, stage } = world
    server.faults.push({ answer: 500, carriedOut: false, kept: true })
    assert.match(textOf(await person.press('Purchase')), /hasn’t answered about order .* Please don’t pay again/)
    const before = person.all().length
    await beats(world, 3)
    assert.match(textOf(person.all().slice(before)), /didn’t go through\. Nothing was charged/)
    assert.deepEqual([server.intents.length, (await lastOrder(world))?.state], [0, 'reviewed'])
    const [place] = await stage.store.subscriptions.ofPartner('tenant-one')
    assert.equal(place?.state, 'released')
    await person.press('Back to the review')
    assert.match(textOf(await person.press('Purchase')), /Your order is confirmed/)
    assert.equal(taken(world), 1)
  })

  for (const fault of [
    { answer: 500, carriedOut: true, kept: true },
    { answer: 503, carriedOut: true },
    'reset-after',
  ] as const)
    it(`F52: ${JSON.stringify(fault)}, though the money was taken → confirmed by itself, one charge`, async () => {
      world.server.faults.push(fault)
      await world.person.press('Purchase')
      await beats(world, 3)
      assert.match(textOf(world.person.all()), /Your order is confirmed/)
      assert.equal(taken(world), 1)
    })

  it('F52: 503 before anything was begun, again and again for an hour → closed, told, nothing taken', async () => {
    const { person, server } = world
    for (let n = 0; n < 4; n++) server.faults.push({ answer: 503, carriedOut: false })
    server.getFaults.push(...Array.from({ length: 300 }, () => 503))
    await person.press('Purchase')
    await beats(world, 6, 600_000)
    assert.equal((await lastOrder(world))?.state, 'unknown')
    server.getFaults.length = 0
    server.faults.length = 0
    await beats(world, 3)
    assert.equal((await lastOrder(world))?.state, 'reviewed')
    assert.match(textOf(person.all()), /didn’t go through/)
    assert.equal(taken(world), 0)
  })

  it('F52: a key that is in use says nothing yet; once it is through the order is paid', async () => {
    const { person, server, stage } = world
    let go = (): void => undefined
    server.faults.push({ holds: new Promise((resolve) => (go = resolve)) })
    const pressed = person.press('Purchase')
    while (server.posts('/v1/payment_intents').length === 0) await new Promise((resolve) => setImmediate(resolve))
    stage.clock.advance(60_000)
    const other = stage.runDue()
    while (server.posts('/v1/payment_intents').length < 2) await new Promise((resolve) => setImmediate(resolve))
    while ((await lastOrder(world))?.state !== 'unknown') await new Promise((resolve) => setImmediate(resolve))
    go()
    await Promise.all([pressed, other])
    await beats(world, 3)
    assert.equal((await lastOrder(world))?.state, 'fulfilled')
    assert.equal(taken(world), 1)
  })

  it('S3: its place is gone while a 500 is kept: never asked for again, and closed within the hour', async () => {
    const { person, server, stage } = world
    server.faults.push({ answer: 500, carriedOut: false, kept: true })
    await person.press('Purchase')
    const order = await lastOrder(world)
    assert.ok(order?.attempts[0])
    const place = await stage.store.subscriptions.get(order.attempts[0].subscriptionId)
    assert.ok(place)
    await stage.store.subscriptions.save(place, { ...place, state: 'released' })
    await beats(world, 6, 300_000)
    assert.equal((await lastOrder(world))?.state, 'reviewed')
    const asks = server.posts('/v1/payment_intents').filter(({ form }) => form.get('confirm') === 'true')
    assert.deepEqual([asks.length, taken(world)], [1, 0])
  })
})

describe('purchase, when the process stands still', () => {
  for (const where of ['before', 'after'] as const)
    it(`S3: two minutes, ${where} it is written that the gateway is asked: nothing is taken for a place that was given back`, async () => {
      const { stage, person } = await reviewStage()
      const { orders } = stage.store
      const { save } = orders
      let stood = false
      const standStill = async () => {
        stood = true
        stage.clock.advance(130_000)
        const [place] = await stage.store.subscriptions.heldBy('tenant-one')
        assert.ok(place)
        if (where === 'before') await stage.runDue()
        else await stage.store.subscriptions.save(place, { ...place, state: 'released' })
      }
      orders.save = async (before: Order, after: Order) => {
        const charges = !stood && after.state === 'charging'
        if (charges && where === 'before') await standStill()
        const saved = await save(before, after)
        if (charges && where === 'after') await standStill()
        return saved
      }
      await person.press('Purchase')
      await beats({ stage }, 3)
      assert.ok(stood)
      const order = await lastOrder({ stage })
      assert.deepEqual([order?.state, order?.attempts[0]?.state], ['reviewed', 'failed'])
      assert.match(textOf(person.all()), /didn’t go through/)
      orders.save = save
      await person.press('Back to the review')
      assert.match(textOf(await person.press('Purchase')), /Your order is confirmed/)
      assert.equal((await stage.store.tickets.ofPartner('tenant-one', undefined, 9)).length, 0)
    })
})
