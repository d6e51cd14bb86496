import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { turnOffAutoRenew } from '../../../../store/subscriptions/subscription.ts'
import { stored } from '../../../../store/values/time.ts'
import { boughtStage, offStage } from '../../../support/renewal-stage.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
type Bought = Awaited<ReturnType<typeof boughtStage>>

async function turnOff({ held, store, clock }: Bought) {
  const subscription = await held()
  assert.ok(subscription)
  await store.subscriptions.save(subscription, turnOffAutoRenew(subscription, 'p1', stored(clock.now())))
}

/** What the ladder has told, by person: step and state. */
async function told({ deliveries }: Bought) {
  const rows = await deliveries('reminder')
  return rows.map((each) => `${each.personId} ${each.step} ${each.state}`).toSorted()
}

describe('planning reminders: what changes after a day was planned', () => {
  for (const step of [14, 1])
    it(`S16: auto-renew turned off the evening before step ${step} → that step is told`, async () => {
      const stage = await boughtStage()
      // In Kiritimati the next day has begun: it is planned.
      await stage.goTo(plus(stage.term.end, -step - 1), '18:30', 1)
      await turnOff(stage)
      await stage.goTo(plus(stage.term.end, -step - 1), '20:00', 1)
      await stage.goTo(plus(stage.term.end, -step), '09:05', 1)
      assert.deepEqual(await told(stage), [`p1 ${step} sent`])
    })

  it('S16: turned off in the hours of a step’s day → no reminder at once of what has just been read', async () => {
    const stage = await boughtStage()
    await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
    await turnOff(stage)
    for (const time of ['11:00', '12:30', '14:00']) await stage.goTo(plus(stage.term.end, -14), time, 1)
    assert.deepEqual(await told(stage), [])
  })

  it('S16: somebody becomes a purchaser the evening before a step → they are reminded too', async () => {
    const stage = await offStage()
    const colleague = stage.person({ id: 'purchaser-two', name: 'Purchaser Two' })
    await colleague.install()
    await stage.goTo(plus(stage.term.end, -15), '18:30', 1)
    const known = await stage.store.people.known('tenant-one', 'purchaser-two')
    assert.ok(known)
    await stage.store.people.save(known, { ...known, role: 'purchaser', standing: 'member' })
    await stage.goTo(plus(stage.term.end, -15), '20:00', 1)
    await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
    assert.deepEqual(await told(stage), ['p1 14 sent', 'p2 14 sent'])
  })

  it('S16: in a zone far in the west, the same up to that morning there', async () => {
    const stage = await boughtStage({ zone: 'America/Los_Angeles' })
    await stage.goTo(plus(stage.term.end, -14), '05:00', 1)
    await turnOff(stage)
    await stage.goTo(plus(stage.term.end, -14), '07:00', 1)
    await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
    assert.deepEqual(await told(stage), ['p1 14 sent'])
  })

  it('S16: a partner with sixty purchasers → each of them is planned', async () => {
    const stage = await offStage()
    for (let n = 0; n < 59; n++) {
      const about = { partnerId: 'tenant-one', objectId: `purchaser-${n}`, role: 'purchaser' as const }
      await stage.store.people.meet({ ...about, firstSeenAt: stored(stage.clock.now()) })
    }
    await stage.goTo(plus(stage.term.end, -14), '08:00', 1)
    const rows = await stage.deliveries('reminder')
    assert.equal(new Set(rows.map((each) => each.personId)).size, 60)
  })
})
