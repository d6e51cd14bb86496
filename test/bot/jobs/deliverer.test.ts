import assert from 'node:assert/strict'
import { standingClock } from '../../support/clock.ts'
import { openStage } from '../../support/conversation.ts'
import { ticks } from '../../support/jittery-database.ts'
import { NINE, peopleOf, remindAll } from '../../support/reminded-people.ts'
import { standingTimer } from '../../support/standing-timer.ts'
import { unpaced } from '../../support/unpaced.ts'

/** Nine o'clock, so many people to remind in each tenant; the first tenant's messages wait until it may speak. */
async function tenants(people: number[]) {
  let maySpeak = () => {}
  const speaking = new Promise<void>((resolve) => {
    maySpeak = resolve
  })
  let waits = () => {}
  /** The first tenant waits. */
  const waiting = new Promise<void>((resolve) => {
    waits = resolve
  })
  const timers = standingTimer()
  const stage = await openStage({
    clock: standingClock(NINE.toString()),
    timer: timers.timer,
    pace: {
      ...unpaced,
      async take(tenantId) {
        if (tenantId === 'tenant-0') {
          waits()
          await speaking
        }
        return () => undefined
      },
    },
  })
  await remindAll(stage.store, peopleOf(people), 'https://smba.trafficmanager.net/amer/')
  const sent = async () => (await stage.store.deliveries.tally('load')).sent
  /** Resolves when so many are sent. */
  async function sentAre(count: number): Promise<void> {
    while ((await sent()) < count) await ticks(1)
    assert.equal(await sent(), count)
  }
  return { ...stage, maySpeak, waiting, sentAre }
}

describe('deliverer', () => {
  it('F49: a tenant with much to hear keeps no other waiting, nor what comes due there later', async () => {
    const stage = await tenants([600, 3, 2])
    await stage.periodicTasks.deliveries()
    await stage.sentAre(5)
    const [first] = await stage.store.deliveries.ofRun('load', 'sent', '', 1)
    assert.ok(first)
    const { message: _message, activityId: _id, endedAt: _ended, said: _said, ...again } = first
    const other = { ...again, _id: 'later', kind: 'expired' as const, state: 'waiting' as const, version: 1 }
    await stage.store.deliveries.insert({ ...other, partnerId: 'tenant-1' })
    await stage.periodicTasks.deliveries()
    while ((await stage.store.deliveries.get('later'))?.state === 'waiting') await ticks(1)
    const ended = stage.end()
    stage.maySpeak()
    await ended
  })

  it('F67: told to stop, it begins nothing more and resolves when what is under way is finished', async () => {
    const stage = await tenants([100])
    await stage.periodicTasks.deliveries()
    await stage.waiting
    const ended = stage.end()
    stage.maySpeak()
    await ended
    const { sent, waiting, planned } = await stage.store.deliveries.tally('load')
    assert.ok(sent > 0 && sent <= 24, `${sent} of those that were under way`)
    assert.equal(sent + waiting, planned)
    await stage.periodicTasks.deliveries()
    assert.equal((await stage.store.deliveries.tally('load')).sent, sent)
  })
})
