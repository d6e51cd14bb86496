import assert from 'node:assert/strict'
import type { StateRecord } from '../../../store/database/bot-storage.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'

/** The steps of a purchase, and the one that has asked, in the version before this one. */
const BEFORE = 'agreeToTerms>choosePaymentMethod>reviewOrder>purchase'
const ASKED: Record<string, number> = { 'purchase.terms': 0, 'purchase.method': 1, 'purchase.review': 2 }

/** Puts the conversation's state back to what the version before has saved at this point. */
async function asSavedBefore(stage: Stage): Promise<void> {
  await changeStack(stage, (purchase, question) => {
    assert.equal(purchase.id, 'purchase')
    const step = ASKED[question.id]
    assert.ok(step !== undefined, question.id)
    purchase.state.stepIndex = step
    purchase.state.values.shape = BEFORE
  })
}

type Open = { id: string; state: { stepIndex: number; values: { shape: string } } }

async function changeStack({ database }: Stage, change: (flow: Open, question: Open) => void): Promise<void> {
  const states = database.collection<StateRecord>('bot-state')
  const [kept] = await states.find({}, { limit: 10 }).toArray()
  assert.ok(kept)
  const state = JSON.parse(kept.json)
  const [flow, question] = state.dialog.dialogStack[0].state.dialogs.dialogStack
  change(flow, question)
  await states.updateOne({ _id: kept._id }, { $set: { json: JSON.stringify(state) } })
}

async function begun(until: 'terms' | 'method' | 'review') {
  const stage = await openStage()
  const person = stage.person()
  await person.say('join')
  await person.say('Partner One, US, Asia/Taipei')
  await person.say('subscribe')
  await person.say('1')
  if (until !== 'terms') await person.say('agree')
  if (until === 'review') await person.addCard('visa')
  await asSavedBefore(stage)
  return { stage, person }
}

describe('a purchase that the version before has left open', () => {
  for (const { until, asks } of [
    { until: 'terms', asks: /Terms and conditions/ },
    { until: 'method', asks: /Add a payment method/ },
    { until: 'review', asks: /Review your order/ },
  ] as const) {
    it(`at its ${until}: begins again politely, and the order has kept every answer`, async () => {
      const { stage, person } = await begun(until)
      const before = await stage.store.orders.openOf('tenant-one', await idOf(stage))
      assert.match(textOf(await person.say('good morning')), /updated meanwhile/)
      const said = textOf(await person.say('continue'))
      assert.match(said, asks)
      const after = await stage.store.orders.openOf('tenant-one', await idOf(stage))
      assert.equal(after?._id, before?._id)
      assert.deepEqual([after?.terms, after?.method], [before?.terms, before?.method])
    })
  }

  it('a button of its card goes on with it, in the same turn', async () => {
    const { person } = await begun('review')
    const said = textOf(await person.press('Purchase'))
    assert.match(said, /Your order is confirmed/)
    assert.doesNotMatch(said, /updated meanwhile/, 'nothing is to be typed any more')
  })

  it('“continue” goes on with it, and is not asked for', async () => {
    const { person } = await begun('review')
    const said = textOf(await person.say('continue'))
    assert.match(said, /Review your order/)
    assert.doesNotMatch(said, /updated meanwhile/)
  })

  it('“done” at its page is looked up', async () => {
    const { person } = await begun('method')
    assert.match(textOf(await person.say('done')), /No payment method has been added on the page yet/)
  })
})

describe('a choice that the version before has left open', () => {
  it('its button, which leads nowhere by itself, is answered with what has happened', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.say('join')
    await person.say('Partner One, US, Asia/Taipei')
    await person.say('subscribe')
    await person.say('silver')
    await changeStack(stage, (flow, question) => {
      assert.deepEqual([flow.id, question.id], ['subscribe', 'subscribe.area'])
      flow.state.values.shape = 'chooseOffer>chooseArea>openOrder'
    })
    assert.match(textOf(await person.press('choose')), /updated meanwhile/)
  })
})

