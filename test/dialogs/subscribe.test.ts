import assert from 'node:assert/strict'
import { openStage, textOf } from '../support/conversation.ts'

describe('subscribe', () => {
  it('S2, S8–S11: from hello to a receipt', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.install()
    await person.press('Join')
    await person.press('Agree and join', { company: 'Partner One', country: 'US', zone: 'America/Los_Angeles' })
    await person.press('Offers')
    await person.press('Subscribe: Action Pack')
    await person.press('Agree')
    await person.addCard()
    const said = textOf(await person.press('Purchase'))
    assert.match(said, /Your order is confirmed/)
    assert.match(said, /USD 475\.00/)
    assert.match(said, /November 23, 2027/)
  })
})
