import assert from 'node:assert/strict'
import sinon from 'sinon'
import { signature } from '../../../bot/payments/sandbox/signature.ts'
import { webhookRoute } from '../../../bot/payments/webhook-route.ts'
import type { PaymentEvent } from '../../../store/use-cases/services.ts'
import { openGateway, SECRET } from './gateway.ts'

const RAW = Buffer.from('{"id":"sbe_1","type":"charge.changed","key":"order-1:1"}')

async function openRoute(onEvent: (event: PaymentEvent) => Promise<void> = () => Promise.resolve()) {
  const { payments, clock } = await openGateway()
  const ids = new Set<string>()
  const log = { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() }
  const handled = sinon.spy(onEvent)
  const isDone = sinon.spy(async (id: string) => ids.has(id))
  const done = sinon.spy(async (id: string) => {
    ids.add(id)
  })
  const route = webhookRoute({ payments, clock, isDone, done, onEvent: handled, log })
  function post(raw: Buffer, headers: Record<string, string | undefined> = {}) {
    const signed = { 'sandbox-signature': signature(raw, [SECRET], clock.now()), ...headers }
    const query = new URLSearchParams()
    return route.handle({ method: 'POST', path: route.path, query, headers: signed, body: raw, remote: '127.0.0.1' })
  }
  return { route, post, handled, isDone, done, log }
}

describe('POST /webhooks/payments', () => {
  it('acts on an event and answers 200 with nothing in it', async () => {
    const { route, post, handled } = await openRoute()
    assert.equal(`${route.method} ${route.path}`, 'POST /webhooks/payments')
    assert.deepEqual(await post(RAW), { status: 200 })
    assert.deepEqual(handled.args, [[{ id: 'sbe_1', kind: 'charge', key: 'order-1:1', chargeId: 'sch_order-1:1' }]])
  })

  it('F55: answers 400 to what is not signed or no event, keeps nothing, and logs no byte of it', async () => {
    const { post, handled, isDone, log } = await openRoute()
    assert.deepEqual(await post(RAW, { 'sandbox-signature': undefined }), { status: 400 })
    assert.deepEqual(await post(RAW, { 'sandbox-signature': 't=1,v1=00' }), { status: 400 })
    assert.deepEqual(await post(Buffer.from('canary 4242424242424242')), { status: 400 })
    assert.equal(handled.callCount + isDone.callCount, 0)
    assert.equal(log.warn.callCount, 3)
    assert.doesNotMatch(JSON.stringify(log.warn.args), /canary|4242|sbe_1/)
  })

  it('F56: acts once on an event that comes five times, at once or later', async () => {
    const { post, handled } = await openRoute()
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(RAW)))
    answers.push(await post(RAW))
    assert.ok(answers.every(({ status }) => status === 200))
    assert.equal(handled.callCount, 1)
  })

  it('F56: answers 500 to an event that could not be handled, and acts on it when it comes again', async () => {
    let broken = true
    const { post, handled, log } = await openRoute(async () => {
      if (broken) throw new Error('the store is away')
    })
    assert.deepEqual(await post(RAW), { status: 500 })
    broken = false
    assert.deepEqual(await post(RAW), { status: 200 })
    assert.deepEqual(await post(RAW), { status: 200 })
    assert.equal(handled.callCount, 2)
    assert.equal(log.error.callCount, 1)
  })

  it('F56: an event is noted as done after its effect, never before, and not at all when that fails', async () => {
    const { post, handled, done } = await openRoute()
    await post(RAW)
    assert.ok(done.calledOnceWithExactly('sbe_1') && done.calledAfter(handled))
    const failing = await openRoute(() => Promise.reject(new Error('the store is away')))
    await failing.post(RAW)
    assert.equal(failing.done.callCount, 0)
  })

  it('F62: answers 500 when it can’t be asked or noted whether the event is done, so that it is sent again', async () => {
    const { payments, clock } = await openGateway()
    const away = () => Promise.reject(new Error('the store is away'))
    const log = { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() }
    const headers = { 'sandbox-signature': signature(RAW, [SECRET], clock.now()) }
    const query = new URLSearchParams()
    const request = { method: 'POST', path: '', query, headers, body: RAW, remote: '' } as const
    const unasked = webhookRoute({ payments, clock, isDone: away, done: away, onEvent: away, log })
    assert.deepEqual(await unasked.handle(request), { status: 500 })
    const failing = webhookRoute({ payments, clock, isDone: async () => false, done: away, onEvent: away, log })
    assert.deepEqual(await failing.handle(request), { status: 500 })
    const onEvent = sinon.fake.resolves(undefined)
    const unnoted = webhookRoute({ payments, clock, isDone: async () => false, done: away, onEvent, log })
    assert.deepEqual(await unnoted.handle(request), { status: 500 })
    assert.equal(log.error.callCount, 3)
    assert.equal(onEvent.callCount, 1)
  })

  it('answers 200 to events that are none of ours, with one line, without keeping them', async () => {
    const { post, handled, isDone, log } = await openRoute()
    assert.deepEqual(await post(Buffer.from('{"id":"sbe_9","type":"account.updated"}')), { status: 200 })
    assert.equal(handled.callCount + isDone.callCount, 0)
    assert.equal(log.info.callCount, 1)
    assert.equal(log.warn.callCount + log.error.callCount, 0)
  })
})
