import assert from 'node:assert/strict'
import { type Action, readAction } from '../../../cards/actions.ts'
import type { Subscription } from '../../../store/subscriptions/subscription.ts'
import { stored } from '../../../store/values/time.ts'
import { buttonsOf, colleague, saidBy } from '../../support/colleague.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { boughtStage } from '../../support/renewal-stage.ts'
import { reviewStage } from '../../support/review-stage.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const DAY = 86_400_000
const AREAS = ['application-development', 'cloud-platform', 'data-analytics', 'security']

/** Bought a minute after what was there before. */
async function hold(stage: Pick<Stage, 'store' | 'clock'>, differs: Partial<Subscription>): Promise<void> {
  stage.clock.advance(60_000)
  const createdAt = stored(stage.clock.now())
  assert.ok(await stage.store.subscriptions.insert(heldSubscription({ createdAt, ...differs })))
}

/** A competency with its evidence, in one area. */
async function holdCompetency(
  stage: Pick<Stage, 'store' | 'clock'>,
  level: 'silver' | 'gold',
  area: string,
  differs: Partial<Subscription> = {},
) {
  await hold(stage, { _id: `${level}-${area}`, offerId: level, area, orderId: `order-${level}-${area}`, ...differs })
  for (const requirementId of ['certified-people', 'customer-references', 'performance'])
    await stage.store.evidences.record({
      ...{ partnerId: 'tenant-one', offerId: level, area, requirementId },
      ...{ by: 'p9', recordedAt: '2026-11-23T08:00:00.000Z' },
    })
}

describe('purchased offers', () => {
  for (const [locale, word, says] of [
    ['en', 'purchased offers', /It will renew on November 23, 2027 for USD 475\.00 \(today’s price\)/],
    ['zh-TW', '已購買的優惠', /將於 2027 年 11 月 23 日以 USD 475\.00 自動續約（今日價格）/],
  ] as const) {
    it(`S7, S17: state, term and whether it will renew, on which date, for how much, in ${locale}`, async () => {
      const stage = await boughtStage()
      const person = await colleague(stage, 'purchaser', { locale })
      await person.say(word)
      assert.match(saidBy(person), says)
    })
  }

  it('S7: a list of several, five on a page, picked by button or by number', async () => {
    const stage = await boughtStage()
    for (const area of AREAS) await holdCompetency(stage, 'silver', area)
    await stage.buyer.say('purchased offers')
    const first = saidBy(stage.buyer)
    assert.equal(first.match(/^\d+\. /gm)?.length, 5)
    assert.ok(!buttonsOf(stage.buyer).includes('Next page'), 'five fit on one page')
    for (const area of AREAS.slice(0, 2)) await holdCompetency(stage, 'gold', area)
    await stage.buyer.say('purchased offers')
    await stage.buyer.press('Next page')
    assert.match(saidBy(stage.buyer), /^6\. [\s\S]*^7\. /m)
    assert.equal(saidBy(stage.buyer).match(/^\d+\. /gm)?.length, 2)
    await stage.buyer.say('previous page')
    await stage.buyer.say('2')
    const named = saidBy(stage.buyer).split('\n')[0]
    await stage.buyer.say('purchased offers')
    const second = stage.buyer.lastCard()?.body.find((each: { id?: string }) => each.id === 'pick')?.choices[1]
    await stage.buyer.press('Show', { pick: second.value })
    assert.equal(saidBy(stage.buyer).split('\n')[0], named, 'by number and by button it is the same one')
    assert.match(named ?? '', /Silver competency – (Application development|Cloud platform)/)
  })

  it('S4: a competency names its area and makes eligible for incentives, which are no payment', async () => {
    const stage = await boughtStage()
    await holdCompetency(stage, 'gold', 'security')
    await stage.buyer.say('purchased offers')
    await stage.buyer.say('2')
    assert.match(saidBy(stage.buyer), /^Gold competency – Security\n/)
    assert.match(saidBy(stage.buyer), /eligible for partner incentives; that is an eligibility, not a payment/)
  })

  it('S4, S19: on, but no longer earned → it says that it will not renew, and why', async () => {
    const stage = await boughtStage()
    await hold(stage, { _id: 'silver-one', offerId: 'silver', area: 'security' })
    await stage.buyer.say('purchased offers')
    assert.match(saidBy(stage.buyer), /It will not renew on November 23, 2027: The requirements for this competency/)
  })

  it('the Actions are those that the state allows; the others say why not', async () => {
    const stage = await boughtStage()
    const actions = async () => {
      await stage.buyer.say('purchased offers')
      return buttonsOf(stage.buyer)
    }
    const [TURN_OFF, RENEW] = ['Turn off auto-renew', 'Renew subscription']
    const ALWAYS = ['Activate benefits', 'Cancel subscription']
    assert.deepEqual(await actions(), [TURN_OFF, ...ALWAYS])
    assert.match(saidBy(stage.buyer), /Renew subscription – It can be renewed from August 25, 2027 on/)
    await stage.buyer.press(TURN_OFF)
    await stage.buyer.press('confirm-turn-off')
    assert.deepEqual(await actions(), ALWAYS)
    assert.match(saidBy(stage.buyer), /Turn off auto-renew – Auto-renew is off since November 23, 2026/)
    stage.clock.advance(300 * DAY)
    assert.deepEqual(await actions(), [RENEW, ...ALWAYS])
    stage.clock.advance(66 * DAY)
    assert.deepEqual(await actions(), [RENEW, ...ALWAYS])
    assert.match(saidBy(stage.buyer), /In its grace period\nThe term ended on November 23, 2027/)
    stage.clock.advance(30 * DAY)
    assert.deepEqual(await actions(), ['Subscribe again'])
    assert.match(saidBy(stage.buyer), /Expired\nIt expired; benefits stopped on December 23, 2027/)
  })

  it('a disputed payment: on hold, not renewable, benefits wait, auto-renew can still be turned off', async () => {
    const stage = await boughtStage()
    const subscription = await stage.held()
    assert.ok(subscription)
    await stage.store.subscriptions.save(subscription, { ...subscription, state: 'frozen' })
    stage.clock.advance(300 * DAY)
    await stage.buyer.say('purchased offers')
    assert.deepEqual(buttonsOf(stage.buyer), ['Turn off auto-renew', 'Cancel subscription'])
    assert.match(
      saidBy(stage.buyer),
      /On hold[\s\S]*Activate benefits – Benefits are on hold while a payment is disputed/,
    )
  })

  it('S12: Taipei and Los Angeles see the same dates', async () => {
    const stage = await boughtStage({ at: '2026-11-23T20:00:00Z' })
    const here = await colleague(stage, 'purchaser', { id: 'taipei-one', zone: 'Asia/Taipei' })
    const there = await colleague(stage, 'purchaser', { id: 'angeles-one', zone: 'America/Los_Angeles' })
    await here.say('purchased offers')
    await there.say('purchased offers')
    assert.equal(saidBy(there), saidBy(here))
    assert.match(saidBy(here), /November 24, 2026 to November 24, 2027/, 'the company’s day, in Taipei')
  })

  it('nobody sees a purchase that is under way or failed as something that is held', async () => {
    const { person } = await reviewStage({ card: 'processing' })
    await person.press('Purchase')
    assert.match(textOf(await person.say('purchased offers')), /Your company holds no subscription/)
  })
})

