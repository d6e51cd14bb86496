import assert from 'node:assert/strict'
import { AutoSaveStateMiddleware, ConversationState, type Storage, TestAdapter } from 'botbuilder'
import { Dialog, DialogSet, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs'
import { botStorage } from '../../../store/database/bot-storage.ts'
import { standingClock } from '../../support/clock.ts'
import { describeOnStores } from '../../support/stores.ts'

/** As in the library's own tests of a storage (StorageBaseTests): every sign that an address or a path could stumble over. */
const CRAZY = '!@#$%^&*()~/\\><,.?\';"`~'

describeOnStores('what BotBuilder asks of a storage', (open) => {
  let storage: Storage
  beforeEach(async () => {
    storage = botStorage((await open()).collection('state'), standingClock())
  })

  it('reads nothing under a key that nobody wrote, and nothing for no keys', async () => {
    assert.deepEqual(await storage.read(['unknown']), {})
    assert.deepEqual(await storage.read([]), {})
  })

  for (const none of [null, undefined])
    it(`takes ${none} for nothing to do`, async () => {
      const call = (method: keyof Storage): Promise<unknown> => Reflect.apply(storage[method], storage, [none])
      assert.deepEqual(await call('read'), {})
      assert.equal(await call('write'), undefined)
      assert.equal(await call('delete'), undefined)
    })

  it('takes a list without items for nothing to write', async () => {
    await storage.write(Object.assign([], {}))
  })

  it('makes what is written for the first time, and gives it an eTag', async () => {
    await storage.write({ plain: { id: 1 }, withETag: { id: 2, eTag: '*' } })
    const found = await storage.read(['plain', 'withETag'])
    assert.deepEqual([found.plain.id, found.withETag.id], [1, 2])
    assert.ok(found.plain.eTag && found.withETag.eTag && found.plain.eTag !== found.withETag.eTag)
  })

  it('keeps a state under a key of any signs', async () => {
    await storage.write({ [CRAZY]: { id: 1 } })
    assert.equal((await storage.read([CRAZY]))[CRAZY].id, 1)
  })

  it('updates: with the eTag that was read, without one, never with an old one, and with * in any case', async () => {
    await storage.write({ plain: { id: 1, count: 1 }, item: { id: 1, count: 1 } })
    const read = await storage.read(['plain', 'item'])
    const { eTag: _eTag, ...plain } = read.plain
    await storage.write({ plain: { ...plain, count: 2 }, item: { ...read.item, count: 2 } })

    const second = await storage.read(['plain', 'item'])
    assert.deepEqual([second.plain.count, second.item.count], [2, 2])
    assert.notEqual(second.item.eTag, read.item.eTag)
    await storage.write({ plain: { ...plain, count: 123 } })
    await assert.rejects(storage.write({ item: { ...read.item, count: 123 } }))

    const third = await storage.read(['plain', 'item'])
    assert.deepEqual([third.plain.count, third.item.count], [123, 2])
    await storage.write({ plain: { ...third.plain, count: 100 }, item: { ...third.item, count: 100, eTag: '*' } })
    const last = await storage.read(['plain', 'item'])
    assert.deepEqual([last.plain.count, last.item.count], [100, 100])
  })

  it('deletes one and several, and what is not there', async () => {
    const keys = ['batch1', 'batch2', 'batch3']
    await storage.write(Object.fromEntries(keys.map((key, i) => [key, { count: i + 1 }])))
    assert.deepEqual(
      Object.values(await storage.read(keys)).map(({ count }) => count),
      [1, 2, 3],
    )
    await storage.delete(['unknown', 'batch1'])
    assert.deepEqual(Object.keys(await storage.read(keys)).sort(), ['batch2', 'batch3'])
    await storage.delete(keys)
    assert.deepEqual(await storage.read(keys), {})
  })

  it('carries a waterfall of the library’s own through its turns', async () => {
    const state = new ConversationState(storage)
    const dialogs = new DialogSet(state.createProperty('dialogState'))
    dialogs.add(
      new TextPrompt('name', async ({ context, recognized, attemptCount }) => {
        const isLong = (recognized.value ?? '').length > 3
        await context.sendActivity(isLong ? `taken at try ${attemptCount}` : `longer, please: ${attemptCount}`)
        return isLong
      }),
    )
    dialogs.add(
      new WaterfallDialog('waterfall', [
        async ({ context }) => {
          await context.sendActivity('step 1')
          return Dialog.EndOfTurn
        },
        (step) => step.prompt('name', 'your name?'),
        async ({ context, result }) => {
          await context.sendActivity(`step 3: ${result}`)
          return Dialog.EndOfTurn
        },
      ]),
    )
    const adapter = new TestAdapter(async (context) => {
      const talk = await dialogs.createContext(context)
      await talk.continueDialog()
      if (!context.responded) await talk.beginDialog('waterfall')
    }).use(new AutoSaveStateMiddleware(state))
    await adapter
      .send('hello')
      .assertReply('step 1')
      .send('hello')
      .assertReply('your name?')
      .send('hi')
      .assertReply('longer, please: 1')
      .send('hi')
      .assertReply('longer, please: 2')
      .send('Kyle')
      .assertReply('taken at try 3')
      .assertReply('step 3: Kyle')
      .startTest()
  })
})
