import assert from 'node:assert/strict'
import sinon from 'sinon'
import { blankMessage } from '../../../../bot/sandbox/connector/message.ts'
import { openTranscript } from '../../../../bot/sandbox/connector/transcript.ts'
import { openTranscriptStore, type TranscriptRecord } from '../../../../bot/sandbox/connector/transcript-store.ts'
import { openDatabase } from '../../../../store/open-database.ts'
import { startEndpoint } from './endpoint.ts'
import { openStage } from './stage.ts'

describe('connector: what was said stays over a restart', () => {
  const message = (id: string, text: string) => ({
    ...blankMessage({ id, type: 'message', from: 'bot', at: '2026-11-23T08:00:00Z' }),
    text,
  })

  it('gives history, settings and ids back; typing is gone, new numbers follow the old ones', async () => {
    const database = await openDatabase({ memory: true })
    const transcripts = database.collection<TranscriptRecord>('chats')
    const endpoint = await startEndpoint()
    const first = await openStage({ botUrl: endpoint.url, transcripts })
    await first.install('purchaser-one')
    await first.say('purchaser-one', 'hello')
    first.change('purchaser-one', { locale: 'zh-TW', zone: 'Asia/Taipei' })
    await first.close()
    const second = await openStage({ botUrl: endpoint.url, transcripts, newId: () => 'second' })
    try {
      assert.deepEqual(
        second.conversation('purchaser-one').map(({ id, text, delivered }) => ({ id, text, delivered })),
        [{ id: 'id-3', text: 'hello', delivered: true }],
      )
      const { locale, zone } = second.person('purchaser-one')
      assert.deepEqual([second.installed('purchaser-one'), locale, zone], [true, 'zh-TW', 'Asia/Taipei'])
      assert.equal(second.installed('purchaser-two'), false)
      const before = endpoint.heard.at(-1)
      await second.say('purchaser-one', 'again')
      assert.deepEqual(endpoint.heard.at(-1)?.from, before?.from)
      assert.deepEqual(endpoint.heard.at(-1)?.conversation, before?.conversation)
      assert.deepEqual(
        second.conversation('purchaser-one').map((each) => each.text),
        ['hello', 'again'],
      )
    } finally {
      await second.close()
      await endpoint.close()
      await database.close()
    }
  })

  it('keeps the newest 500 of a conversation, in memory and in the store', async () => {
    const database = await openDatabase({ memory: true })
    const collection = database.collection<TranscriptRecord>('chats')
    const store = await openTranscriptStore(collection)
    const transcript = await openTranscript(['a'], store)
    for (let i = 1; i <= 503; i++) transcript.add('a', message(`m${i}`, `${i}`))
    await store.flush()
    assert.equal(await collection.countDocuments({ conversation: 'a' }), 500)
    const again = await openTranscript(['a'], await openTranscriptStore(collection))
    assert.deepEqual([again.of('a').length, again.of('a')[0]?.text, again.of('a').at(-1)?.text], [500, '4', '503'])
    await database.close()
  })

  it('keeps keys that a database would refuse', async () => {
    const database = await openDatabase({ memory: true })
    const collection = database.collection<TranscriptRecord>('chats')
    const store = await openTranscriptStore(collection)
    const card = { $schema: 'x', 'a.b': { $ne: 1 }, type: 'AdaptiveCard' }
    const transcript = await openTranscript(['a'], store)
    transcript.add('a', { ...message('m1', ''), cards: [card] })
    await store.flush()
    const again = await openTranscript(['a'], await openTranscriptStore(collection))
    assert.deepEqual(again.of('a')[0]?.cards, [card])
    await database.close()
  })

  it('tells at the end that the history could not be written', async () => {
    const database = await openDatabase({ memory: true })
    const collection = database.collection<TranscriptRecord>('chats')
    sinon.stub(collection, 'updateOne').rejects(new Error('disk full'))
    const store = await openTranscriptStore(collection)
    const transcript = await openTranscript(['a'], store)
    transcript.add('a', message('m1', 'lost'))
    await assert.rejects(store.flush(), /disk full/)
    assert.equal(transcript.of('a').length, 1)
    await database.close()
  })
})
