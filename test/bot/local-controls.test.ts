import assert from 'node:assert/strict'
import { openControls } from '../../bot/local-controls.ts'
import { textOf } from '../support/conversation.ts'
import { boughtStage } from '../support/renewal-stage.ts'

async function controlledStage() {
  const stage = await boughtStage()
  const { clock, store, runDue } = stage
  const controls = openControls({
    clock: { ...clock, advance: async (ms) => clock.advance(ms) },
    store,
    gateway: { sandbox: stage.payments },
    runDue,
    graceDays: 30,
  })
  assert.ok(controls.clock?.toNextEvent && controls.clock.toRenewal && controls.deliveries && controls.jobs)
  const { advance, toNextEvent, toRenewal } = controls.clock
  return { ...stage, controls, advance, toNextEvent, toRenewal, shown: controls.deliveries }
}

describe('test clock', () => {
  it('S16, S19: from event to event: two charge notices, the renewal, the news of it', async () => {
    const stage = await controlledStage()
    const days: string[] = []
    for (let i = 0; i < 6; i++) days.push((await stage.toNextEvent())?.slice(0, 10) ?? '')
    assert.deepEqual(days.slice(0, 2), ['2027-10-22', '2027-11-16'])
    const said = textOf(stage.buyer.all())
    assert.match(said, /Upcoming charge: Action Pack/)
    assert.match(said, /Renewed: Action Pack/)
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('a year in one move: everything on its day, in order', async () => {
    const stage = await controlledStage()
    await stage.advance(370)
    const rows = (await stage.deliveries()).toSorted((a, b) => (a.endedAt ?? '').localeCompare(b.endedAt ?? ''))
    assert.deepEqual(
      rows.map((each) => [each.kind, each.state, each.endedAt?.slice(0, 10)]),
      [
        ['charge-notice', 'sent', '2027-10-22'],
        ['charge-notice', 'sent', '2027-11-16'],
        ['renewed', 'sent', '2027-11-23'],
      ],
    )
    assert.equal((await stage.shown()).length, 3)
  })

  it('S19: to the renewal, declined → told with Renew → another card → renewed', async () => {
    const stage = await controlledStage()
    stage.controls.nextCharge?.('decline')
    assert.equal(await stage.toRenewal(), '2027-11-22T16:10:00Z')
    await stage.toNextEvent()
    const said = textOf(stage.buyer.all().slice(-1))
    assert.match(said, /Payment declined: Action Pack.*try again on November 26, 2027/s)
    await stage.buyer.press('Renew')
    await stage.buyer.press('Next')
    await stage.buyer.press('Agree')
    await stage.buyer.press('Change')
    await stage.buyer.addCard('mastercard')
    await stage.buyer.press('Purchase')
    assert.equal((await stage.held())?.term?.number, 2)
    await stage.advance(40)
    assert.equal((await stage.charges()).filter((each) => each.state === 'succeeded').length, 2)
  })

  it('the jobs that wait are shown with their times', async () => {
    const stage = await controlledStage()
    stage.controls.nextCharge?.('decline')
    await stage.toRenewal()
    const jobs = (await stage.controls.jobs?.()) ?? []
    const [renew] = jobs.filter((each) => each.key.startsWith('renew:'))
    assert.equal(renew?.dueAt, '2027-11-25T16:10:00.000Z')
  })
})
