import assert from 'node:assert/strict'
import { readYes, readYesNo } from '../../dialogs/talk/typed-answers.ts'
import { readCourtesy } from '../../dialogs/understanding/courtesy.ts'
import { openStage, textOf } from '../support/conversation.ts'
import { boughtStage } from '../support/renewal-stage.ts'

const THANKS = [
  'thanks!',
  'Thank you so much.',
  'ok, thanks',
  'great, thank you',
  'thx',
  '謝謝',
  '謝謝您！',
  '好的，謝謝',
  '感謝',
]
const FINE = [
  'ok',
  'OK.',
  'okay',
  'got it',
  'perfect',
  '好',
  '好的',
  '了解',
  '收到',
  '👍',
  '👍🏽',
  '🙏',
  '❤️',
  '👌👌',
  '😀',
]
const NONE = [
  '',
  'yes',
  'no',
  'thanks but no refund came',
  'ok but when',
  '好貴',
  '👎',
  '😡',
  '?',
  'offers',
  '取消',
  '是',
]

describe('small talk', () => {
  it('is thanks, or taken note of, and nothing that asks for something', () => {
    for (const said of THANKS) assert.equal(readCourtesy(said), 'thanks', said)
    for (const said of FINE) assert.equal(readCourtesy(said), 'fine', said)
    for (const said of NONE) assert.equal(readCourtesy(said), undefined, said)
  })

  for (const [locale, welcome, fine] of [
    ['en-US', /You’re welcome/, /All right/],
    ['zh-TW', /不客氣/, /好的。/],
  ] as const)
    it(`gets a short friendly word, ${locale}`, async () => {
      const person = (await openStage()).person({ locale })
      for (const said of THANKS) assert.match(textOf(await person.say(said)), welcome, said)
      for (const said of FINE) assert.match(textOf(await person.say(said)), fine, said)
    })

  it('never agrees to anything about money: auto-renew stays on, nothing is renewed, nothing is bought', async () => {
    for (const said of [...THANKS, ...FINE]) assert.equal(readYes(said), false, said)
    for (const said of ['yes', 'yes, please', '是的', 'confirm', '確認', 'yes, thanks'])
      assert.equal(readYes(said), readYesNo(said), said)
    const stage = await boughtStage()
    const person = stage.person()
    await person.say('turn off auto-renew')
    for (const said of ['ok', '好', '👍', 'thanks', 'great']) {
      assert.match(textOf(await person.say(said)), /confirm/, said)
      const [held] = await stage.store.subscriptions.ofPartner('tenant-one', 10)
      assert.equal(held?.autoRenew, true, said)
    }
    await person.say('yes')
    const [held] = await stage.store.subscriptions.ofPartner('tenant-one', 10)
    assert.equal(held?.autoRenew, false)
  })
})
