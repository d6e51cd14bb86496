import assert from 'node:assert/strict'
import { recognise } from '../../../dialogs/recognise.ts'
import { openStage, textOf } from '../../support/conversation.ts'

async function member(locale = 'en-US') {
  const stage = await openStage()
  const person = stage.person({ locale })
  await person.say('join')
  await person.say('Partner One, US, Asia/Taipei')
  return { stage, person }
}

describe('a sentence that names what is to be bought', () => {
  for (const [said, offer] of [
    ['subscribe to Action Pack', 'action-pack'],
    ['Subscribe to silver', 'silver'],
    ['please subscribe to the Gold competency', 'gold'],
    ['buy action pack', 'action-pack'],
    ['get Action Pack please', 'action-pack'],
    ['訂閱金級', 'gold'],
    ['我要訂閱行動套件', 'action-pack'],
  ] as const)
    it(`“${said}” goes straight there`, () => {
      const { command, details } = recognise(said)
      assert.deepEqual([command, details.offer], ['subscribe', offer])
    })

  for (const said of ['don’t subscribe to gold', 'did I buy Action Pack', 'how do I get gold', '不要訂閱金級', 'buy'])
    it(`S10: “${said}” does not`, () => assert.notEqual(recognise(said).command, 'subscribe'))

  it('begins with the offer’s terms and its price, and buys nothing', async () => {
    const { stage, person } = await member()
    const said = textOf(await person.say('subscribe to Action Pack'))
    assert.match(said, /Action Pack: USD 475.00 for 1 year.*Nothing is charged yet/)
    assert.match(said, /Terms and conditions/)
    assert.equal((await stage.store.subscriptions.heldBy('tenant-one')).length, 0)
  })

  it('“did you mean” keeps the offer that was named', async () => {
    const { person } = await member()
    assert.match(textOf(await person.say('Action Pack')), /"verb":"subscribe","offerId":"action-pack"/)
  })
})
