import assert from 'node:assert/strict'
import type { StateRecord } from '../../../store/database/bot-storage.ts'
import { ConflictError } from '../../../store/database/collection.ts'
import { openDatabase } from '../../../store/open-database.ts'
import type { Conversation } from '../../../store/people/conversation.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

/** Writes into the one state document of a conversation, as another version or another instance of the bot would. */
async function tamper(stage: Stage, change: (state: Record<string, unknown>) => unknown): Promise<void> {
  const records = stage.database.collection<StateRecord>('bot-state')
  for (const record of await records.find({}, { limit: 10 }).toArray()) {
    const state = JSON.parse(record.json)
    const json = JSON.stringify(change(state) ?? state)
    await records.updateOne({ _id: record._id }, { $set: { json } })
  }
}

/** The inner stack: of the flow that is open inside root. */
// biome-ignore lint/suspicious/noExplicitAny: somebody else's JSON, to be broken.
const innerStack = (state: any) => state.dialog?.dialogStack?.[0]?.state?.dialogs?.dialogStack ?? []

describe('the turn', () => {
  const BROKEN: Record<string, (state: Record<string, unknown>) => unknown> = {
    'a dialog that no longer exists, at the root': (state) => ({
      ...state,
      dialog: { dialogStack: [{ id: 'gone', state: {} }] },
    }),
    'a dialog that no longer exists, inside': (state) => {
      innerStack(state).push({ id: 'gone', state: {} })
      return state
    },
    'a step past the end': (state) => {
      innerStack(state)[0].state.stepIndex = 99
      return state
    },
    'a step that is a text': (state) => {
      innerStack(state)[0].state.stepIndex = 'two'
      return state
    },
    'other steps than this version has': (state) => {
      innerStack(state)[0].state.values.shape = 'older>steps'
      return state
    },
    'a state of null': (state) => {
      innerStack(state)[0].state = null
      return state
    },
    'a stack that is no list': (state) => ({ ...state, dialog: { dialogStack: 'old' } }),
    'a blob of five years ago': () => ({ conversation: { step: 3, data: { name: 'x' } }, DialogState: { stack: [] } }),
  }
  for (const [what, change] of Object.entries(BROKEN)) {
    it(`F38, F39: ${what} → the bot goes on, the order is kept`, async () => {
      const { stage, person } = await reviewStage()
      await tamper(stage, change)
      const first = textOf(await person.say('help'))
      assert.match(first, /What I can do|updated meanwhile|Sorry/)
      assert.match(textOf(await person.say('continue')), /Review your order/)
      assert.match(textOf(await person.press('Purchase')), /Your order is confirmed/)
    })
  }

  it('F41: what throws is one calm sentence with a reference, in the person’s language; the order is kept', async () => {
    const { stage, person } = await reviewStage({ locale: 'zh-TW' })
    const { get } = stage.store.orders
    stage.store.orders.get = async () => {
      throw new TypeError('secret: mongodb://u:p@h')
    }
    const said = textOf(await person.say('購買'))
    assert.match(said, /很抱歉，我們這邊發生問題.*參考編號：\w{8}/)
    assert.doesNotMatch(said, /secret|mongodb/)
    stage.store.orders.get = get
    assert.match(textOf(await person.say('繼續')), /檢閱您的訂單/)
  })

  it('F41: an apology that can’t be sent ends there', async () => {
    const stage = await openStage()
    const person = stage.person()
    stage.store.partners.get = async () => {
      throw new Error('broken')
    }
    stage.adapter.failNextSends = 3
    assert.deepEqual(await person.say('hello'), [])
  })

  it('F46: a person who has blocked us is not told that we are sorry', async () => {
    const stage = await openStage()
    let sends = 0
    stage.adapter.sendActivities = async () => {
      sends += 1
      throw Object.assign(new Error('blocked'), { name: 'RestError', statusCode: 403 })
    }
    await stage.person().say('hello')
    assert.equal(sends, 1)
  })

  it('F37: a turn that loses the race to another instance runs again, and had said nothing', async () => {
    const database = await openDatabase({ memory: true })
    const one = await openStage({ database })
    const two = await openStage({ database, bank: one.database, clock: one.clock })
    const here = one.person()
    const there = two.person()
    await here.toReview()
    const { data } = here.find('Purchase')
    await Promise.all([here.execute(data), there.execute(data), here.say('help'), there.say('language')])
    // Whoever lost the race for the order's job is told by itself a little later.
    for (let beats = 0; beats < 3; beats++) {
      one.clock.advance(20_000)
      await Promise.all([one.runDue(), two.runDue()])
    }
    const receipts = [...here.cards(), ...there.cards()].filter((card) =>
      /^Your order is confirmed/.test(card.fallbackText),
    )
    assert.equal(receipts.length, 1)
  })

  it('F37: who is met for the first time by two instances at once is answered all the same', async () => {
    const stage = await openStage()
    const { meet } = stage.store.people
    stage.store.people.meet = async () => {
      stage.store.people.meet = meet
      throw new ConflictError('the person came and went')
    }
    assert.match(textOf(await stage.person().say('help')), /What I can do/)
  })

  it('F23, F24: card data that no card of ours sends changes nothing and pollutes nothing', async () => {
    const { stage, person } = await reviewStage()
    const { data } = person.find('Purchase')
    const hostile: unknown[] = [
      ...[null, 7, 'purchase', [], [data], {}, { verb: 'purchase' }],
      { ...data, orderId: { $ne: null } },
      { ...data, review: Number.POSITIVE_INFINITY },
      { ...data, review: 2 ** 53 + 2 },
      { ...data, 'a.b': 1 },
      { ...data, $where: '1' },
      { ...data, price: 1 },
      { ...data, nonce: 'x'.repeat(1_000_000) },
      JSON.parse(
        `{"__proto__": {"isAdmin": true}, "verb": "purchase", "orderId": "x", "review": 1, "nonce": "abcdefgh"}`,
      ),
      { ...data, constructor: { prototype: { isAdmin: true } } },
    ]
    for (const value of hostile) {
      const said = await person.execute(value)
      assert.doesNotMatch(textOf(said), /is confirmed/)
      assert.equal(said.at(-1)?.type, 'invokeResponse')
      assert.equal(said.at(-1)?.value?.status, 200)
    }
    assert.equal(Object({}).isAdmin, undefined)
    assert.deepEqual(await stage.store.subscriptions.ofPartner('tenant-one'), [])
    assert.match(textOf(await person.say('Purchase')), /confirmed/)
  })

  it('F20: in a channel nothing personal is said: the bot points to the 1:1 chat', async () => {
    const stage = await openStage()
    const person = stage.person()
    const conversation = {
      id: '19:abc@thread.tacv2',
      conversationType: 'channel',
      tenantId: 'tenant-one',
      isGroup: true,
      name: 'x',
    }
    await person.deliver({ type: 'message', text: 'subscribe', conversation })
    const said = stage.adapter.sent.filter((each) => each.conversation?.id === conversation.id)
    assert.match(textOf(said), /Let’s do this in our own chat.*teams\.microsoft\.com/s)
  })

  const GROUPS: [sign: string, conversation: object, channelData?: object][] = [
    ['isGroup alone', { id: 'a:group-one', isGroup: true }],
    ['isGroup against its type', { id: 'a:group-one', isGroup: true, conversationType: 'personal' }],
    ['its type alone', { id: 'a:group-one', conversationType: 'groupChat' }],
    ['the id of a group chat', { id: '19:0a0b0c@thread.v2' }],
    ['the id of a meeting', { id: '19:meeting_MDQ0@thread.v2', conversationType: 'personal' }],
    ['the id of a channel’s thread', { id: '19:0a0b0c@thread.tacv2;messageid=17', conversationType: 'personal' }],
    ['the id of an old channel', { id: '19:0a0b0c@thread.skype' }],
    ['a team', { id: 'a:group-one' }, { team: { id: '19:team@thread.tacv2' } }],
    ['a channel', { id: 'a:group-one' }, { teamsChannelId: '19:channel@thread.tacv2' }],
  ]
  for (const [sign, conversation, channelData] of GROUPS)
    it(`F20: nobody hears anything personal where others read, known by ${sign}`, async () => {
      const stage = await openStage()
      const person = stage.person()
      const there = {
        conversation: { tenantId: 'tenant-one', ...conversation } as never,
        channelData: { tenant: { id: 'tenant-one' }, ...channelData },
      }
      for (const said of [{ text: 'purchased offers' }, { value: { verb: 'command', command: 'people', nonce: 'n' } }])
        await person.deliver({ type: 'message', ...said, ...there })
      await person.deliver({ type: 'installationUpdate', action: 'add', ...there })
      assert.equal(stage.adapter.sent.length, 2)
      for (const each of stage.adapter.sent) assert.match(textOf([each]), /Let’s do this in our own chat/)
      assert.equal(await stage.store.people.known('tenant-one', 'purchaser-one'), undefined)
    })

  it('F21, F36: edits, deletions, reactions and unknown activities change nothing', async () => {
    const { stage, person } = await reviewStage()
    for (const type of [
      'messageUpdate',
      'messageDelete',
      'messageReaction',
      'conversationUpdate',
      'endOfConversation',
      'x',
    ])
      assert.deepEqual(
        await person.deliver({ type, text: 'Purchase', membersAdded: [{ id: '28:bot', name: 'Bot' }] }),
        [],
        type,
      )
    assert.deepEqual(await stage.store.subscriptions.ofPartner('tenant-one'), [])
  })

  it('F22: an unknown invoke is answered 501, a known one always', async () => {
    const stage = await openStage()
    const person = stage.person()
    const [unknown] = await person.deliver({ type: 'invoke', name: 'task/fetch', value: {} })
    assert.deepEqual(unknown?.value, { status: 501 })
    stage.store.partners.get = async () => {
      throw new Error('broken')
    }
    const said = await person.execute({ verb: 'close', nonce: 'abcdefgh' })
    assert.equal(said.at(-1)?.value?.status, 200)
    assert.match(textOf(said), /Sorry, something went wrong/)
  })

  it('F34: our own mention is taken out of the text, others and broken ones do no harm', async () => {
    const stage = await openStage()
    const person = stage.person()
    const mentioned = { id: '28:bot', name: 'Bot' }
    const entities = [
      { type: 'mention', mentioned, text: '<at>Bot</at>' },
      { type: 'mention' },
      { type: 'mention', mentioned: null },
    ]
    assert.match(textOf(await person.say('<at>Bot</at> help', { entities })), /What I can do/)
  })

  it('F18, F19: no tenant → nothing read or said; no Entra id → reads only', async () => {
    const stage = await openStage()
    const person = stage.person()
    const conversation = { id: 'a:tenant-one:purchaser-one', conversationType: 'personal', isGroup: false, name: '' }
    assert.deepEqual(
      await person.deliver({ type: 'message', text: 'help', conversation: conversation as never, channelData: {} }),
      [],
    )
    const from = { id: '29:anonymous', name: 'Somebody' }
    assert.match(textOf(await person.say('offers', { from })), /Network membership/)
    await person.say('join', { from })
    const said = textOf(await person.say('Partner One, US, UTC', { from }))
    assert.match(said, /You are a guest here/)
    assert.equal(await stage.store.partners.get('tenant-one'), undefined)
  })

  it('welcomes once at install, in Teams’ language, and again after a reinstall', async () => {
    const stage = await openStage()
    const person = stage.person({ locale: 'zh-TW' })
    const id = 'install-one'
    assert.match(textOf(await person.deliver({ type: 'installationUpdate', action: 'add', id })), /您好！/)
    assert.deepEqual(await person.deliver({ type: 'installationUpdate', action: 'add', id }), [])
    assert.deepEqual(
      await person.deliver({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot', name: 'Bot' }] }),
      [],
    )
    assert.deepEqual(await person.deliver({ type: 'installationUpdate', action: 'remove' }), [])
    assert.match(textOf(await person.install()), /您好！/)
  })

  it('F47, F48: after a reinstall in another region a person has one reference, the newest', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.install()
    await person.deliver({ type: 'installationUpdate', action: 'remove' })
    const conversation = {
      id: 'a:after-the-reinstall',
      conversationType: 'personal' as const,
      isGroup: false,
      name: '',
    }
    await person.deliver({
      type: 'installationUpdate',
      action: 'add',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      conversation: { ...conversation, tenantId: 'tenant-one' },
    })
    const kept = await stage.database.collection<Conversation>('conversations').find({}, { limit: 10 }).toArray()
    assert.equal(kept.length, 1)
    const { conversation: where, serviceUrl } = JSON.parse(kept[0]?.reference ?? '')
    assert.deepEqual([where.id, serviceUrl], [conversation.id, 'https://smba.trafficmanager.net/emea/'])
  })

  it('S24: welcomes a colleague with what a viewer can do, and who can give more', async () => {
    const stage = await openStage()
    const first = stage.person({})
    await first.say('join')
    await first.say('Partner One, US, America/New_York')
    const viewer = textOf(await stage.person({ id: 'viewer-two', name: 'Viewer Two' }).install())
    assert.match(viewer, /see the offers and what your company holds.*An admin of your company can give you the right/s)
    assert.doesNotMatch(viewer, /"title":"Subscribe"/)
    const inChinese = textOf(
      await stage.person({ id: 'viewer-three', name: 'Viewer Three', locale: 'zh-TW' }).install(),
    )
    assert.match(inChinese, /貴公司已購買的項目/)
    assert.match(textOf(await first.install()), /"title":"Subscribe"/)
  })

  it('one state read and at most one write a turn', async () => {
    const database = await openDatabase({ memory: true })
    const calls: string[] = []
    const collection: typeof database.collection = (name) => {
      const of = database.collection(name)
      if (name !== 'bot-state') return of as never
      const counted =
        (call: string, work: (...args: never[]) => unknown) =>
        (...args: never[]) => {
          calls.push(call)
          return work(...args)
        }
      return {
        ...of,
        createIndex: of.createIndex.bind(of),
        find: counted('read', (...args) => of.find(...(args as unknown as Parameters<typeof of.find>))),
        insertOne: counted('write', (...args) => of.insertOne(...(args as unknown as Parameters<typeof of.insertOne>))),
        updateOne: counted('write', (...args) => of.updateOne(...(args as unknown as Parameters<typeof of.updateOne>))),
      } as never
    }
    const stage = await openStage({ database: { ...database, collection } })
    const person = stage.person()
    for (const words of ['hello', 'offers', 'join', 'help']) {
      calls.length = 0
      await person.say(words)
      assert.deepEqual(calls, ['read', 'write'], words)
    }
  })
})
