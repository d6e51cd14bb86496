import assert from 'node:assert/strict'
import { TurnContext } from 'botbuilder'
import { messageCard } from '../../../cards/message.ts'
import { collect, collecting } from '../../../dialogs/talk/outcome.ts'
import { setTurn, turnOf } from '../../../dialogs/talk/turn.ts'
import { BareAdapter } from '../../support/bare-adapter.ts'

const card = (line: string) => messageCard('en', { lines: [line] })

function aTurn(): TurnContext {
  const context = new TurnContext(new BareAdapter(), { type: 'message' })
  const speaker = {
    tenantId: 'tenant-one',
    partner: undefined,
    person: {
      _id: 'p1',
      version: 1,
      partnerId: 'tenant-one',
      objectId: 'one',
      role: 'viewer' as const,
      firstSeenAt: '2026-11-24T00:00:00Z',
    },
    locale: 'en' as const,
    zone: 'UTC',
  }
  setTurn(context, {
    speaker,
    input: { kind: 'text', text: '' },
    membership: async () => 'member',
    isAgent: async () => false,
  })
  return context
}

describe('what comes of a turn', () => {
  it('is nothing where nothing was returned', async () => {
    assert.deepEqual(await collecting(aTurn(), async () => undefined), {})
  })

  it('is the last card of those that its steps have returned', async () => {
    const context = aTurn()
    const { replacementCard } = await collecting(context, async () => {
      collect(context, { replacementCard: card('first') })
      collect(context, { replacementCard: card('second') })
      collect(context, { replacementCard: undefined })
    })
    assert.deepEqual(replacementCard, card('second'))
  })

  it('is everything to be done after sending, in order, also if one of it fails', async () => {
    const context = aTurn()
    const done: string[] = []
    const { afterSend } = await collecting(context, async () => {
      for (const each of ['one', 'two', 'three'])
        collect(context, {
          async afterSend() {
            done.push(each)
            if (each === 'two') throw new Error('two fails')
          },
        })
    })
    await assert.rejects(async () => afterSend?.(), /two fails/)
    assert.deepEqual(done, ['one', 'two', 'three'])
  })

  it('is known at once where it changes who speaks', async () => {
    const context = aTurn()
    await collecting(context, async () => {
      const { speaker } = turnOf(context)
      collect(context, { speaker: { ...speaker, locale: 'zh-TW' } })
      assert.equal(turnOf(context).speaker.locale, 'zh-TW')
      assert.equal(speaker.locale, 'en', 'whoever holds the speaker from before keeps them as they were')
    })
  })

  it('is forgotten with a run that lost its race', async () => {
    const context = aTurn()
    await assert.rejects(
      collecting(context, async () => {
        collect(context, { replacementCard: card('of the lost run') })
        throw new Error('lost')
      }),
    )
    assert.deepEqual(await collecting(context, async () => undefined), {})
  })

  it('is lost nowhere: outside of a turn nobody can return anything', () => {
    assert.throws(() => collect(aTurn(), {}), /nobody collects/)
  })
})
