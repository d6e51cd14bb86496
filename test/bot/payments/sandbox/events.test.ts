import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { readEvent, SIGNATURE_HEADER, signature } from '../../../../bot/payments/sandbox/signature.ts'
import { signedEvent } from '../../../../bot/payments/stripe/signed-event.ts'
import { BadWebhookError } from '../../../../store/use-cases/services.ts'
import { openGateway, SECRET, START } from '../gateway.ts'

const RAW = Buffer.from('{"id":"sbe_1","type":"charge.changed","key":"order-1:1"}')

function readSigned(raw: Buffer) {
  return readEvent(signedEvent(raw, signature(raw, [SECRET], START), [SECRET], START))
}

describe('the sandbox gateway: signatures', () => {
  it('F55: signs the very bytes with the time, as HMAC-SHA256 over "t.raw"', () => {
    const time = START.epochMilliseconds / 1000
    const expected = createHmac('sha256', SECRET).update(`${time}.${RAW}`).digest('hex')
    assert.equal(signature(RAW, [SECRET], START), `t=${time},v1=${expected}`)
  })

  it('F55: takes a signature until it is 300 seconds old, or up to 60 seconds ahead', () => {
    const header = signature(RAW, [SECRET], START)
    for (const seconds of [0, 300, -60]) signedEvent(RAW, header, [SECRET], START.add({ seconds }))
    for (const seconds of [301, -61, 86_400, -3_600])
      assert.throws(() => signedEvent(RAW, header, [SECRET], START.add({ seconds })), BadWebhookError, `${seconds} s`)
  })

  it('F55: refuses an altered byte, anywhere', () => {
    const header = signature(RAW, [SECRET], START)
    for (let at = 0; at < RAW.length; at++) {
      const altered = Buffer.from(RAW)
      altered[at] = (altered[at] ?? 0) ^ 1
      assert.throws(() => signedEvent(altered, header, [SECRET], START), BadWebhookError)
    }
    assert.throws(() => signedEvent(Buffer.concat([RAW, Buffer.from(' ')]), header, [SECRET], START), BadWebhookError)
  })

  it('F55: refuses an absent, broken, foreign or empty signature, and an empty secret', () => {
    const time = START.epochMilliseconds / 1000
    const good = signature(RAW, [SECRET], START)
    const bad = [
      undefined,
      '',
      'garbage',
      `t=${time}`,
      `t=${time},v1=`,
      `t=${time},v1=zz`,
      `t=${time},v0=${good.split('v1=')[1]}`,
      good.replace(/^t=\d+/, 't=1e9'),
      good.replace(/^t=\d+/, `t=${time + 1}`),
      good.replace(/^t=\d+,/, ''),
      signature(RAW, ['another secret'], START),
      `t=${time},v1=${'0'.repeat(64)}`,
      'v1=,'.repeat(100_000),
    ]
    for (const header of bad) assert.throws(() => signedEvent(RAW, header, [SECRET], START), BadWebhookError, header)
    assert.throws(() => signedEvent(RAW, signature(RAW, [''], START), [''], START), BadWebhookError)
  })

  it('F55: takes either of two secrets while one goes out of use', () => {
    const both = [SECRET, 'the old one']
    for (const secret of both) signedEvent(RAW, signature(RAW, [secret], START), both, START)
    signedEvent(RAW, signature(RAW, both, START), ['the old one'], START)
    assert.throws(() => signedEvent(RAW, signature(RAW, ['a third'], START), both, START), BadWebhookError)
  })

  it('F55: refuses a signed body that is no event, and passes over events of unknown kinds', () => {
    for (const body of ['', 'null', '[]', '{}', '{"id":1,"type":"charge.changed"}', '{"id":"","type":"x"}', '\xff{'])
      assert.throws(() => readSigned(Buffer.from(body, 'latin1')), BadWebhookError, body)
    assert.deepEqual(readSigned(Buffer.from('{"id":"sbe_2","type":"card.expiring"}')), { id: 'sbe_2', kind: 'other' })
    assert.deepEqual(readSigned(RAW), { id: 'sbe_1', kind: 'charge', key: 'order-1:1', chargeId: 'sch_order-1:1' })
  })
})