it('a list that the version before has left open: no word of an order that there isn’t', async () => {
  const stage = await openStage()
  const person = stage.person()
  await person.say('join')
  await person.say('Partner One, US, Asia/Taipei')
  await person.say('people')
  const states = stage.database.collection<StateRecord>('bot-state')
  const [kept] = await states.find({}, { limit: 10 }).toArray()
  assert.ok(kept)
  const state = JSON.parse(kept.json)
  state.dialog.dialogStack[0].state.dialogs.dialogStack[0].id = 'no-longer-there'
  await states.updateOne({ _id: kept._id }, { $set: { json: JSON.stringify(state) } })
  const said = textOf(await person.say('good morning'))
  assert.match(said, /updated meanwhile, so this step has ended/)
  assert.doesNotMatch(said, /order/)
})

async function idOf(stage: Stage): Promise<string> {
  return (await stage.store.people.known('tenant-one', 'purchaser-one'))?._id ?? ''
}

describe('an order whose payment page was left', () => {
  const DAY_MS = 24 * 3_600_000

  async function atPage(locale: string) {
    const stage = await openStage()
    const person = stage.person({ locale })
    await person.say('join')
    await person.say('Partner One, US, Asia/Taipei')
    await person.say('subscribe')
    await person.say('1')
    const asked = textOf(await person.say('agree'))
    const url = /https?:[^"]*sbs_[^"]*/.exec(asked)?.[0]
    assert.ok(url, asked)
    return { stage, person, url }
  }

  for (const [locale, says] of [
    ['en-US', /Order PO-2611-\w+ has expired.*weren’t charged/s],
    ['zh-TW', /訂單 PO-2611-\w+ 未在 24 小時內完成，已過期.*未扣款/s],
  ] as const)
    for (const typed of ['continue', 'hello', 'give me a new link'])
      for (const isWritten of [true, false])
        it(`next day “${typed}” says that it has expired, ${isWritten ? 'written down or' : 'before that is written down,'} in ${locale}`, async () => {
          const { stage, person, url } = await atPage(locale)
          stage.clock.advance(DAY_MS + 60_000)
          if (isWritten) await stage.runDue()
          const said = await person.say(typed)
          assert.match(textOf(said), says)
          assert.doesNotMatch(textOf(said), new RegExp(url.slice(-12)))
          assert.match(textOf(await person.press('subscribe')), /Terms and conditions|條款及條件/)
        })

  it('a page that is over while the order lasts is replaced by another one', async () => {
    const { stage, person, url } = await atPage('en-US')
    const { payments } = stage
    const find = payments.findMethod.bind(payments)
    payments.findMethod = async (id) => (url.includes(id) ? { status: 'expired' } : find(id))
    stage.clock.advance(20 * 3_600_000)
    const fresh = /https?:[^"]*sbs_[^"]*/.exec(textOf(await person.say('continue')))?.[0]
    assert.ok(fresh)
    assert.notEqual(fresh, url)
  })

  it('what was added there meanwhile is taken up, and the order goes on', async () => {
    const { stage, person } = await atPage('en-US')
    const { payments } = stage
    const method = { id: 'pm_9', brand: 'Visa', last4: '4242', expires: '2030-12' }
    payments.findMethod = async () => ({ status: 'complete', method, customer: 'cus_9' })
    stage.clock.advance(3_600_000)
    assert.match(textOf(await person.say('continue')), /Review your order/)
  })

  it('a gateway that can’t be asked leaves the page as it is', async () => {
    const { stage, person, url } = await atPage('en-US')
    stage.payments.findMethod = async () => Promise.reject(new Error('the gateway is away'))
    stage.clock.advance(3_600_000)
    assert.match(textOf(await person.say('continue')), new RegExp(url.slice(-12)))
  })
})
