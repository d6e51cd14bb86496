import assert from 'node:assert/strict'
import { readTicketWords } from '../../../dialogs/support/ticket-words.ts'
import { textOf } from '../../support/conversation.ts'
import { withTicket } from '../../support/one-ticket.ts'
import { aTicket } from '../../support/tickets.ts'

describe('words for a support request', () => {
  for (const [said, words] of [
    ['reply Thank you 😀', { act: 'reply', message: 'Thank you 😀' }],
    ['回覆不需要了', { act: 'reply', message: '不需要了' }],
    ['Withdraw.', { act: 'withdraw' }],
    ['Not solved', { act: 'not-solved' }],
    ['reply', undefined],
    ['I withdraw', undefined],
  ] as const)
    it(`${said}: ${words?.act ?? 'none'}`, () => assert.deepEqual(readTicketWords(said), words))

  it('S22: what the card of a news says can be typed is understood, with no list opened before', async () => {
    const { stage, person, ticket, one } = await withTicket()
    const { thread } = stage.liveCard(1)
    await one.say('What shall happen with the keys?', thread)
    await stage.runDue()
    assert.match(textOf(await person.say('回覆 請取消訂閱')), /請取消訂閱/)
    assert.match(textOf(await person.say('回覆：謝謝')), /謝謝/, 'and again, after the card that answered')
    assert.deepEqual(
      (await ticket()).entries.flatMap((each) => each.text ?? []),
      ['What shall happen with the keys?', '請取消訂閱', '謝謝'],
    )
    await one.say('close answered', thread)
    await stage.runDue()
    await person.say('未解決')
    assert.equal((await ticket()).state, 'open')
  })

  it('of several requests none is taken for the one that is meant', async () => {
    const { stage, person, ticket } = await withTicket()
    const { followers } = await ticket()
    await stage.store.tickets.insert(
      aTicket({ id: 'tic-2', number: 2, personId: followers[0] ?? '', subscriptionId: 'another' }),
    )
    assert.match(textOf(await person.say('回覆 謝謝')), /支援要求/)
    assert.deepEqual(
      (await ticket()).entries.flatMap((each) => each.text ?? []),
      [],
    )
  })

  it('whoever has no request is asked what they mean', async () => {
    const { stage } = await withTicket()
    const other = stage.person({ tenant: 'tenant-two', id: 'purchaser-two' })
    assert.match(textOf(await other.say('withdraw')), /didn’t understand|Did you mean/)
  })
})
