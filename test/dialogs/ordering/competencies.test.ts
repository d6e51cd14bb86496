import assert from 'node:assert/strict'
import type { Action } from '../../../cards/actions.ts'
import { saidBy } from '../../support/colleague.ts'
import { type Stage, textOf } from '../../support/conversation.ts'
import { boughtStage, chargesIn, settled } from '../../support/renewal-stage.ts'

const DAY = 86_400_000
const NEEDS = {
  silver: ['certified-people', 'customer-references'],
  gold: ['certified-people', 'customer-references', 'performance'],
}
type Level = keyof typeof NEEDS

async function earn(stage: Pick<Stage, 'store'>, offerId: Level, requirements = NEEDS[offerId]): Promise<void> {
  const line = { partnerId: 'tenant-one', offerId, area: 'security', by: 'p9', recordedAt: '2026-11-23T08:00:00.000Z' }
  for (const requirementId of requirements) await stage.store.evidences.record({ ...line, requirementId })
}

/** A member that has earned and bought these, in the area of security. */
async function holding(...levels: Level[]) {
  const stage = await boughtStage()
  let nonces = 0
  const start = (offerId: Level) => {
    const subscribe: Action = {
      verb: 'subscribe',
      offerId,
      area: 'security',
      nonce: `nonce-number-${++nonces}`,
    }
    return stage.buyer.execute(subscribe)
  }
  const toReview = async (level: Level) => {
    await start(level)
    for (const typed of ['agree', 'next']) await stage.buyer.say(typed)
  }
  const buy = async (level: Level) => {
    await toReview(level)
    await stage.buyer.say('Purchase')
    assert.match(saidBy(stage.buyer), /Your order is confirmed/)
  }
  const held = async (level: Level) => stage.store.subscriptions.liveFor('tenant-one', level, 'security')
  for (const level of levels) {
    await earn(stage, level)
    await buy(level)
  }
  const lines = async () =>
    (await stage.store.audits.ofPartner('tenant-one', 100)).filter((each) => each.what === 'auto-renew-off')
  return { ...stage, start, toReview, buy, heldAt: held, offLines: lines }
}

describe('competencies', () => {
  it('S4: unmet requirements → the checklist, met and not met, and no Purchase', async () => {
    const stage = await holding()
    await earn(stage, 'silver', ['certified-people'])
    const said = textOf(await stage.start('silver'))
    assert.match(said, /✓ Met[\s\S]*2 certified people[\s\S]*○ Not met yet[\s\S]*3 customer references/)
    assert.doesNotMatch(said, /"verb":"purchase"|Terms and conditions/)
    assert.match(said, /An incentive is an eligibility, never a payment/)
  })

  it('S3, S4: Silver → Gold: the review says what becomes of Silver; nothing is credited', async () => {
    const stage = await holding('silver')
    await earn(stage, 'gold')
    await stage.toReview('gold')
    assert.match(
      saidBy(stage.buyer),
      /Silver competency in Security keeps running to its end beside Gold; its auto-renew goes off and nothing is credited/,
    )
    assert.equal((await stage.heldAt('silver'))?.autoRenew, true, 'not before it is bought')
    await stage.buyer.say('Purchase')
    const [silver, gold] = [await stage.heldAt('silver'), await stage.heldAt('gold')]
    assert.deepEqual([silver?.state, silver?.autoRenew, silver?.term?.end], ['active', false, '2027-11-23'])
    assert.deepEqual([gold?.state, gold?.autoRenew], ['active', true])
    const amounts = (await chargesIn(stage)).map((each) => each.ask.money.amount)
    assert.deepEqual(amounts, [47_500, 167_000, 465_000])
    const [line, ...more] = await stage.offLines()
    assert.deepEqual([line?.by, line?.about, more.length], ['gold', silver?._id, 0])
  })

  it('S3: Gold blocks Silver of its area, to buy and to renew; the details say why it will not renew', async () => {
    const stage = await holding('silver', 'gold')
    assert.match(textOf(await stage.start('silver')), /already has this/)
    stage.clock.advance(300 * DAY)
    await stage.buyer.say('renew silver')
    await stage.buyer.say('purchased offers')
    assert.match(saidBy(stage.buyer), /Silver competency – Security – .*Auto-renew is off, so it won’t renew/)
    const silver = await stage.heldAt('silver')
    await stage.buyer.execute({ verb: 'renew', subscriptionId: silver?._id, nonce: 'nonce-of-the-test' })
    assert.match(saidBy(stage.buyer), /can’t be renewed now\nYour company has Gold in this solution area/)
    await stage.buyer.execute({ verb: 'pick', list: 'purchased-offers', pick: silver?._id, nonce: 'nonce-of-another' })
    assert.match(saidBy(stage.buyer), /Its auto-renew went off when Gold of this area was bought/)
  })

  it('S4: a competency that is no longer earned is not renewed: the checklist says what is missing', async () => {
    const stage = await boughtStage()
    await stage.store.subscriptions.insert({
      ...{ _id: 'silver-one', version: 1, partnerId: 'tenant-one', offerId: 'silver', area: 'security' },
      ...{ state: 'active', live: true, orderId: 'order-silver', boughtBy: 'p1', autoRenew: true },
      ...{ term: stage.term, createdAt: '2026-11-23T08:00:00.000Z' },
    })
    await earn(stage, 'silver', ['certified-people'])
    stage.clock.advance(300 * DAY)
    const data = { verb: 'renew', subscriptionId: 'silver-one', nonce: 'nonce-of-the-test' }
    const said = textOf(await stage.buyer.execute(data))
    assert.match(said, /The requirements for this competency are not all met/)
    assert.match(said, /○ Not met yet[\s\S]*3 customer references/)
    await earn(stage, 'silver')
    await stage.buyer.execute({ ...data, nonce: 'nonce-of-another' })
    assert.match(saidBy(stage.buyer), /Confirm the order details/)
  })

  it('S4: evidence that is lost between review and Purchase stops the renewal before any charge', async () => {
    const stage = await holding('silver')
    stage.clock.advance(300 * DAY)
    const silver = await stage.heldAt('silver')
    await stage.buyer.execute({ verb: 'renew', subscriptionId: silver?._id, nonce: 'nonce-of-the-test' })
    for (const typed of ['next', 'agree', 'next']) await stage.buyer.say(typed)
    const evidence = stage.database.collection('evidence')
    await evidence.deleteOne({ _id: 'tenant-one:silver:security:customer-references' })
    assert.match(textOf(await stage.buyer.say('Purchase')), /requirements for this competency are not all met/)
    assert.equal((await chargesIn(stage)).length, 2)
  })

  it('S3: Gold bought while Silver’s renewal is being paid: Silver gets its year and does not renew again', async () => {
    const stage = await holding('silver')
    await earn(stage, 'gold')
    stage.clock.advance(300 * DAY)
    const silver = await stage.heldAt('silver')
    await stage.buyer.execute({ verb: 'renew', subscriptionId: silver?._id, nonce: 'nonce-of-the-test' })
    for (const typed of ['next', 'agree', 'next']) await stage.buyer.say(typed)
    stage.payments.faults.nextCharge = 'processing'
    await stage.buyer.say('Purchase')
    await stage.buy('gold')
    await settled(stage, 6)
    const [after, gold] = [await stage.heldAt('silver'), await stage.heldAt('gold')]
    assert.deepEqual([after?.term?.number, after?.autoRenew, gold?.autoRenew], [2, false, true])
    assert.deepEqual((await stage.offLines()).map((each) => [each.by, each.facts?.term]).toSorted(), [
      ['gold', 1],
      ['gold', 2],
    ])
  })
})
