import assert from 'node:assert/strict'
import { describeOnStores } from '../../../support/stores.ts'
import { openGateway } from '../gateway.ts'

describeOnStores('the sandbox gateway’s books', (open) => {
  it('F51: are found by a process that comes after, charges and methods alike', async () => {
    const first = await openGateway({ database: await open() })
    const ask = await first.askOn('visa')
    const before = await first.payments.charge(ask)
    const second = await openGateway({ database: first.database })
    assert.deepEqual(await second.payments.findCharge(ask.key, ask.customer), before)
    assert.deepEqual(await second.payments.charge(ask), before)
    assert.equal((await second.payments.charge({ ...ask, key: 'order-2:1', orderId: 'order-2' })).status, 'succeeded')
  })

  it('F28: hold one charge of ten with one key at once', async () => {
    const { payments, askOn, events } = await openGateway({ database: await open() })
    const ask = await askOn('visa')
    const results = await Promise.all(Array.from({ length: 10 }, () => payments.charge(ask)))
    assert.deepEqual(new Set(results.map((each) => each.status)), new Set(['succeeded']))
    assert.equal((await events()).filter((event) => event.kind === 'charge').length, 1)
  })

  it('settle what is due, and tell of it until somebody takes it', async () => {
    const { payments, askOn, clock, receiver, events } = await openGateway({ database: await open() })
    const ask = await askOn('processing')
    await payments.charge(ask)
    await payments.idle()
    receiver.answers = () => Promise.reject(new Error('down'))
    clock.move({ seconds: 30 })
    await payments.catchUp()
    await payments.idle()
    receiver.answers = () => Promise.resolve()
    clock.move({ seconds: 30 })
    await payments.catchUp()
    await payments.catchUp()
    const told = (await events()).filter((event) => event.kind === 'charge')
    assert.equal(told.length, 2)
    assert.equal(new Set(told.map((event) => event.id)).size, 1)
    assert.equal((await payments.findCharge(ask.key, ask.customer)).status, 'succeeded')
  })

  it('close a key for good, and give money back once', async () => {
    const { payments, askOn } = await openGateway({ database: await open() })
    const ask = await askOn('visa')
    assert.equal((await payments.cancelCharge('order-9:1', ask.customer)).status, 'declined')
    assert.equal((await payments.charge({ ...ask, key: 'order-9:1' })).status, 'declined')
    const charge = await payments.charge(ask)
    assert.ok(charge.status === 'succeeded')
    const back = { key: 'refund-1', chargeId: charge.chargeId, money: ask.money }
    const both = await Promise.all([payments.refund(back), payments.refund(back)])
    assert.deepEqual(both, [{ status: 'refunded' }, { status: 'refunded' }])
    assert.deepEqual(await payments.refund({ ...back, key: 'refund-2' }), { status: 'failed', why: 'already-refunded' })
  })
})
