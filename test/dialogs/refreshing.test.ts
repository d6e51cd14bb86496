import assert from 'node:assert/strict'
import type { Collection, Database, Document } from '../../store/database/collection.ts'
import { openDatabase } from '../../store/open-database.ts'
import { openStage, textOf } from '../support/conversation.ts'

describe('cards that heal when they are seen', () => {
  it('an order that was being paid shows what became of it', async () => {
    const { stage, person } = await bought('processing')
    const waiting = person.cards().findLast((each) => each.refresh)
    assert.match(waiting.fallbackText, /is being confirmed/)
    const { data } = waiting.refresh.action
    assert.match(textOf(await person.execute(data)), /is being confirmed.*Check again/s)
    stage.clock.advance(60_000)
    await stage.payments.catchUp()
    await stage.payments.idle()
    const healed = textOf(await person.execute(data))
    assert.match(healed, /is confirmed; receipt RC-/)
    assert.doesNotMatch(healed, /"refresh"/)
  })

  it('the details of a subscription show what was changed since', async () => {
    const { person } = await bought('visa')
    const { data } = await detailsOn(person)
    assert.match(textOf(await person.execute(data)), /"Auto-renew".*"On"/s)
    await person.say('turn off auto-renew')
    await person.press('confirm-turn-off')
    assert.match(textOf(await person.execute(data)), /"Auto-renew".*"Off/s)
  })

  it('a support request shows what was written since, on another card', async () => {
    const { person } = await bought('visa')
    await person.say('cancel subscription')
    await person.press('cancellation')
    await person.press('cancellation', { problem: 'invoice', reason: 'too-expensive', details: '', contact: 'email' })
    await person.press('cancellation')
    await person.say('support requests')
    const { data } = person.lastCard().refresh.action
    assert.doesNotMatch(textOf(await person.execute(data)), /Please call me/)
    await person.say('reply Please call me')
    assert.match(textOf(await person.execute(data)), /Please call me/)
  })

  it('looking writes nothing, says nothing and leaves the open question open', async () => {
    const { database, writes } = counting(await openDatabase({ memory: true }))
    const { person } = await bought('visa', database)
    const { data } = await detailsOn(person)
    await person.say('people')
    await person.say('cancel subscription')
    const open = textOf(await person.say('nonsense'))
    const before = writes()
    for (let times = 0; times < 3; times++) {
      const said = await person.execute(data, { id: `look-${times}` })
      assert.deepEqual(
        said.map((each) => each.type),
        ['invokeResponse'],
      )
    }
    assert.equal(writes(), before)
    assert.equal(textOf(await person.say('nonsense')), open)
  })

  it('F25: a card about somebody else’s records shows nothing of them', async () => {
    const { stage, person } = await bought('visa')
    const { data } = await detailsOn(person)
    const stranger = stage.person({ tenant: 'tenant-two', id: 'purchaser-two' })
    await stranger.say('help')
    const said = textOf(await stranger.execute(data))
    assert.doesNotMatch(said, /Action Pack|Partner One/)
  })

  it('F62: records that can’t be read leave the card and the dialog as they are', async () => {
    const inner = await openDatabase({ memory: true })
    let gone = false
    const { person } = await bought(
      'visa',
      failing(inner, () => gone),
    )
    const { data } = await detailsOn(person)
    const before = textOf(await person.say('turn off auto-renew'))
    gone = true
    const said = await person.execute(data)
    gone = false
    assert.deepEqual(
      said.map((each) => [each.type, each.text]),
      [['invokeResponse', undefined]],
    )
    assert.match(before, /Turn off/)
    assert.match(textOf(await person.press('confirm-turn-off')), /is off/)
  })
})

async function bought(card: string, database?: Database) {
  const stage = await openStage(database ? { database } : {})
  const person = stage.person()
  await person.toReview({ card }).catch(() => undefined)
  await person.press('Purchase')
  await stage.payments.idle()
  return { stage, person }
}

async function detailsOn(person: Awaited<ReturnType<typeof bought>>['person']) {
  await person.say('purchased offers')
  return person.lastCard().refresh.action
}

const CHANGES = ['insertOne', 'updateOne', 'findOneAndUpdate', 'deleteOne']

/** The database with something done before each of its calls. */
function watched(inner: Database, before: (call: string) => void): Database {
  return {
    ...inner,
    ready: () => inner.ready(),
    close: () => inner.close(),
    collection: <T extends Document>(name: string): Collection<T> =>
      new Proxy(inner.collection<T>(name), {
        get: (of, call, self) => {
          const method: unknown = Reflect.get(of, call, self)
          if (typeof method !== 'function') return method
          return (...args: unknown[]) => {
            before(String(call))
            return method.apply(of, args)
          }
        },
      }),
  }
}

function counting(inner: Database) {
  let writes = 0
  const database = watched(inner, (call) => {
    if (CHANGES.includes(call)) writes += 1
  })
  return { database, writes: () => writes }
}

function failing(inner: Database, gone: () => boolean): Database {
  return watched(inner, () => {
    if (gone()) throw new Error('the records are gone')
  })
}
