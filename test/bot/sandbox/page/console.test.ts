import assert from 'node:assert/strict'
import { type ConsoleRig, openConsoleRig } from './console-rig.ts'

const RENEWAL = {
  key: 'renew:1',
  what: 'job.renew',
  about: { en: 'Action Pack', 'zh-TW': '行動套件' },
  at: '2026-11-24T08:00:00.000Z',
  state: 'waiting',
}

describe('the try-it page: what it asks and does', () => {
  let rig: ConsoleRig
  beforeEach(async () => {
    rig = await openConsoleRig()
  })
  afterEach(() => rig.close())

  it('says and presses for the person, and gives back what changed, at once or when it happens', async () => {
    assert.equal((await rig.post('install', { person: 'purchaser-one' })).status, 204)
    assert.equal((await rig.post('say', { person: 'purchaser-one', text: 'hello' })).status, 204)
    const first = await rig.look('events?after=0')
    assert.deepEqual(
      first.conversations['purchaser-one'].map((each: { text: string }) => each.text),
      ['hello'],
    )
    assert.deepEqual(first.people.map((each: { installed: boolean }) => each.installed).slice(0, 2), [true, false])
    const held = rig.look(`events?epoch=${first.epoch}&after=${first.after}`)
    await rig.post('change', { person: 'purchaser-one', locale: 'zh-TW' })
    const next = await held
    assert.deepEqual([next.people[0].locale, next.conversations['purchaser-one']], ['zh-TW', []])
    const otherProcess = await rig.look('events?epoch=another&after=999')
    assert.equal(otherProcess.conversations['purchaser-one'].length, 1)
  })

  it('F67: ends held requests when the server closes', async () => {
    const { epoch, after } = await rig.look('events?after=0')
    const held = rig.look(`events?epoch=${epoch}&after=${after}`)
    rig.closing.abort()
    assert.equal((await held).after, after)
    assert.equal((await rig.look(`events?epoch=${epoch}&after=${after}`)).after, after)
  })

  it('answers 400 to what is no request of its own, 409 to what is not on stage, and sends the bot nothing', async () => {
    const bad: [string, unknown][] = [
      ['say', { person: 'purchaser-one' }],
      ['say', { person: 'purchaser-one', text: '' }],
      ['say', { person: ['purchaser-one'], text: 'x' }],
      ['say', { person: 'purchaser-one', text: 'x', from: 'another' }],
      ['press', { person: 'purchaser-one', message: '1', action: 'x', trigger: 'manual' }],
      ['change', { person: 'purchaser-one', locale: 'not a locale' }],
      ['change', { person: 'purchaser-one', zone: 'Mars/Base' }],
      ['advance', { days: 0 }],
      ['outcome', { outcome: 'succeed' }],
      ['dispute', { state: 'open' }],
      ['install', null],
    ]
    for (const [name, body] of bad) assert.equal((await rig.post(name, body)).status, 400, name)
    const missing: [string, unknown][] = [
      ['install', { person: 'nobody' }],
      ['say', { person: 'purchaser-one', text: 'not added yet' }],
      ['press', { person: 'purchaser-one', message: '1', action: { type: 'Action.Submit' }, trigger: 'manual' }],
      ['install-team', { person: 'purchaser-one', channel: 'none' }],
    ]
    for (const [name, body] of missing) assert.equal((await rig.post(name, body)).status, 409, name)
    assert.equal(rig.endpoint.heard.length, 0)
  })

  it('shows of the controls what there is, and turns it', async () => {
    assert.deepEqual((await rig.look('stage')).shown, {
      clock: false,
      nextMessage: false,
      renewal: false,
      outcomes: [],
      disputes: [],
      refundOutcomes: [],
      refundActs: [],
      jobs: false,
      deliveries: false,
    })
    const turned: unknown[] = []
    await rig.open({
      clock: {
        now: () => '2026-11-23T08:00:00.000Z',
        advance: async (days) => {
          turned.push(days)
        },
        toNextMessage: async () => {
          turned.push('next')
          return undefined
        },
      },
      outcomes: ['succeed', 'decline'],
      nextCharge: (outcome) => turned.push(outcome),
      disputes: ['open', 'won'],
      dispute: async (state) => turned.push(state) > 0 && state === 'open',
      refundOutcomes: ['succeed', 'pending'],
      nextRefund: (outcome) => turned.push(outcome),
      refundActs: ['arrives', 'fails'],
      refund: async (act) => turned.push(act) > 0 && act === 'arrives',
      jobs: async () => [RENEWAL],
    })
    const { shown } = await rig.look('stage')
    assert.deepEqual(shown, {
      clock: true,
      nextMessage: true,
      renewal: false,
      outcomes: ['succeed', 'decline'],
      disputes: ['open', 'won'],
      refundOutcomes: ['succeed', 'pending'],
      refundActs: ['arrives', 'fails'],
      jobs: true,
      deliveries: false,
    })
    assert.deepEqual(await rig.look('behind'), {
      now: '2026-11-23T08:00:00.000Z',
      jobs: [RENEWAL],
    })
    await rig.post('advance', { days: 30 })
    await rig.post('next-message', {})
    await rig.post('outcome', { outcome: 'decline' })
    assert.equal((await rig.post('outcome', { outcome: 'free' })).status, 400)
    for (const [state, paid] of [
      ['open', true],
      ['won', false],
    ])
      assert.deepEqual(JSON.parse(String((await rig.post('dispute', { state })).body)), { paid })
    assert.equal((await rig.post('dispute', { state: 'free' })).status, 400)
    await rig.post('next-refund', { outcome: 'pending' })
    assert.equal((await rig.post('next-refund', { outcome: 'free' })).status, 400)
    for (const [act, done] of [
      ['arrives', true],
      ['fails', false],
    ])
      assert.deepEqual(JSON.parse(String((await rig.post('refund', { act })).body)), { done })
    assert.equal((await rig.post('refund', { act: 'free' })).status, 400)
    assert.deepEqual(turned, [30, 'next', 'decline', 'open', 'won', 'pending', 'arrives', 'fails'])
  })

  it('says in which chats the bot has written while the clock was turned', async () => {
    await rig.post('install', { person: 'purchaser-one' })
    await rig.post('say', { person: 'purchaser-one', text: 'hello' })
    const [{ conversation } = {}] = rig.endpoint.heard
    const place = `${rig.connector.url}v3/conversations/${encodeURIComponent(Object(conversation).id)}/activities`
    const body = JSON.stringify({ type: 'message', text: 'It renews tomorrow' })
    rig.open({
      clock: {
        now: () => '2026-11-23T08:00:00.000Z',
        advance: async () => void (await fetch(place, { method: 'POST', body })),
        toNextMessage: async () => undefined,
      },
    })
    const told = async (name: string, ask: unknown) => JSON.parse(String((await rig.post(name, ask)).body))
    assert.deepEqual(await told('advance', { days: 1 }), { told: ['purchaser-one'] })
    assert.deepEqual(await told('next-message', {}), { told: [] })
  })
})
