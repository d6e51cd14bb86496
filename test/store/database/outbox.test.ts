import assert from 'node:assert/strict'
import { z } from 'zod'
import { openOutbox, waitAfter } from '../../../store/database/outbox.ts'
import { records } from '../../../store/database/records.ts'
import { describeOnStores } from '../../support/stores.ts'

const letter = z.strictObject({
  ...{ _id: z.string(), version: z.int() },
  ...{ sendAt: z.string().optional(), tries: z.int().optional(), text: z.string() },
})
type Letter = z.infer<typeof letter>

const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`

describeOnStores('what waits for somebody to hear of it', (open) => {
  async function withLetters(...letters: Partial<Letter>[]) {
    const collection = (await open()).collection<Letter>('letters')
    await collection.createIndex({ sendAt: 1 }, { name: 'due' })
    const rows = records(collection, letter)
    for (const [i, each] of letters.entries())
      await rows.insert({ _id: `l${i}`, version: 1, text: 'first', sendAt: at(8), ...each })
    const get = async (id: string) => {
      const found = await rows.get(id)
      assert.ok(found)
      return found
    }
    return { outbox: openOutbox(rows, 'sendAt'), rows, get }
  }
  const ids = (letters: Letter[]) => letters.map(({ _id }) => _id)

  it('is due from its time on, the longest due first; what is settled waits no more', async () => {
    const { outbox } = await withLetters(
      { sendAt: at(9) },
      { sendAt: at(8) },
      { sendAt: undefined },
      { sendAt: at(10) },
    )
    assert.deepEqual(ids(await outbox.due(at(9), 10)), ['l1', 'l0'])
    assert.deepEqual(ids(await outbox.due(at(9), 1)), ['l1'])
    assert.deepEqual(ids(await outbox.waiting(10)), ['l1', 'l0', 'l3'])
  })

  it('F66: of many who claim it one has it, each claim is a try, and it is due again when the claim is over', async () => {
    const { outbox, get } = await withLetters({})
    const read = await get('l0')
    const claims = await Promise.all([9, 9, 9].map((hour) => outbox.claim(read, { sendAt: at(hour) })))
    assert.equal(claims.filter(Boolean).length, 1)
    assert.deepEqual(await outbox.due(at(8), 10), [])
    const [left] = await outbox.due(at(9), 10)
    assert.ok(left)
    assert.equal((await outbox.claim(left, { sendAt: at(10) }))?.tries, 2)
  })

  it('is put off or settled after the claim; what has happened meanwhile is due at once, whatever became of the claim', async () => {
    const { outbox, rows, get } = await withLetters({}, {}, {})
    for (const id of ['l0', 'l1', 'l2']) await outbox.claim(await get(id), { sendAt: at(9) })
    await rows.save(await get('l2'), { ...(await get('l2')), text: 'second', tries: 0 })
    await outbox.finish('l0', at(8), () => ({ sendAt: at(12) }))
    for (const id of ['l1', 'l2']) await outbox.finish(id, at(8), () => ({ sendAt: undefined, tries: 0 }))
    const times = await Promise.all(['l0', 'l1', 'l2'].map(async (id) => (await get(id)).sendAt))
    assert.deepEqual(times, [at(12), undefined, at(8)])
  })

  it('somebody else’s decision stays: what they have changed is neither kept nor finished over', async () => {
    const { outbox, get } = await withLetters({})
    const read = await get('l0')
    await outbox.change('l0', (latest) => ({ ...latest, sendAt: undefined }))
    assert.equal(await outbox.keep(read, { ...read, text: 'late' }), undefined)
    const before = await get('l0')
    await outbox.finish('l0', at(8), () => undefined)
    assert.deepEqual(await get('l0'), before)
  })
})

describe('the wait for the next try', () => {
  const backOff = { firstMs: 2_000, longestMs: 600_000, mostTries: 10 }

  it('doubles up to the longest, and never grows past it', () => {
    const waits = [1, 2, 3, 9, 10, 50, 5_000].map((tries) => waitAfter(tries, backOff, () => 0.5))
    assert.deepEqual(waits, [2_000, 4_000, 8_000, 512_000, 600_000, 600_000, 600_000])
  })

  it('differs by a quarter to each side', () => {
    assert.deepEqual(
      [0, 1].map((random) => waitAfter(2, backOff, () => random)),
      [3_000, 5_000],
    )
  })
})