describe('purchased offers, for others', () => {
  it('S2: a non-member hears how to join', async () => {
    const stage = await openStage()
    const stranger = stage.person({ tenant: 'tenant-two', id: 'stranger-one' })
    for (const word of ['purchased offers', 'renew', 'turn off auto-renew'])
      assert.match(textOf(await stranger.say(word)), /Only members of the Partner Network can do this/)
  })

  it('viewers and guests look, and get no Actions', async () => {
    const stage = await boughtStage()
    const viewer = await colleague(stage, 'viewer')
    const guest = stage.person({ id: 'guest-one', name: 'Guest One' })
    for (const person of [viewer, guest]) {
      await person.say('purchased offers')
      assert.match(saidBy(person), /^Action Pack\nActive\n/)
      assert.deepEqual(buttonsOf(person), [])
      for (const word of ['renew', 'turn off auto-renew'])
        assert.match(textOf(await person.say(word)), /You may look but not buy|You are a guest here/)
    }
  })

  const VERBS = ['pick', 'renew', 'confirm-renewal', 'turn-off', 'confirm-turn-off', 'keep-auto-renew'] as const
  const press = (verb: (typeof VERBS)[number], id: string): Action => {
    const data = {
      verb,
      ...(verb === 'pick' ? { list: 'purchased-offers', pick: id } : { subscriptionId: id }),
      ...(verb.startsWith('confirm') ? { term: 1 } : {}),
      nonce: `nonce-${verb}-${id}`.slice(0, 60),
    }
    const action = readAction(data)
    assert.ok(action, JSON.stringify(data))
    return action
  }

  for (const verb of VERBS) {
    it(`F25: ${verb} with another partner’s, a guessed or a deleted id → not found, audited, nothing changed`, async () => {
      const stage = await boughtStage()
      const mine = await stage.held()
      assert.ok(mine)
      const stranger = stage.person({ tenant: 'tenant-two', id: 'stranger-one' })
      await stranger.say('join')
      await stranger.say('Partner Two, US, UTC')
      const answers = new Set<string>()
      for (const id of [mine._id, 'sub-guessed', 'sub-deleted'])
        answers.add(JSON.stringify((await stranger.execute(press(verb, id)))[0]?.text))
      assert.deepEqual([...answers], ['"I can’t find that, or it isn’t yours to see."'])
      assert.deepEqual(await stage.held(), mine)
      const lines = await stage.store.audits.ofPartner('tenant-two', 50)
      assert.equal(lines.filter((each) => each.what === 'refused' && each.about === 'subscription').length, 3)
    })
  }

  it('F25: a colleague’s purchase is the company’s: whoever may buy acts on it', async () => {
    const stage = await boughtStage()
    const other = await colleague(stage, 'purchaser')
    await other.say('turn off auto-renew')
    await other.press('confirm-turn-off')
    assert.equal((await stage.held())?.autoRenew, false)
  })
})