describe('the sandbox gateway: events and faults', () => {
  it('sends each event signed, with an id of its own', async () => {
    const { payments, askOn, sent, events } = await openGateway()
    await payments.charge(await askOn('visa'))
    const ids = (await events()).map((event) => event.id)
    assert.equal(new Set(ids).size, 2)
    assert.ok(sent.every(({ headers }) => headers[SIGNATURE_HEADER]))
  })

  it('sends again, every half minute, what nobody took, until somebody does', async () => {
    const { payments, askOn, receiver, clock, events } = await openGateway()
    const ask = await askOn('visa')
    await payments.idle()
    receiver.answers = () => Promise.reject(new Error('down'))
    await payments.charge(ask)
    assert.equal((await events()).length, 2)
    await payments.catchUp()
    assert.equal((await events()).length, 2, 'not yet')
    clock.move({ seconds: 30 })
    await payments.catchUp()
    assert.equal((await events()).length, 3)
    receiver.answers = () => Promise.resolve()
    for (let round = 0; round < 3; round++) {
      clock.move({ seconds: 30 })
      await payments.catchUp()
    }
    const charges = (await events()).filter((event) => event.kind === 'charge')
    assert.equal(charges.length, 3)
    assert.equal(new Set(charges.map((event) => event.id)).size, 1, 'the same event each time')
  })

  it('sends what was not taken even after the gateway was started anew', async () => {
    const first = await openGateway()
    const ask = await first.askOn('visa')
    await first.payments.idle()
    first.receiver.answers = () => Promise.reject(new Error('down'))
    await first.payments.charge(ask)
    await first.payments.idle()
    first.clock.move({ seconds: 30 })
    const second = await openGateway({ database: first.database, clock: first.clock })
    await second.payments.catchUp()
    assert.deepEqual(
      (await second.events()).map((event) => event.kind),
      ['charge'],
    )
  })

  it('F56: an event can arrive before the call that caused it is answered', async () => {
    const { payments, timers, askOn, events } = await openGateway()
    const ask = await askOn('visa')
    payments.faults.nextCharge = 'slow'
    const answer = payments.charge(ask)
    let answered = false
    void answer.then(() => {
      answered = true
    })
    while ((await events()).length < 2) await new Promise((resolve) => setImmediate(resolve))
    assert.equal(answered, false)
    await timers.awaited(payments.faults.slowMs)
    timers.turn(payments.faults.slowMs)
    assert.equal((await answer).status, 'succeeded')
  })

  it('F56: doubles, drops and reorders events on request', async () => {
    const { payments, askOn, events, methodOf } = await openGateway()
    const ask = await askOn('visa')
    await payments.idle()

    payments.faults.webhooks = 'double'
    await payments.charge(ask)
    const doubled = (await events()).slice(1)
    assert.equal(doubled.length, 2)
    assert.equal(doubled[0]?.id, doubled[1]?.id)

    payments.faults.webhooks = 'drop'
    await payments.charge({ ...ask, key: 'order-2:1', orderId: 'order-2' })
    assert.equal((await events()).length, 3)

    payments.faults.webhooks = 'reorder'
    await payments.charge({ ...ask, key: 'order-3:1', orderId: 'order-3' })
    await payments.idle()
    await methodOf('mastercard')
    assert.deepEqual(
      (await events()).slice(3).map((event) => event.kind),
      ['method', 'charge'],
    )
  })

  it('F57: takes another amount than asked on request, once', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa')
    payments.faults.nextCharge = 'wrong_amount'
    const wrong = await payments.charge(ask)
    assert.ok(wrong.status === 'succeeded')
    assert.notDeepEqual(wrong.money, ask.money)
    const next = await payments.charge({ ...ask, key: 'order-2:1', orderId: 'order-2' })
    assert.deepEqual(next.status === 'succeeded' && next.money, ask.money)
  })

  it('overrides what a card says for the next charge, once', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa')
    const expected = {
      decline: 'declined',
      needs_customer: 'needs_customer',
      processing: 'processing',
      lost: 'unknown',
      lost_not_taken: 'unknown',
    } as const
    for (const [outcome, status] of Object.entries(expected)) {
      payments.faults.nextCharge = outcome as keyof typeof expected
      assert.equal((await payments.charge({ ...ask, key: `${outcome}:1` })).status, status)
      assert.equal(payments.faults.nextCharge, undefined)
    }
    assert.equal((await payments.charge({ ...ask, key: 'after:1' })).status, 'succeeded')
  })
})
