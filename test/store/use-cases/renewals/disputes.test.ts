import assert from 'node:assert/strict'
import sinon from 'sinon'
import type { DisputeState } from '../../../../store/orders/order.ts'
import type { Delivery } from '../../../../store/reminders/delivery.ts'
import { cancelNow } from '../../../../store/subscriptions/cancellation.ts'
import { stored } from '../../../../store/values/time.ts'
import { textOf } from '../../../support/conversation.ts'
import { boughtStage, settled } from '../../../support/renewal-stage.ts'

type Stage = Awaited<ReturnType<typeof boughtStage>>

async function disputed(stage: Stage, state: DisputeState) {
  assert.equal(await stage.payments.dispute(state), true)
  await stage.payments.idle()
}

/** The charge that paid for a term. */
async function chargeOf(stage: Stage, term: number): Promise<string> {
  const orders = await stage.store.orders.withReceipt('tenant-one', 0, 5)
  const order = orders.find((each) => each.frozen?.term.number === term)
  return order?.attempts.at(-1)?.chargeId ?? ''
}

/** What became of the messages of a kind. */
async function statesOf(stage: Stage, kind: Delivery['kind']) {
  return (await stage.deliveries(kind)).map((each) => each.state)
}

async function trail(stage: Stage): Promise<string[]> {
  const lines = await stage.store.audits.ofPartner('tenant-one', 200)
  return lines.map((each) => each.what).filter((what) => what.startsWith('dispute') || what === 'renewed')
}

async function tickets(stage: Stage) {
  return stage.store.tickets.ofPartner('tenant-one', undefined, 10)
}

const TOLD = {
  'en-US': {
    open: /Payment disputed: Action Pack.*disputed the payment of USD.*order PO-.*benefits are on hold.*nothing is charged/s,
    won: /Benefits are back: Action Pack.*stands/s,
    lost: /Payment reversed: Action Pack.*benefits are on hold.*Support will contact you/s,
    waits: /disputed with the bank: its benefits are on hold/,
  },
  'zh-TW': {
    open: /付款有爭議：行動套件.*提出爭議.*權益暫停使用.*不會對此訂閱扣款/s,
    won: /權益已恢復：行動套件.*有效/s,
    lost: /款項已由銀行退回：行動套件.*權益暫停中.*後續處理/s,
    waits: /正由銀行處理爭議/,
  },
}

