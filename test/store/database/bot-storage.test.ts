import assert from 'node:assert/strict'
import type { Storage } from 'botbuilder'
import fc from 'fast-check'
import { botStorage, NEW_ITEM } from '../../../store/database/bot-storage.ts'
import { ConflictError } from '../../../store/database/collection.ts'
import { standingClock } from '../../support/clock.ts'
import { describeOnStores } from '../../support/stores.ts'

const TWENTY = Array.from({ length: 20 }, (_, i) => i)
const KEYS = [
  'a',
  '',
  'msteams/conversations/19:x@thread.v2;id=1',
  '$where',
  'a.b',
  '..',
  '%2F',
  '\\',
  '"',
  '合作',
  '\u0000',
]
const STATE = { $set: { 'a.b': [1, null, { $ne: 1 }] }, 'x.y': '合', '': '', eTagged: { eTag: 'inner' } }
/** Any code points but lone surrogates. The library's own unit of them takes seconds for a way back that is not needed. */
const anyText = fc
  .array(fc.oneof(fc.nat({ max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff })), { minLength: 1, maxLength: 50 })
  .map((points) => String.fromCodePoint(...points))
const seed = Number(process.env.SEED ?? 20261123)

describeOnStores('the bot’s storage', (open) => {
  let storage: Storage
  let count = 0
  let key = ''

  before(async () => {
    storage = botStorage((await open()).collection('state'), standingClock())
  })
  beforeEach(() => {
    key = `conversation ${++count}`
  })

  const read = async (of = key) => (await storage.read([of]))[of]

  it('gives nothing for what was never written', async () => {
    assert.deepEqual(await storage.read([key, 'another']), {})
    assert.deepEqual(await storage.read([]), {})
  })

  it('keeps any state as it was, with a new eTag at each write', async () => {
    await storage.write({ [key]: STATE })
    const { eTag: first, ...kept } = await read()
    assert.deepEqual(kept, STATE)
    await storage.write({ [key]: { ...STATE, eTag: first } })
    const { eTag: second } = await read()
    assert.equal(typeof first, 'string')
    assert.notEqual(first, second)
  })

  it('keeps a state with a __proto__ in it harmless (F24)', async () => {
    await storage.write({ [key]: JSON.parse('{"__proto__":{"isAdmin":true},"deep":{"__proto__":{"isAdmin":true}}}') })
    const found = await read()
    assert.deepEqual(
      [found.isAdmin, found.deep.isAdmin, Object.getPrototypeOf({}).isAdmin],
      [undefined, undefined, undefined],
    )
  })

  it('does not touch what it was given', async () => {
    const given = { [key]: { deep: { list: [1] }, eTag: '*' } }
    await storage.write(given)
    assert.deepEqual(given, { [key]: { deep: { list: [1] }, eTag: '*' } })
  })

  it('F37: of twenty writers with the eTag that they read exactly one wins', async () => {
    await storage.write({ [key]: { by: 'nobody' } })
    const { eTag } = await read()
    const tries = await Promise.allSettled(TWENTY.map((by) => storage.write({ [key]: { by, eTag } })))
    await oneWon(tries)
  })

  it('F37: of twenty first writers that say so exactly one wins', async () => {
    const tries = await Promise.allSettled(TWENTY.map((by) => storage.write({ [key]: { by, eTag: NEW_ITEM } })))
    await oneWon(tries)
  })

  it('refuses an eTag of a state that is gone, and one from before it was made anew', async () => {
    await storage.write({ [key]: { by: 'first' } })
    const { eTag } = await read()
    await storage.delete([key])
    await assert.rejects(storage.write({ [key]: { by: 'late', eTag } }), ConflictError)
    assert.equal(await read(), undefined)
    await storage.write({ [key]: { by: 'second', eTag: NEW_ITEM } })
    await assert.rejects(storage.write({ [key]: { by: 'late', eTag } }), ConflictError)
    assert.equal((await read()).by, 'second')
  })

  for (const eTag of ['*', undefined, null])
    it(`lets the last write win with the eTag ${eTag}`, async () => {
      await storage.write({ [key]: { by: 1, eTag } })
      await storage.write({ [key]: { by: 2, eTag } })
      assert.equal((await read()).by, 2)
    })

  for (const eTag of ['', 7, { $ne: '' }])
    it(`refuses the eTag ${JSON.stringify(eTag)}`, async () => {
      await storage.write({ [key]: { by: 1 } })
      await assert.rejects(storage.write({ [key]: { by: 2, eTag } }), TypeError)
      assert.equal((await read()).by, 1)
    })

  it('keeps several states apart, whatever their keys', async () => {
    const keys = [...KEYS.filter(Boolean), '\ud800', '\udc00', '\ufffd', '\\ud800', 'unknown'].map((each) => key + each)
    await storage.write(Object.fromEntries(keys.slice(0, -1).map((each, i) => [each, { i }])))
    const found = await storage.read([...keys, ...keys])
    assert.deepEqual(
      keys.map((each) => found[each]?.i),
      keys.map((_, i) => (i < keys.length - 1 ? i : undefined)),
    )
  })

  it(`gives any JSON back under any key (SEED=${seed})`, async () => {
    const item = fc.tuple(anyText, fc.dictionary(fc.string(), fc.jsonValue()))
    for (const [name, state] of fc.sample(item, { numRuns: 50, seed })) {
      const { eTag: _, ...plain } = state
      await storage.write({ [key + name]: plain })
      const { eTag, ...kept } = await read(key + name)
      assert.equal(typeof eTag, 'string')
      assert.deepEqual(kept, JSON.parse(JSON.stringify(plain)))
    }
  })

  it('deletes what is there, and only that', async () => {
    await storage.write({ [key]: { by: 1 }, [`${key} b`]: { by: 2 } })
    await storage.delete([key, 'nobody'])
    assert.equal(await read(), undefined)
    assert.equal((await read(`${key} b`)).by, 2)
  })

  it('F65: refuses a state that has grown too large, and writes nothing of that call', async () => {
    const most = 'x'.repeat(1_000_000 - '{"text":""}'.length)
    await storage.write({ [key]: { text: most } })
    const call = storage.write({ [`${key} b`]: { text: '' }, [key]: { text: `${most}x` } })
    await assert.rejects(call, { name: 'StateTooLargeError' })
    assert.equal((await read()).text.length, most.length)
    assert.equal(await read(`${key} b`), undefined)
  })

  it('refuses a key that is none', async () => {
    for (const none of ['', 'x'.repeat(2049)]) {
      await assert.rejects(storage.write({ [none]: {} }), TypeError)
      await assert.rejects(storage.read([none]), TypeError)
    }
  })

  async function oneWon(tries: PromiseSettledResult<void>[]): Promise<void> {
    const winners = TWENTY.filter((i) => tries[i]?.status === 'fulfilled')
    assert.equal(winners.length, 1)
    assert.ok(tries.every((each) => each.status === 'fulfilled' || each.reason instanceof ConflictError))
    assert.equal((await read()).by, winners[0])
  }
})
