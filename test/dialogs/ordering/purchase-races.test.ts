import assert from 'node:assert/strict'
import type { SandboxCharge } from '../../../bot/payments/sandbox/charge.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

async function takenMoney(stage: Stage): Promise<number[]> {
  const charges = await stage.database.collection<SandboxCharge>('sandbox-charges').find({}, { limit: 100 }).toArray()
  return charges.filter((each) => each.state === 'succeeded').map((each) => each.ask.money.amount)
}

describe('purchase, pressed more than once', () => {
  it('F28: 20 presses at once, from desktop and phone → one order, one charge, everybody sees the result', async () => {
    const { stage, person } = await reviewStage()
    const { data } = person.find('Purchase')
    await Promise.all(Array.from({ length: 20 }, () => person.execute(data)))
    assert.deepEqual(await takenMoney(stage), [47500])
    const answers = person
      .all()
      .filter((each) => each.type === 'invokeResponse' && JSON.stringify(each).includes('confirmed; receipt'))
    assert.equal(answers.length, 20, 'each press is answered with the state as it is')
    const receipts = person.cards().filter((card) => card.fallbackText.startsWith('Your order is confirmed'))
    assert.equal(receipts.length, 1)
  })

  it('F29: delivered again four times with new ids and times → handled once, answered each time', async () => {
    const { stage, person } = await reviewStage({ locale: 'zh-TW' })
    const { data } = person.find('購買')
    for (let time = 0; time < 5; time++) {
      stage.clock.advance(9_000)
      const said = await person.execute(data, { timestamp: new Date(1_700_000_000_000 + time) })
      assert.match(textOf(said), /已確認；收據 RC-/)
    }
    assert.deepEqual(await takenMoney(stage), [47500])
  })

  it('F28: a word that is delivered twice is answered once', async () => {
    const { stage, person } = await reviewStage()
    const id = 'activity-one'
    const first = await person.say('Purchase', { id })
    const second = await person.say('Purchase', { id })
    assert.match(textOf(first), /Your order is confirmed/)
    assert.deepEqual(second, [])
    assert.deepEqual(await takenMoney(stage), [47500])
  })

  it('S3: of two colleagues at once one buys, the other is shown the first one’s order and pays nothing', async () => {
    const stage = await openStage()
    const one = stage.person()
    const two = stage.person({ id: 'colleague-one', name: 'Colleague One', locale: 'zh-TW' })
    await one.toReview()
    await two.toReview()
    await Promise.all([one.press('Purchase'), two.press('購買')])
    assert.deepEqual(await takenMoney(stage), [47500])
    const held = await stage.store.subscriptions.ofPartner('tenant-one')
    assert.equal(held.filter((each) => each.live).length, 1)
    const winner = await stage.store.orders.get(held.find((each) => each.live)?.orderId ?? '')
    const loser = winner?.personId.endsWith('colleague-one') ? one : two
    assert.match(
      textOf(loser.all()),
      loser === two ? /已擁有 行動套件|同事正在以訂單 PO-/ : /already yours|by a colleague/,
    )
  })

  it('F37: two messages at once are taken one after the other, and nothing is lost', async () => {
    const { person } = await reviewStage()
    await Promise.all([person.say('help'), person.say('language'), person.say('offers')])
    assert.match(textOf(await person.say('Purchase')), /isn’t an answer|confirmed/)
  })
})

describe('purchase, as the bank decides', () => {
  const cases: [card: string, says: RegExp, taken: number[]][] = [
    ['declined', /The payment was declined/, []],
    ['bank-asks', /Your bank wants to hear from you/, []],
    ['processing', /is being confirmed/, []],
    ['answer-lost', /hasn’t answered|confirmed/, [47500]],
    ['call-lost', /hasn’t answered/, []],
  ]
  for (const [card, says, taken] of cases) {
    it(`F52, F57: ${card} → the person is told the exact state, and nothing is granted before it is paid`, async () => {
      const { stage, person } = await reviewStage({ card })
      stage.payments.faults.webhooks = 'drop'
      assert.match(textOf(await person.press('Purchase')), says)
      assert.deepEqual(await takenMoney(stage), taken)
      const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
      assert.equal(subscription?.state, card === 'declined' ? 'released' : 'pending')
    })
  }

  it('a declined order is bought with another card: attempt 2 follows attempt 1, one charge', async () => {
    const { stage, person } = await reviewStage({ card: 'declined' })
    await person.press('Purchase')
    await person.press('Change payment')
    await person.addCard('mastercard')
    assert.match(textOf(await person.press('Purchase')), /Your order is confirmed/)
    assert.deepEqual(await takenMoney(stage), [47500])
    const held = await stage.store.subscriptions.ofPartner('tenant-one')
    assert.deepEqual(held.map((each) => each.state).toSorted(), ['active', 'released'])
  })

  it('F52: the answer was lost but the money was taken → looked up, told by itself, one charge', async () => {
    const { stage, person } = await reviewStage({ card: 'answer-lost' })
    stage.payments.faults.webhooks = 'drop'
    await person.press('Purchase')
    for (let beat = 0; beat < 3; beat++) {
      stage.clock.advance(20_000)
      await stage.runDue()
    }
    assert.match(textOf(person.all()), /Your order is confirmed/)
    assert.deepEqual(await takenMoney(stage), [47500])
  })

  it('F52: the call was lost and nothing was taken → closed for good before the person may try again', async () => {
    const { stage, person } = await reviewStage({ card: 'call-lost' })
    await person.press('Purchase')
    for (let beat = 0; beat < 5; beat++) {
      stage.clock.advance(20_000)
      await stage.runDue()
    }
    assert.match(textOf(person.all()), /didn’t go through/)
    assert.deepEqual(await takenMoney(stage), [])
  })

  it('F57: another amount than was reviewed → parked, nothing granted, the person is told', async () => {
    const { stage, person } = await reviewStage()
    stage.payments.faults.nextCharge = 'wrong_amount'
    assert.match(textOf(await person.press('Purchase')), /amount differs/)
    const [request] = await stage.store.tickets.ofPartner('tenant-one', undefined, 10)
    assert.equal(request?.state, 'open', 'support has a request about it')
    const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
    assert.equal(subscription?.state, 'pending')
  })
})
