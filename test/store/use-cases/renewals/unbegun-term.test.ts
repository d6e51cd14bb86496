import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { firstTerm, nextTerm, termBefore } from '../../../../store/values/term.ts'
import { openStage, textOf } from '../../../support/conversation.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { type boughtStage, boughtWorld, heldOn, offStage, settled } from '../../../support/renewal-stage.ts'

type Stage = Awaited<ReturnType<typeof boughtStage>>
const MOST_WRITES = 60

async function renew(stage: Pick<Stage, 'buyer'>): Promise<void> {
  for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
  await stage.buyer.press('purchase')
}

/** Renewed 53 days before the term ends. */
const renewedEarly = (locale = 'en-US') =>
  boughtWorld({ locale }).andThen('renewed early', async (world) => {
    const stage = await openStage({ world })
    const held = await heldOn(stage, { locale })
    await held.goTo('2027-10-01', '09:05')
    await renew(held)
    return stage
  })

async function early(locale = 'en-US'): Promise<Stage> {
  const stage = await openStage({ world: await renewedEarly(locale).together() })
  return { ...stage, ...(await heldOn(stage, { locale })) }
}

async function lose(stage: Stage): Promise<void> {
  await stage.payments.dispute('open')
  await stage.payments.dispute('lost')
  await stage.payments.idle()
}

async function ordersOf(stage: Pick<Stage, 'store'>) {
  return (await stage.store.orders.ofPartner('tenant-one', 10)).filter((each) => each.renews)
}

