import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { HandOver } from '../../../store/reminders/hand-overs.ts'
import { turnOffAutoRenew } from '../../../store/subscriptions/subscription.ts'
import { stored } from '../../../store/values/time.ts'
import { textOf } from '../../support/conversation.ts'
import { boughtStage } from '../../support/renewal-stage.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

type Reminded = Awaited<ReturnType<typeof remindedStage>>

/** Reminded 14 days before the end, with a colleague who may renew too. */
async function remindedStage({ alone = false } = {}) {
  const stage = await boughtStage()
  const colleague = stage.person({ id: 'admin-two', name: 'Admin Two' })
  await colleague.install()
  const known = await stage.store.people.known('tenant-one', 'admin-two')
  assert.ok(known)
  if (!alone) await stage.store.people.save(known, { ...known, role: 'admin', standing: 'member' })
  const subscription = await stage.held()
  assert.ok(subscription)
  await stage.store.subscriptions.save(subscription, turnOffAutoRenew(subscription, 'p1', stored(stage.clock.now())))
  await stage.goTo(plus(stage.term.end, -14), '09:05', 1)
  return { ...stage, colleague }
}

describe('reminders, answered', () => {
  it('S16: the card offers Renew, Remind me in 3 days, Got it, Hand to a colleague, or View with no colleague', async () => {
    const titles = (card: { actions: { title: string }[] }) => card.actions.map((each) => each.title)
    const { buyer } = await remindedStage()
    assert.deepEqual(titles(buyer.lastCard()), ['Renew', 'Remind me in 3 days', 'Got it', 'Hand to a colleague'])
    const alone = await remindedStage({ alone: true })
    assert.deepEqual(titles(alone.buyer.lastCard()), ['Renew', 'View', 'Remind me in 3 days', 'Got it'])
  })

  it('S16: remind me in 3 days → again in three, once however often it is pressed', async () => {
    const stage = await remindedStage()
    const button = stage.buyer.find('Remind me in 3 days')
    const said = textOf(await stage.buyer.execute(button.data))
    assert.match(said, /I’ll remind you again on November 12, 2027/)
    await stage.buyer.execute(button.data)
    await stage.goTo(plus(stage.term.end, -11), '09:05', 1)
    const mine = (await stage.deliveries('reminder')).filter((each) => each.personId === 'p1')
    assert.deepEqual(mine.map((each) => each.state).toSorted(), ['sent', 'sent'])
  })

  it('S16: remind me in 3 days, the day before the end → not past the event', async () => {
    const stage = await remindedStage()
    await stage.goTo(plus(stage.term.end, -1), '09:05', 1)
    const said = textOf(await stage.buyer.press('Remind me in 3 days'))
    assert.match(said, /no working day left/)
  })

  it('S16: remind me in 3 days, in grace → again in three, up to its end', async () => {
    const stage = await remindedStage({ alone: true })
    await stage.goTo(plus(stage.term.end, 1), '09:05', 1)
    // Friday and a weekend in between.
    assert.match(textOf(await stage.buyer.press('Remind me in 3 days')), /again on November 29, 2027/)
    await stage.goTo(plus(stage.term.end, 6), '09:05', 1)
    const [asked] = (await stage.deliveries('reminder')).filter((each) => each.step === undefined)
    assert.deepEqual([asked?.state, asked?.reason], ['sent', undefined])
    assert.match(
      textOf(stage.buyer.all().slice(-1)),
      /The term of Action Pack ended on November 23, 2027.*Benefits stop on December 23, 2027/,
    )
  })

  it('got it → kept, and the card says so', async () => {
    const stage = await remindedStage()
    const became = textOf(await stage.buyer.press('Got it'))
    assert.match(became, /Reminder: Action Pack.*next reminder comes as planned/s, 'and of what it spoke')
    assert.match(became, /"title":"Renew".*"title":"View"/s, 'whoever knows may still renew')
    const [mine] = (await stage.deliveries('reminder')).filter((each) => each.personId === 'p1')
    assert.ok(mine?.knownAt)
  })

  it('S16: handed to a colleague → they are told, and only they are reminded from then on', async () => {
    const stage = await remindedStage()
    const { buyer, colleague } = stage
    await buyer.press('Hand to a colleague')
    const became = textOf(await buyer.press('1. Admin Two'))
    assert.match(became, /Reminder: Action Pack.*Admin Two looks after it now/s)
    assert.doesNotMatch(became, /"title":"Renew"/)
    await stage.runDue()
    assert.match(textOf(colleague.all()), /Purchaser One asked you to take care of this renewal/)
    await stage.goTo(plus(stage.term.end, -7), '09:05', 1)
    const later = (await stage.deliveries('reminder')).filter((each) => each.step === 7)
    assert.deepEqual(later.map((each) => [each.personId, each.state, each.reason]).toSorted(), [
      ['p1', 'suppressed', 'handed-over'],
      ['p2', 'sent', undefined],
    ])
  })

  const leaving: Record<string, (stage: Reminded) => Promise<unknown>> = {
    'removes the app': ({ colleague }) => colleague.deliver({ type: 'installationUpdate', action: 'remove' }),
    'is erased': ({ store }) => store.people.forget('p2'),
    'may no longer renew': async ({ store }) => {
      const known = await store.people.get('p2')
      assert.ok(known)
      await store.people.save(known, { ...known, role: 'viewer' })
    },
    'hands it back at the same moment': async ({ database, held }) => {
      const at = '2027-11-09T01:30:00.000Z'
      const handOvers = database.collection<HandOver>('hand-overs')
      await handOvers.insertOne({ _id: `${(await held())?._id}:1:p2`, to: 'p1', at })
    },
  }
  for (const [how, leave] of Object.entries(leaving))
    it(`S16: handed to a colleague who ${how} → whoever handed it over is reminded again`, async () => {
      const stage = await remindedStage()
      await stage.buyer.press('Hand to a colleague')
      await stage.buyer.press('1. Admin Two')
      await leave(stage)
      assert.doesNotMatch(textOf(await stage.buyer.say('reminders')), /a colleague looks after it/)
      await stage.goTo(plus(stage.term.end, -7), '09:35', 1)
      const mine = (await stage.deliveries('reminder')).filter((each) => each.step === 7 && each.personId === 'p1')
      assert.deepEqual(
        mine.map((each) => [each.state, each.reason]),
        [['sent', undefined]],
      )
    })

  it('S16: handed back, and on another day to the same colleague again → they are told again', async () => {
    const stage = await remindedStage()
    const { buyer, colleague } = stage
    const asked = () => colleague.all().filter((each) => /asked you to take care/.test(textOf([each]))).length
    await buyer.press('Hand to a colleague')
    await buyer.press('1. Admin Two')
    await stage.runDue()
    await colleague.press('Hand to a colleague')
    await colleague.press('1. Purchaser One')
    await stage.goTo(plus(stage.term.end, -7), '09:05', 1)
    assert.equal(asked(), 1)
    await buyer.press('Hand to a colleague')
    await buyer.press('1. Admin Two')
    await stage.runDue()
    assert.equal(asked(), 2)
  })

  it('F25: somebody else’s message is not found', async () => {
    const stage = await remindedStage()
    const stranger = stage.person({ tenant: 'tenant-two', id: 'admin-three' })
    await stranger.say('join')
    await stranger.say('Partner Two, US, America/New_York')
    const { data } = stage.buyer.find('Remind me in 3 days')
    assert.match(textOf(await stranger.execute(data)), /can’t find that/)
  })

  it('S25: `reminders` says what comes when and takes the answers typed, in both languages', async () => {
    const stage = await remindedStage()
    const said = textOf(await stage.buyer.say('reminders'))
    assert.match(
      said,
      /Action Pack: term ends on November 23, 2027\\nNovember 16, 2027: reminder\\nNovember 22, 2027: reminder/,
    )
    assert.match(textOf(await stage.buyer.say('Remind me in 3 days')), /again on November 12, 2027/)
    await stage.buyer.say('language')
    await stage.buyer.press('繁體中文')
    const chinese = textOf(await stage.buyer.say('提醒'))
    assert.match(chinese, /期間將於 2027 年 11 月 23 日結束/)
    assert.match(chinese, /2027 年 11 月 12 日：您要求的提醒/)
    assert.match(textOf(await stage.buyer.say('交給同事')), /接下來由誰負責/)
  })

  it('Renew on a reminder leads to a receipt, and the reminders are over', async () => {
    const stage = await remindedStage()
    await stage.buyer.press('renew')
    for (const button of ['Next', 'Agree', 'Next', 'Purchase']) await stage.buyer.press(button)
    assert.equal((await stage.held())?.term?.number, 2)
    assert.match(textOf(await stage.buyer.press('Remind me in 3 days')), /taken care of/)
  })
})
