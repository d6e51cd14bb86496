import assert from 'node:assert/strict'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { dyingDatabase } from '../../support/dying-database.ts'
import { worldOf } from '../../support/played-worlds.ts'

const MINUTE = 60_000
const MOST_WRITES = 30

/** A card was entered on the page that an order waits for, and the gateway's event of it never came. */
const entered = worldOf('a card is entered, and its event is lost', async (database) => {
  const stage = await openStage({ database })
  stage.payments.faults.webhooks = 'drop'
  await stage.person().toReview()
  return stage
})

async function later(stage: Pick<Stage, 'clock' | 'runDue'>, minutes: number): Promise<void> {
  stage.clock.advance(minutes * MINUTE)
  await stage.runDue()
}

async function endOf({ store, person }: Stage) {
  const partner = await store.partners.get('tenant-one')
  const order = await store.orders.openOf(
    'tenant-one',
    (await store.people.known('tenant-one', 'purchaser-one'))?._id ?? '',
  )
  const audits = await store.audits.ofPartner('tenant-one', 20)
  return {
    onFile: partner?.method?.last4,
    ofOrder: order?.method?.last4,
    audited: audits.filter((each) => each.what === 'payment-method-added').length,
    // The review itself, or, if the talk had gone on unsaid, how to come back to it.
    told: person()
      .all()
      .filter((each) => /"verb":"purchase"|The payment method was added/.test(textOf([each]))).length,
  }
}

const GOES_ON = { onFile: '4242', ofOrder: '4242', audited: 1, told: 1 }

describe('pages on which a payment method is added', () => {
  it('S9: one whose event never comes is looked up within minutes, and the talk goes on by itself', async () => {
    const stage = await openStage({ world: await entered.together() })
    assert.equal((await endOf(stage)).onFile, undefined)
    await later(stage, 2)
    assert.deepEqual(await endOf(stage), GOES_ON)
    await later(stage, 60 * 30)
    assert.deepEqual(await endOf(stage), { ...GOES_ON, ofOrder: undefined }, 'nothing is told twice')
  })

  it('S9: who says “done” first is told nothing more by the job, nor by an event that comes after all', async () => {
    const stage = await openStage({ world: await entered.together() })
    const person = stage.person()
    assert.match(textOf(await person.say('done')), /"verb":"purchase"/)
    const before = person.all().length
    await later(stage, 2)
    const [page] = await stage.database.collection('method-pages').find({}, { limit: 2 }).toArray()
    await stage.onPaymentEvent({ id: 'late', kind: 'method', sessionId: page?._id ?? '' })
    assert.equal(person.all().length, before)
  })

  it('S9: a page that nobody uses is looked at ever more rarely, and not at all once it has expired', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.say('join')
    await person.say('Partner One, US, Asia/Taipei')
    await person.say('payment method')
    await person.say('change')
    let looks = 0
    const { findMethod } = stage.services.payments
    stage.services.payments.findMethod = (sessionId) => {
      looks += 1
      return findMethod(sessionId)
    }
    for (let minutes = 0; minutes < 60 * 40; minutes += 5) await later(stage, 5)
    assert.ok(looks >= 20 && looks <= 40, `${looks} looks`)
    assert.deepEqual(await stage.store.jobs.waiting(5), [])
  })

  for (const done of [false, true])
    it(`F56: killed ${done ? 'after' : 'before'} any write of its event, the card is kept once and the person told`, async () => {
      let tried = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const world = await entered.apart()
        const dying = dyingDatabase(world.database)
        const first = await openStage({ world: { ...world, database: dying.database } })
        const [page] = await world.database.collection('method-pages').find({}, { limit: 1 }).toArray()
        dying.dieAt(at, done)
        const event = { id: 'evt-1', kind: 'method', sessionId: page?._id ?? '' } as const
        const answered = await first.onPaymentEvent(event).then(
          () => true,
          () => false,
        )
        if (dying.isSpared()) break
        tried = at
        const stage = await openStage({ world: { ...world, sent: first.adapter.sent, changed: first.adapter.changed } })
        // The gateway sends again what was not answered with 200, and only that.
        if (!answered) await stage.onPaymentEvent(event)
        for (let beats = 0; beats < 4; beats++) await later(stage, 1)
        const { told, ...end } = await endOf(stage)
        assert.deepEqual({ ...end, told: GOES_ON.told }, GOES_ON, `killed at write ${at}`)
        // Told and not written down as told, it is said once more: rather that than never.
        assert.ok(told === 1 || told === 2, `told ${told} times, killed at write ${at}`)
      }
      assert.ok(tried >= 4, `only ${tried} writes were tried`)
    })
})