describe('a payment of a term that has not begun, taken back', () => {
  it('the term before one is found again, from 29 February too', () => {
    for (const day of ['2026-11-23', '2028-02-29', '2027-02-28']) {
      let term = firstTerm(Temporal.PlainDate.from(day), 'Asia/Taipei')
      for (let years = 0; years < 9; years++) {
        assert.deepEqual(termBefore(nextTerm(term)), term)
        term = nextTerm(term)
      }
    }
  })

  for (const [locale, told] of [
    [
      'en-US',
      /Next term no longer paid.*USD.*November 23, 2027 to November 23, 2028.*taken back by the bank.*goes on until November 23, 2027.*renew again/s,
    ],
    ['zh-TW', /下一期間已不再付款.*已由銀行退回持卡人.*2027 年 11 月 23 日.*再次續約/s],
  ] as const)
    it(`by the bank: undone and told at once; the term that runs goes on, and it can be paid anew, in ${locale}`, async () => {
      const stage = await early(locale)
      assert.equal((await stage.held())?.term?.number, 2)
      await lose(stage)
      const held = await stage.held()
      assert.deepEqual([held?.state, held?.term?.number, held?.term?.end], ['active', 1, '2027-11-23'])
      await stage.goTo('2027-10-04', '09:05')
      assert.match(textOf(stage.buyer.all().slice(-1)), told)

      if (locale !== 'en-US') return
      await renew(stage)
      assert.equal((await stage.held())?.term?.number, 2)
      await stage.goTo('2027-11-23', '00:30')
      assert.equal((await stage.held())?.state, 'active', 'benefits wait for no payment that was made anew')
      assert.equal((await stage.charges()).length, 3)
      await stage.goTo('2027-12-10', '09:05')
      assert.equal((await stage.held())?.term?.number, 2)
    })

  it('refunded at the desk of the gateway: the same', async () => {
    const stage = await early()
    assert.equal(await stage.payments.refundAct('whole_elsewhere'), true)
    await stage.payments.idle()
    await settled(stage)
    const held = await stage.held()
    assert.deepEqual([held?.state, held?.term?.number], ['active', 1])
    const [order] = await ordersOf(stage)
    assert.equal(order?.state, 'refunded')
    assert.equal((await stage.deliveries('term-undone')).length, 1)
  })

  it('in part, or while it is only disputed or on its way back, the term stands', async () => {
    const stage = await early()
    await stage.payments.refundAct('part_elsewhere')
    await stage.payments.idle()
    await settled(stage)
    assert.equal((await stage.held())?.term?.number, 2)
    await stage.payments.dispute('open')
    await stage.payments.idle()
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('the gateway takes its word back on a refund: the money waits for the desk, and the term is not there by itself', async () => {
    const stage = await early()
    await stage.payments.refundAct('whole_elsewhere')
    await stage.payments.idle()
    await settled(stage)
    assert.equal((await stage.held())?.term?.number, 1)
    await stage.payments.refundAct('fails')
    await stage.payments.idle()
    await settled(stage)
    assert.equal((await stage.held())?.term?.number, 1)
    const [order, ...more] = await ordersOf(stage)
    assert.deepEqual([order?.state, more.length], ['parked', 0])
  })

  it('money that is there again and waits for the desk is not asked for a second time, by hand or by itself', async () => {
    const stage = await early()
    await stage.payments.refundAct('whole_elsewhere')
    await stage.payments.idle()
    await settled(stage)
    await stage.payments.refundAct('fails')
    await stage.payments.idle()
    await settled(stage)
    const charged = async () => (await ordersOf(stage)).filter((each) => each.attempts.length > 0).length
    await renew(stage)
    await settled(stage)
    assert.equal(await charged(), 1, 'by hand')
    await stage.goTo('2027-11-23', '00:11', 2)
    assert.equal(await charged(), 1, 'by itself')
    assert.equal((await stage.held())?.term?.number, 1)
  })

  it('the gateway takes its word back once the term was paid anew: the first money waits for the desk, and pays for nothing', async () => {
    const stage = await early()
    const [first] = await ordersOf(stage)
    await stage.payments.refundAct('whole_elsewhere')
    await stage.payments.idle()
    await settled(stage)
    await renew(stage)
    await settled(stage)
    const charges = stage.bank.collection<{ _id: string; refunds: { state?: string }[] }>('sandbox-charges')
    const charge = await charges.findOne({ _id: first?.attempts[0]?.key ?? '' })
    assert.ok(charge)
    const refunds = charge.refunds.map((each) => ({ ...each, state: 'failed' }))
    await charges.updateOne({ _id: charge._id }, { $set: { refunds } })
    await stage.store.jobs.addAgain('refund', first?._id ?? '', '2027-10-01T00:00:00.000Z')
    await settled(stage)
    const after = await ordersOf(stage)
    const states = after.map(({ _id, state, yielded }) => [_id === first?._id, state, yielded])
    assert.deepEqual(
      states.toSorted((a, b) => Number(b[0]) - Number(a[0])),
      [
        [true, 'parked', true],
        [false, 'fulfilled', undefined],
      ],
    )
  })

  it('the bank gives it back after all: the term is there again', async () => {
    const stage = await early()
    await lose(stage)
    assert.equal((await stage.held())?.term?.number, 1)
    await stage.payments.dispute('won')
    await stage.payments.idle()
    await settled(stage)
    assert.equal((await stage.held())?.term?.number, 2)
    const [order, ...more] = await ordersOf(stage)
    assert.deepEqual([order?.state, order?.undone, more.length], ['fulfilled', undefined, 0])
  })

  it('S14: auto-renew that was off before it was renewed is off again; one that was on stays on', async () => {
    const on = await early()
    await lose(on)
    assert.equal((await on.held())?.autoRenew, true)

    const stage = await offStage()
    assert.equal((await stage.held())?.autoRenew, false)
    await stage.goTo('2027-10-01', '09:05')
    await renew(stage)
    assert.equal((await stage.held())?.autoRenew, true)
    await lose(stage)
    const held = await stage.held()
    assert.deepEqual([held?.term?.number, held?.autoRenew, held?.autoRenewOffBy !== undefined], [1, false, true])
  })

  it('its receipt and the list say what the bank has taken back, and when', async () => {
    const stage = await early()
    await lose(stage)
    assert.match(textOf(await stage.buyer.say('receipts')), /475\.00 taken back by the bank on October 1, 2027/)
  })

  it('a term that has begun is not undone: its benefits wait, as ever', async () => {
    const stage = await early()
    await stage.goTo('2027-11-23', '00:30')
    await lose(stage)
    const held = await stage.held()
    assert.deepEqual([held?.state, held?.term?.number], ['frozen', 2])
    assert.equal((await stage.deliveries('term-undone')).length, 0)
  })

  for (const done of [false, true])
    it(`killed ${done ? 'after' : 'before'} any write of it: undone once, audited once, told once`, async () => {
      let tried = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const world = await renewedEarly().apart()
        const dying = dyingDatabase(world.database)
        const first = await openStage({ world: { ...world, database: dying.database } })
        dying.dieAt(at, done)
        await first.payments.dispute('open')
        await first.payments.dispute('lost')
        await first.payments.idle()
        if (dying.isSpared()) break
        tried = at
        const stage = await openStage({ world: { ...world, charged: undefined }, clock: first.clock })
        for (let beat = 0; beat < 4; beat++) {
          stage.clock.advance(60_000)
          await stage.payments.catchUp()
          await stage.runDue()
        }
        const held = await heldOn(stage)
        const audits = await stage.store.audits.ofPartner('tenant-one', 50)
        const undone = audits.filter((each) => each.what === 'term-undone').length
        const told = (await held.deliveries('term-undone')).length
        assert.deepEqual([held.term.number, undone, told], [1, 1, 1], `killed at write ${at}`)
      }
      assert.ok(tried >= 8, `only ${tried} writes were tried`)
    })
})
