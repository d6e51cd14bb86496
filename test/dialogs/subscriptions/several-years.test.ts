import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { buttonsOf, colleague, saidBy } from '../../support/colleague.ts'
import { textOf } from '../../support/conversation.ts'
import { boughtStage } from '../../support/renewal-stage.ts'

const RENEW = ['renew', 'next', 'agree', 'next', 'Purchase']

/** A company that buys in that zone on that day, and a calendar that it can be walked through. */
async function company(at: string, zone: string) {
  const stage = await boughtStage({ at, zone })
  const { clock, buyer } = stage
  return {
    ...stage,
    /** To a day of the company, at noon, without any job at work. */
    to(day: string): void {
      const noon = Temporal.PlainDateTime.from(`${day}T12:00`).toZonedDateTime(zone)
      clock.advance(noon.epochMilliseconds - clock.now().epochMilliseconds)
    },
    async renew() {
      for (const typed of RENEW) await buyer.say(typed)
      assert.match(saidBy(buyer), /Your order is confirmed/)
    },
    async dates() {
      const subscription = await stage.held()
      return [subscription?.term?.number, subscription?.term?.start, subscription?.term?.end, subscription?.autoRenew]
    },
  }
}

describe('several years of a partner', () => {
  it('S12–S18: subscribe, turn off, refused on, renew early: the new end is the old end and a year, auto-renew on', async () => {
    const { buyer, to, renew, dates, goTo, store, charges } = await company('2026-11-23T08:00:00Z', 'Asia/Taipei')
    assert.deepEqual(await dates(), [1, '2026-11-23', '2027-11-23', true])

    to('2027-03-01')
    await buyer.say('turn off auto-renew')
    await buyer.press('confirm-turn-off')
    await buyer.say('turn on auto-renew')
    assert.match(saidBy(buyer), /can’t be turned on again by itself[\s\S]*can be renewed from August 25, 2027 on/)
    assert.deepEqual(await dates(), [1, '2026-11-23', '2027-11-23', false])

    to('2027-08-25')
    await renew()
    assert.deepEqual(await dates(), [2, '2027-11-23', '2028-11-23', true], 'early, and no paid day is lost')
    await buyer.say('renew')
    assert.match(saidBy(buyer), /It can be renewed from August 25, 2028 on/, 'not two years at once')

    await goTo('2028-11-23', '00:15', 3)
    assert.deepEqual(await dates(), [3, '2028-11-23', '2029-11-23', true], 'renewed by itself on its date')

    to('2029-06-01')
    await buyer.say('turn off auto-renew')
    await buyer.say('confirm')
    await goTo('2029-11-23', '00:15', 3)
    assert.deepEqual(await dates(), [3, '2028-11-23', '2029-11-23', false], 'off: nothing was charged')
    await goTo('2029-12-22', '12:00', 2)
    await renew()
    assert.deepEqual(await dates(), [4, '2029-11-23', '2030-11-23', true], 'in the last of grace, and none is free')

    to('2030-10-01')
    await buyer.say('turn off auto-renew')
    await buyer.say('confirm')
    await goTo('2030-12-23', '00:15', 3)
    await buyer.say('purchased offers')
    assert.match(saidBy(buyer), /^Action Pack\nExpired\n/)
    await buyer.press('Subscribe again')
    for (const typed of ['agree', 'next', 'Purchase']) await buyer.say(typed)
    assert.deepEqual(await dates(), [1, '2030-12-23', '2031-12-23', true], 'the way back is a new subscription')

    assert.equal((await charges()).filter((each) => each.state === 'succeeded').length, 5)
    const trail = (await store.audits.ofPartner('tenant-one', 100)).map((each) => each.what)
    const count = (what: string) => trail.filter((each) => each === what).length
    assert.deepEqual(
      [count('bought'), count('renewed'), count('auto-renew-off'), count('grace-began'), count('expired')],
      [2, 3, 3, 3, 1],
    )
  })

  it('S12: bought on 29 February: 28 February in ordinary years, 29 February again in a leap year', async () => {
    const { to, renew, dates } = await company('2028-02-29T04:00:00Z', 'Asia/Taipei')
    const ends = []
    for (const day of ['2029-01-15', '2030-02-28', '2031-03-20', '2032-02-01', '2033-02-27']) {
      to(day)
      await renew()
      ends.push((await dates())[2])
    }
    assert.deepEqual(ends, ['2030-02-28', '2031-02-28', '2032-02-29', '2033-02-28', '2034-02-28'])
  })

  it('S12, S18: for a company in Los Angeles the window opens and closes at its own midnight, and Taipei sees the same', async () => {
    const stage = await boughtStage({ at: '2026-11-23T20:00:00Z', zone: 'America/Los_Angeles' })
    const there = await colleague(stage, 'purchaser', { locale: 'zh-TW', zone: 'Asia/Taipei' })
    const at = (moment: string) => stage.clock.advance(Date.parse(moment) - stage.clock.now().epochMilliseconds)
    at('2027-08-25T06:59:59Z')
    await there.say('續約')
    assert.match(saidBy(there), /自 2027 年 8 月 25 日起可續約/, '24 August 23:59:59 in Los Angeles')
    at('2027-08-25T07:00:00Z')
    await there.say('續約')
    assert.match(saidBy(there), /確認訂單詳細資料/, 'midnight in Los Angeles, afternoon in Taipei')
    at('2027-12-23T07:59:59Z')
    await stage.buyer.say('purchased offers')
    await there.say('已購買的優惠')
    assert.ok(buttonsOf(stage.buyer).includes('Renew subscription') && buttonsOf(there).includes('續約訂閱'))
    at('2027-12-23T08:00:00Z')
    await stage.buyer.say('purchased offers')
    await there.say('已購買的優惠')
    assert.match(saidBy(stage.buyer), /benefits stopped on December 23, 2027/)
    assert.match(saidBy(there), /權益已於 2027 年 12 月 23 日停止/)
    assert.match(textOf(await there.press('再次訂閱')), /條款及條件/)
  })
})
