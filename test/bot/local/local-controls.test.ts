import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { openControls } from '../../../bot/local/local-controls.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import { JOB_KINDS } from '../../../store/database/job.ts'
import { delivery } from '../../../store/reminders/delivery.ts'
import { textOf } from '../../support/conversation.ts'
import { askedToCancel, openDeskStage, text } from '../../support/desk.ts'
import { boughtStage } from '../../support/renewal-stage.ts'

async function controlledStage(options: Parameters<typeof boughtStage>[0] = {}) {
  const stage = await boughtStage(options)
  const { clock, store, runDue } = stage
  const heard = () => stage.buyer.all().length
  const controls = openControls({
    clock: { ...clock, advance: async (ms) => clock.advance(ms) },
    store,
    gateway: { sandbox: stage.payments },
    runDue,
    watch: () => {
      const before = heard()
      return () => (heard() > before ? ['buyer'] : [])
    },
    catalogue: readCatalogue(),
  })
  assert.ok(controls.clock?.toNextMessage && controls.clock.toRenewal && controls.deliveries && controls.jobs)
  const { advance, toNextMessage, toRenewal } = controls.clock
  return { ...stage, controls, advance, toNextMessage, toRenewal, shown: controls.deliveries }
}

describe('test clock', () => {
  it('S16, S19: from message to message: two charge notices, the renewal, and nothing to press for in between', async () => {
    const stage = await controlledStage()
    const days: string[] = []
    const heard: unknown[] = []
    for (let i = 0; i < 3; i++) {
      days.push((await stage.toNextMessage())?.slice(0, 10) ?? '')
      heard.push(/"text":"([^:"]+): Action Pack"/.exec(textOf(stage.buyer.all().slice(-1)))?.[1])
    }
    assert.deepEqual(days, ['2027-10-22', '2027-11-16', '2027-11-23'])
    assert.deepEqual(heard, ['Upcoming charge', 'Upcoming charge', 'Renewed'])
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('S19: the bank waits for hours: one move to the message that says so', async () => {
    const stage = await controlledStage()
    assert.equal(stage.controls.outcome?.(), 'card')
    stage.controls.nextCharge?.('needs_customer')
    assert.equal(stage.controls.outcome?.(), 'needs_customer')
    assert.equal(await stage.toRenewal(), '2027-11-23T01:00:00Z')
    assert.match(textOf(stage.buyer.all().slice(-1)), /Confirm with your bank/)
    assert.equal(stage.controls.outcome?.(), 'card', 'used up')
  })

  it('S16: whoever lives elsewhere hears on the same working day, in their own morning', async () => {
    const stage = await controlledStage({ zone: 'America/Los_Angeles' })
    const colleague = stage.person({ id: 'admin-two', name: 'Admin Two', zone: 'Europe/London' })
    await colleague.install()
    const known = await stage.store.people.known('tenant-one', 'admin-two')
    assert.ok(known)
    await stage.store.people.save(known, { ...known, role: 'admin', standing: 'member' })
    await stage.advance(340)
    const rows = (await stage.deliveries('charge-notice')).toSorted((a, b) => a.personId.localeCompare(b.personId))
    assert.deepEqual(
      rows.map((each) => [each.personId, each.state, each.endedAt?.slice(0, 16)]),
      [
        ['p1', 'sent', '2027-10-22T16:00'],
        ['p2', 'sent', '2027-10-22T08:00'],
      ],
    )
  })

  it('has nothing to say where nothing is held', async () => {
    const stage = await controlledStage()
    const subscription = await stage.held()
    assert.ok(subscription)
    await stage.store.subscriptions.save(subscription, { ...subscription, state: 'cancelled' })
    assert.equal(await stage.toNextMessage(), undefined)
    assert.equal(await stage.toRenewal(), undefined)
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
    assert.equal(await stage.toRenewal(), '2027-11-23T01:00:00Z')
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

  it('what the bank takes back is told next, on the next working day at the latest', async () => {
    const stage = await controlledStage()
    await stage.payments.dispute('open')
    await stage.toNextMessage()
    assert.match(textOf(stage.buyer.all().slice(-1)), /disputed|dispute/i)
    const opened = stage.clock.now().epochMilliseconds
    await stage.payments.dispute('lost')
    await stage.toNextMessage()
    assert.match(textOf(stage.buyer.all().slice(-1)), /taken back|reversed/i)
    assert.ok(stage.clock.now().epochMilliseconds - opened < 3 * 86_400_000)
  })

  it('a reminder of the desk is a message too', async () => {
    const stage = await openDeskStage()
    await stage.setUp()
    await askedToCancel(stage)
    await stage.runDue()
    const { clock, store, payments, runDue } = stage
    const controls = openControls({
      ...{ store, runDue, catalogue: readCatalogue(), gateway: { sandbox: payments } },
      clock: { ...clock, advance: async (ms) => clock.advance(ms) },
      watch: () => {
        const before = stage.inChannel().length
        return () => (stage.inChannel().length > before ? ['desk'] : [])
      },
    })
    assert.equal(await controls.clock?.toNextMessage?.(), clock.now().toString())
    assert.match(text(stage.inChannel().slice(-1)), /Request 1 waits for its first reply, due by/)
    assert.equal(clock.now().toString(), '2026-11-23T14:00:00Z')
  })

  it('jobs and messages are shown in words: what, of what, for whom, when; each word is there in both languages', async () => {
    const stage = await controlledStage()
    stage.controls.nextCharge?.('decline')
    await stage.toRenewal()
    const jobs = (await stage.controls.jobs?.()) ?? []
    assert.deepEqual(
      jobs.map(({ what, at, about }) => [what, at, about.en]),
      [
        ['job.renew', '2027-11-25T16:10:00.000Z', 'Action Pack · Partner One'],
        ['job.lapse', '2027-12-22T16:00:00.000Z', 'Action Pack · Partner One'],
      ],
    )
    const told = await stage.shown()
    assert.deepEqual(
      told.map(({ what, state, about }) => [what, state, about['zh-TW']]),
      [
        ['delivery.declined', 'sent', '行動套件 · Partner One · Purchaser One'],
        ['delivery.charge-notice', 'sent', '行動套件 · Partner One · Purchaser One'],
        ['delivery.charge-notice', 'sent', '行動套件 · Partner One · Purchaser One'],
      ],
    )
    const texts = JSON.parse(
      readFileSync(new URL('../../../bot/sandbox/page/assets/texts.json', import.meta.url), 'utf8'),
    )
    const kinds = delivery.shape.kind.options.map((each) => `delivery.${each}`)
    const words = [...JOB_KINDS.map((each) => `job.${each}`), ...kinds]
    for (const language of ['en', 'zh-TW'])
      assert.deepEqual(
        words.filter((each) => !texts[language][each]),
        [],
      )
  })
})