describe('a payment that is disputed at the bank', () => {
  for (const locale of ['en-US', 'zh-TW'] as const)
    it(`F59: benefits wait, are back when it stands, and everybody is told of both, in ${locale}`, async () => {
      const stage = await boughtStage({ locale })
      await disputed(stage, 'open')
      assert.equal((await stage.held())?.state, 'frozen')
      await stage.goTo('2026-11-24', '09:05')
      assert.match(textOf(stage.buyer.all().slice(-1)), TOLD[locale].open)
      assert.match(
        textOf(await stage.buyer.say(locale === 'en-US' ? 'activate benefits' : '啟用權益')),
        TOLD[locale].waits,
      )
      await disputed(stage, 'won')
      assert.equal((await stage.held())?.state, 'active')
      await stage.goTo('2026-11-25', '09:05')
      assert.match(textOf(stage.buyer.all().slice(-1)), TOLD[locale].won)
      assert.deepEqual((await trail(stage)).toSorted(), ['dispute-open', 'dispute-won'])
      const [ticket, more] = await tickets(stage)
      assert.deepEqual([ticket?.state, more], ['withdrawn', undefined])
    })

  for (const locale of ['en-US', 'zh-TW'] as const)
    it(`F59: lost, it stays on hold until an agent has decided, in ${locale}`, async () => {
      const stage = await boughtStage({ locale })
      await disputed(stage, 'open')
      await stage.goTo('2026-11-24', '09:05')
      await disputed(stage, 'lost')
      await stage.goTo('2026-11-25', '09:05')
      assert.match(textOf(stage.buyer.all().slice(-1)), TOLD[locale].lost)
      for (const words of locale === 'en-US'
        ? ['purchased offers', 'activate benefits']
        : ['已購買的優惠', '啟用權益']) {
        const said = textOf(await stage.buyer.say(words))
        assert.match(said, locale === 'en-US' ? /bank reversed the payment/ : /銀行已將.*退回持卡人/, words)
        assert.doesNotMatch(said, /until the bank decides|until that is settled|解決為止/, words)
      }
      const subscription = await stage.held()
      assert.equal(subscription?.state, 'frozen')
      const [ticket, more] = await tickets(stage)
      assert.deepEqual([ticket?.state, ticket?.subscriptionId, more], ['open', subscription?._id, undefined])
      assert.deepEqual(
        ticket?.entries.map((each) => each.what),
        ['opened', 'dispute-open', 'dispute-lost'],
      )
    })

  for (const how of ['double', 'reorder'] as const)
    it(`F56: events that come ${how === 'double' ? 'twice' : 'in another order'}, and several at once → one of everything`, async () => {
      const stage = await boughtStage()
      stage.payments.faults.webhooks = how
      for (const state of ['open', 'won'] as const)
        await Promise.all([disputed(stage, state), disputed(stage, state), disputed(stage, state)])
      stage.payments.faults.webhooks = 'send'
      await stage.payments.catchUp()
      await stage.goTo('2026-11-25', '09:05')
      assert.equal((await stage.held())?.state, 'active')
      // Events in another order: it may have been won before anybody looked.
      const lines = (await trail(stage)).toSorted()
      const whole = how === 'double' || lines.length > 1
      assert.deepEqual(lines, whole ? ['dispute-open', 'dispute-won'] : ['dispute-won'])
      assert.equal((await tickets(stage)).length, whole ? 1 : 0)
      const won = await statesOf(stage, 'dispute-won')
      assert.deepEqual(won, whole ? ['sent'] : [])
    })

  it('F59: the event of its end never comes → it is asked for every day', async () => {
    const stage = await boughtStage()
    await disputed(stage, 'open')
    stage.payments.faults.webhooks = 'drop'
    await disputed(stage, 'won')
    assert.equal((await stage.held())?.state, 'frozen')
    await stage.goTo('2026-11-25', '09:05')
    assert.equal((await stage.held())?.state, 'active')
  })

  it('F59: told while it was open, settled before anybody was told → nobody hears that benefits waited', async () => {
    const stage = await boughtStage({ at: '2026-11-23T14:00:00Z' })
    await disputed(stage, 'open')
    await settled(stage)
    await disputed(stage, 'won')
    await stage.goTo('2026-11-24', '09:05')
    assert.deepEqual((await stage.deliveries()).map((each) => [each.kind, each.state]).toSorted(), [
      ['dispute-open', 'suppressed'],
      ['dispute-won', 'sent'],
    ])
  })

  it('S19, F59: what is disputed is not charged; won, the renewal that waited is made, once', async () => {
    const stage = await boughtStage()
    await stage.goTo('2027-11-01', '09:05')
    await disputed(stage, 'open')
    await stage.goTo(stage.term.end, '12:00')
    await stage.goTo('2027-11-27', '12:00')
    assert.equal((await stage.charges()).length, 1)
    assert.equal((await stage.held())?.state, 'frozen')
    await disputed(stage, 'won')
    await settled(stage)
    const subscription = await stage.held()
    assert.deepEqual([subscription?.state, subscription?.term?.number], ['active', 2])
    assert.equal((await stage.charges()).length, 2)
    // The event once more, after the next term has begun.
    await stage.onPaymentEvent({ id: 'again', kind: 'dispute', chargeId: await chargeOf(stage, 1) })
    await stage.goTo('2027-11-29', '09:05')
    assert.deepEqual(await statesOf(stage, 'dispute-won'), ['sent'])
  })

  it('S18, F59: won after grace, with auto-renew off → it has expired', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('turn off auto-renew')
    await stage.buyer.press('confirm-turn-off')
    await stage.goTo('2027-11-01', '09:05')
    await disputed(stage, 'open')
    await stage.goTo('2028-01-10', '12:00')
    assert.equal((await stage.held())?.state, 'frozen')
    await disputed(stage, 'won')
    await settled(stage)
    assert.equal((await stage.held())?.state, 'expired')
    await stage.goTo('2028-01-11', '09:05')
    assert.deepEqual(await statesOf(stage, 'dispute-won'), ['suppressed'])
  })

  it('F59: a dispute of a term that is over opens a request, and takes nothing from the paid one', async () => {
    const stage = await boughtStage()
    stage.payments.faults.webhooks = 'drop'
    await disputed(stage, 'open')
    await stage.goTo(stage.term.end, '12:00')
    assert.equal((await stage.held())?.term?.number, 2)
    await stage.onPaymentEvent({ id: 'e', kind: 'dispute', chargeId: await chargeOf(stage, 1) })
    assert.equal((await stage.held())?.state, 'active')
    assert.deepEqual(
      (await tickets(stage)).map((each) => each.request.noticed?.what),
      ['dispute'],
    )
    assert.equal((await stage.deliveries('dispute-open')).length, 0)
  })

  for (const first of [1, 2])
    it(`F59: the year that runs and the one to come are disputed, ${first} first → each year waits for its own`, async () => {
      const stage = await boughtStage()
      await stage.goTo('2027-10-01', '09:05')
      for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
      await stage.buyer.press('Purchase')
      assert.equal((await stage.held())?.term?.number, 2)
      const [one, two] = [await chargeOf(stage, 1), await chargeOf(stage, 2)]
      const at = async (chargeId: string, state: DisputeState) => {
        await stage.payments.ledger.change(chargeId.replace('sch_', ''), (of) => ({ ...of, dispute: { n: 1, state } }))
        await stage.payments.idle()
      }
      const state = async () => (await stage.held())?.state
      for (const chargeId of first === 1 ? [one, two] : [two, one]) await at(chargeId, 'open')
      assert.equal(await state(), 'frozen')
      await at(two, 'lost')
      await at(one, 'won')
      assert.equal(await state(), 'active', 'this year is paid')
      assert.equal((await stage.held())?.term?.number, 1, 'the next one is not, and is undone')
      await stage.goTo('2027-10-04', '09:05')
      assert.deepEqual(await statesOf(stage, 'term-undone'), ['sent'], 'told at once, not when it would have begun')
      await stage.goTo('2027-11-23', '00:05')
      assert.notEqual(await state(), 'frozen')
      assert.deepEqual(await statesOf(stage, 'dispute-lost'), [])
    })

  it('F59: disputed anew after it was won → told anew, and the request is open again', async () => {
    const stage = await boughtStage()
    await disputed(stage, 'open')
    await stage.goTo('2026-11-24', '09:05')
    await disputed(stage, 'won')
    await stage.goTo('2026-11-25', '09:05')
    await disputed(stage, 'open')
    await stage.goTo('2026-11-26', '09:05')
    assert.equal((await stage.held())?.state, 'frozen')
    assert.deepEqual(await statesOf(stage, 'dispute-open'), ['sent', 'sent'])
    assert.deepEqual(
      (await tickets(stage)).map((each) => each.state),
      ['open'],
    )
  })

  it('S20: whoever asks to cancel meanwhile is asked all that the form asks, and has a request of their own', async () => {
    const stage = await boughtStage()
    await disputed(stage, 'open')
    for (const typed of ['cancel subscription', 'ask support', 'We need fewer seats']) await stage.buyer.say(typed)
    assert.match(textOf(await stage.buyer.say('submit')), /Request 2 is with support/)
    const all = await tickets(stage)
    assert.deepEqual(
      all
        .map((each) => [each.number, each.request.noticed?.what, each.request.details, each.openCancellation])
        .toSorted(),
      [
        [1, 'dispute', '', undefined],
        [2, undefined, 'We need fewer seats', true],
      ],
    )
  })

  it('F59: the request is support’s to see to: nobody at the company withdraws it', async () => {
    const stage = await boughtStage()
    await disputed(stage, 'open')
    const shown = textOf(await stage.buyer.say('support requests'))
    assert.match(shown, /is disputed at the bank/)
    assert.doesNotMatch(shown, /Withdraw|payment gateway/)
    await stage.buyer.say('withdraw')
    assert.deepEqual(
      (await tickets(stage)).map((each) => each.state),
      ['open'],
    )
  })

  it('F59: the gateway can’t be asked for two days → it is asked again until it can', async () => {
    const stage = await boughtStage()
    await disputed(stage, 'open')
    const find = sinon.stub(stage.payments, 'findDispute').rejects(new Error('not now'))
    stage.payments.faults.webhooks = 'drop'
    await disputed(stage, 'won')
    for (let hour = 0; hour < 48; hour++) {
      await stage.runDue()
      stage.clock.advance(3_600_000)
    }
    assert.equal((await stage.held())?.state, 'frozen')
    find.restore()
    await settled(stage)
    assert.equal((await stage.held())?.state, 'active')
  })

  for (const last of ['won', 'lost'] as const)
    it(`S21, F59: cancelled by support while it is disputed, then ${last} → it stays cancelled, and nobody is promised benefits`, async () => {
      const stage = await boughtStage()
      await disputed(stage, 'open')
      const subscription = await stage.held()
      assert.ok(subscription)
      const after = cancelNow(subscription, stored(stage.clock.now()))
      assert.ok(after.ok)
      await stage.store.subscriptions.save(subscription, after.value)
      await disputed(stage, last)
      await stage.goTo('2026-11-24', '09:05')
      const now = await stage.store.subscriptions.get(subscription._id)
      assert.deepEqual([now?.state, now?.live], ['cancelled', undefined])
      assert.deepEqual(
        (await stage.deliveries()).filter((each) => each.state === 'sent'),
        [],
      )
    })

  it('F59: disputed before what it paid for is set up → the desk hears of it at once, and it is on hold when it begins', async () => {
    const stage = await boughtStage()
    await stage.goTo('2027-10-01', '09:05')
    const add = sinon.stub(stage.store.audits, 'add').callThrough()
    add.withArgs(sinon.match({ what: 'renewed' })).rejects(new TypeError('not now'))
    for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
    await stage.buyer.press('Purchase')
    await disputed(stage, 'open')
    assert.equal((await tickets(stage)).length, 1)
    add.restore()
    await stage.goTo('2027-11-23', '12:00')
    await stage.goTo('2027-11-24', '12:00')
    const subscription = await stage.held()
    assert.deepEqual([subscription?.state, subscription?.term?.number], ['frozen', 2])
  })

  it('a charge that is nobody’s of ours changes nothing', async () => {
    const stage = await boughtStage()
    for (const chargeId of ['', 'sch_none', 'sch_ord-x:1', 'pi_1'])
      await stage.onPaymentEvent({ id: `e-${chargeId}`, kind: 'dispute', chargeId })
    await settled(stage)
    assert.equal((await stage.held())?.state, 'active')
    assert.equal((await tickets(stage)).length, 0)
  })
})
