import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Sent } from '../../../../bot/teams/outcome.ts'
import type { Delivery } from '../../../../store/reminders/delivery.ts'
import { stored } from '../../../../store/values/time.ts'
import { textOf } from '../../../support/conversation.ts'
import { boughtStage, offStage, settled } from '../../../support/renewal-stage.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
type Stage = Awaited<ReturnType<typeof boughtStage>>

/** A year, a day at a time, at nine in the morning of the partner's zone. */
async function through(stage: Stage, from: number, to: number, each: (day: string) => Promise<void> = async () => {}) {
  for (let days = from; days <= to; days++) {
    const day = plus(stage.term.end, days)
    await stage.goTo(day, '09:05', 1)
    await each(day)
  }
}

const sentOn = (row: Delivery) =>
  Temporal.Instant.from(row.endedAt ?? row.dueAt)
    .toZonedDateTimeISO('Asia/Taipei')
    .toPlainDateTime()
    .toString()
    .slice(0, 16)
const state = (rows: Delivery[]) =>
  Object.fromEntries(rows.toSorted((a, b) => (b.step ?? 0) - (a.step ?? 0)).map((each) => [each.step, each.state]))

describe('reminders', () => {
  it('S16: auto-renew off → 60, 30, 14, 7, 1 days before and 1, 7, 23 after, on working days, from nine', async () => {
    const stage = await offStage()
    await through(stage, -66, 31)
    const rows = await stage.deliveries('reminder')
    assert.deepEqual(
      rows.toSorted((a, b) => (b.step ?? 0) - (a.step ?? 0)).map((each) => [each.step, each.state, sentOn(each)]),
      [
        [60, 'sent', '2027-09-24T09:05'],
        // Sunday, 24 October → Friday.
        [30, 'sent', '2027-10-22T09:05'],
        [14, 'sent', '2027-11-09T09:05'],
        [7, 'sent', '2027-11-16T09:05'],
        [1, 'sent', '2027-11-22T09:05'],
        [-1, 'sent', '2027-11-24T09:05'],
        [-7, 'sent', '2027-11-30T09:05'],
        [-23, 'sent', '2027-12-16T09:05'],
      ],
    )
    assert.deepEqual((await stage.deliveries('charge-notice')).length, 0)
  })

  it('S16: auto-renew on → a charge notice 30 and 7 days before, with amount, date and method, kept as proof', async () => {
    const stage = await boughtStage()
    await through(stage, -66, 1)
    const rows = await stage.deliveries('charge-notice')
    assert.deepEqual(state(rows), { 30: 'sent', 7: 'sent' })
    assert.deepEqual(await stage.deliveries('reminder'), [])
    for (const { said, activityId } of rows) {
      assert.deepEqual([said?.price, said?.on], [{ amount: 47500, currency: 'USD' }, '2027-11-23'])
      assert.match(said?.method ?? '', /Visa ending in 4242/)
      assert.match(said?.text ?? '', /November 23, 2027: USD 475\.00 will be charged to Visa ending in 4242/)
      assert.ok(activityId)
    }
  })

  it('S16: a card that will have expired by then: the notice says so, and where to change it', async () => {
    const stage = await boughtStage()
    const partner = await stage.store.partners.get('tenant-one')
    assert.ok(partner?.method)
    const { method } = partner
    await stage.store.partners.save(partner, { ...partner, method: { ...method, expires: '2027-10' } })
    await stage.goTo(plus(stage.term.end, -32), '09:05', 1)
    const said = textOf(stage.buyer.all().slice(-1))
    assert.match(said, /This card expires before the next charge on November 23, 2027/)
    assert.deepEqual(
      stage.buyer.lastCard().actions.map((each: { title: string }) => each.title),
      ['Change payment', 'Turn off auto-renew', 'View'],
    )
  })

  it('S25: in the person’s own language, whole', async () => {
    const stage = await offStage()
    await stage.buyer.say('language')
    await stage.buyer.press('繁體中文')
    const before = stage.buyer.all().length
    await through(stage, -66, 0)
    const said = textOf(stage.buyer.all().slice(before))
    assert.match(said, /提醒：行動套件/)
    assert.match(said, /3 天後提醒我/)
    assert.doesNotMatch(
      said.replaceAll(/"verb":"[\w-]+"|"(list|type|message|nonce)":"[^"]+"/g, ''),
      /Reminder|Renew\b|View/,
    )
  })

  it('S16: one message settles all steps that it merges: several missed in a downtime, several subscriptions', async () => {
    const stage = await offStage()
    await stage.goTo(plus(stage.term.end, -62), '09:05', 1)
    const before = stage.buyer.all().length
    await stage.goTo(plus(stage.term.end, -13), '09:05', 3)
    const rows = await stage.deliveries('reminder')
    assert.deepEqual(state(rows), { 60: 'sent', 30: 'sent', 14: 'sent' })
    assert.equal(new Set(rows.map((each) => each.activityId)).size, 1)
    assert.equal(stage.buyer.all().length - before, 1)
  })

  it('S16: over once renewed, and what an event has overtaken is not said after it', async () => {
    const stage = await offStage()
    await stage.goTo(plus(stage.term.end, -20), '09:05', 1)
    await stage.buyer.say('renew')
    for (const button of ['Next', 'Agree', 'Next', 'Purchase']) await stage.buyer.press(button)
    assert.equal((await stage.held())?.term?.number, 2)
    await through(stage, -15, 31)
    assert.deepEqual(
      (await stage.deliveries('reminder')).filter((each) => each.state === 'sent'),
      [],
    )
  })

  it('S16: at most one message a day; what comes later that day waits for the next working day', async () => {
    const stage = await offStage()
    await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
    const [first] = await stage.deliveries('reminder')
    assert.ok(first)
    const { activityId: _a, endedAt: _e, said: _s, message: _m, ...rest } = first
    await stage.store.deliveries.insert({ ...rest, _id: 'another', state: 'waiting', version: 1, tries: 0 })
    const before = stage.buyer.all().length
    await stage.runDue()
    assert.equal(stage.buyer.all().length, before)
    assert.equal((await stage.store.deliveries.get('another'))?.reason, 'one-a-day')
    await stage.goTo(plus(stage.term.end, -13), '09:05', 1)
    assert.equal((await stage.store.deliveries.get('another'))?.state, 'sent')
  })

  it('S16, F50: whoever died after Teams had refused the message has not used up the day', async () => {
    const answers: Sent[] = [{ outcome: 'failed', detail: '429', retryAfterMs: 1_000 }]
    const stage = await offStage({ post: async () => answers.shift() ?? { outcome: 'sent' } })
    await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
    const [refused] = await stage.deliveries('reminder')
    assert.deepEqual([refused?.state, refused?.reason], ['waiting', 'failed: 429'])
    // As it stands before the day is given back.
    const [day, message, now] = [`p1:${plus(stage.term.end, -14)}`, refused?.message ?? '', stored(stage.clock.now())]
    assert.ok(await stage.store.deliveryDays.claim(day, message, now, now))
    assert.ok(await stage.store.deliveryDays.use(day, message))
    await settled(stage, 2)
    const [sent] = await stage.deliveries('reminder')
    assert.deepEqual([sent?.state, sent && sentOn(sent).slice(0, 10)], ['sent', plus(stage.term.end, -14)])
  })

  it('S16: not into the middle of a dialog, and not outside working hours', async () => {
    const stage = await offStage()
    await stage.goTo(plus(stage.term.end, -14), '08:58', 1)
    await stage.buyer.say('join')
    await stage.buyer.say('turn off auto-renew')
    await stage.buyer.say('subscribe')
    stage.clock.advance(3 * 60_000)
    await stage.runDue()
    const [waiting] = await stage.deliveries('reminder')
    assert.deepEqual([waiting?.state, waiting?.reason], ['waiting', 'in-a-dialog'])
    stage.clock.advance(20 * 60_000)
    await stage.runDue()
    assert.equal((await stage.deliveries('reminder'))[0]?.state, 'sent')
    const late = await offStage()
    await late.goTo(plus(late.term.end, -15), '12:00', 1)
    await late.goTo(plus(late.term.end, -14), '20:00', 2)
    assert.deepEqual(
      (await late.deliveries('reminder')).map((each) => [each.state, each.reason]),
      [['waiting', 'out-of-hours']],
    )
  })

  const outcomes: [Sent, Delivery['state'], number][] = [
    [{ outcome: 'unknown', detail: '500' }, 'unknown', 1],
    [{ outcome: 'blocked', detail: '403' }, 'skipped', 1],
    [{ outcome: 'gone', detail: '404' }, 'skipped', 1],
    [{ outcome: 'too-big', detail: '413' }, 'failed', 1],
    [{ outcome: 'failed', detail: '400' }, 'failed', 1],
    [{ outcome: 'failed', detail: '429', retryAfterMs: 30_000 }, 'failed', 8],
  ]
  for (const [sent, expected, tries] of outcomes)
    it(`F43, F44, F46: ${sent.detail} → ${expected} after ${tries} ${tries > 1 ? 'tries' : 'try'}`, async () => {
      let posted = 0
      const stage = await offStage({
        post: async () => {
          posted += 1
          return sent
        },
      })
      await stage.goTo(plus(stage.term.end, -14), '09:05', 20)
      const [row] = await stage.deliveries('reminder')
      assert.deepEqual([row?.state, posted], [expected, tries])
      assert.match(row?.reason ?? '', new RegExp(sent.detail ?? ''))
      if (expected !== 'skipped') return
      const chat = await stage.store.conversations.get('p1')
      assert.equal(chat?.closedBecause, sent.outcome)
      assert.equal(
        (await stage.store.tickets.ofPartner('tenant-one', undefined, 9)).length,
        1,
        'nobody is left: the desk is told',
      )
      await stage.goTo(plus(stage.term.end, -7), '09:05', 2)
      assert.equal(posted, 1, 'no further tries until the person acts')
      await stage.buyer.say('help')
      await stage.goTo(plus(stage.term.end, -1), '09:05', 2)
      assert.equal(posted, 2)
    })

  it('F43: throttled for five minutes, each time with "in a second" → told when that is over, in few tries', async () => {
    let posted = 0
    const stage = await offStage({
      post: async () => {
        posted += 1
        const throttled = stage.clock.now().epochMilliseconds < Date.parse('2027-11-09T01:10:00Z')
        return throttled ? { outcome: 'failed', detail: '429', retryAfterMs: 1_000 } : { outcome: 'sent' }
      },
    })
    await stage.goTo(plus(stage.term.end, -14), '09:05', 0)
    for (let seconds = 0; seconds < 660; seconds += 5) {
      await stage.runDue()
      stage.clock.advance(5_000)
    }
    const [row] = await stage.deliveries('reminder')
    assert.deepEqual([row?.state, posted], ['sent', 7])
  })

  it('S16, F44: the ledger adds up, with a reason for everything that was not sent', async () => {
    const stage = await offStage()
    await through(stage, -66, 31)
    const runs = await stage.store.runs.newest(50)
    assert.ok(runs.length >= 8)
    for (const { _id } of runs) {
      const { planned, ...parts } = await stage.store.deliveries.tally(_id)
      assert.equal(
        planned,
        Object.values(parts).reduce((sum, each) => sum + each, 0),
      )
    }
    for (const row of await stage.deliveries()) assert.ok(row.state === 'sent' ? row.activityId : row.reason, row._id)
  })

  it('a run can be paused and resumed; stopped, what is left of it is suppressed', async () => {
    const stage = await offStage()
    await stage.goTo(plus(stage.term.end, -14), '01:00', 1)
    const [row] = await stage.deliveries('reminder')
    assert.ok(row)
    assert.ok(await stage.store.runs.set(row.run, 'paused'))
    await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
    assert.equal((await stage.store.deliveries.get(row._id))?.reason, 'paused')
    assert.ok(await stage.store.runs.set(row.run, 'stopped'))
    assert.equal(await stage.store.runs.set(row.run, 'running'), false)
    await stage.goTo(plus(stage.term.end, -14), '09:30', 1)
    const after = await stage.store.deliveries.get(row._id)
    assert.deepEqual([after?.state, after?.reason], ['suppressed', 'stopped'])
  })

  it('S16: to every purchaser and admin, not to viewers and guests', async () => {
    const stage = await offStage()
    for (const id of ['viewer-one', 'admin-two', 'guest-one']) await stage.person({ id, name: id }).say('help')
    for (const [id, change] of [
      ['admin-two', { role: 'admin' as const, standing: 'member' as const }],
      ['guest-one', { role: 'purchaser' as const, standing: 'guest' as const }],
    ] as const) {
      const found = await stage.store.people.known('tenant-one', id)
      assert.ok(found)
      await stage.store.people.save(found, { ...found, ...change })
    }
    await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
    const rows = await stage.deliveries('reminder')
    const people = await Promise.all(rows.map((each) => stage.store.people.get(each.personId)))
    assert.deepEqual(people.map((each) => each?.objectId).toSorted(), ['admin-two', 'purchaser-one'])
  })
})
