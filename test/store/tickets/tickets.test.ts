import assert from 'node:assert/strict'
import { ConflictError } from '../../../store/database/collection.ts'
import { openStore, type Store } from '../../../store/store.ts'
import * as steps from '../../../store/tickets/ticket-steps.ts'
import { describeOnStores } from '../../support/stores.ts'
import { AT, aTicket, later } from '../../support/tickets.ts'

describeOnStores('tickets', (open) => {
  let store: Store
  before(async () => {
    store = await openStore(await open())
  })

  it('S20: one open cancellation ticket per subscription; closed ones are many', async () => {
    assert.equal(await store.tickets.insert(aTicket()), true)
    assert.equal(await store.tickets.insert(aTicket({ id: 'tic-2', number: 2 })), false)
    await store.tickets.change('tic-1', (ticket) => okay(steps.withdraw(ticket, { by: 'p1', key: 'w', now: later(1) })))
    assert.equal(await store.tickets.insert(aTicket({ id: 'tic-2', number: 2 })), true)
    assert.equal((await store.tickets.openCancellationOf('tenant-one', 'sub-1'))?.number, 2)
  })

  it('two agents take it at once: one has it, and who was second reads who', async () => {
    await store.tickets.insert(aTicket({ id: 'tic-3', number: 3, subscriptionId: undefined }))
    const outcomes = await Promise.all(
      ['a1', 'a2', 'a3', 'a4'].map(async (by) => {
        let refused = ''
        await store.tickets.change('tic-3', (ticket) => {
          const taken = steps.take(ticket, { by, key: `take-${by}`, now: later(5) })
          refused = taken.ok ? '' : taken.refusal
          return taken.ok ? taken.value : ticket
        })
        return refused
      }),
    )
    assert.deepEqual(outcomes.filter(Boolean), ['ticket-taken', 'ticket-taken', 'ticket-taken'])
    assert.equal((await store.tickets.get('tic-3'))?.entries.length, 2)
  })

  it('writes only by compare-and-set', async () => {
    const before = await store.tickets.get('tic-3')
    assert.ok(before)
    await store.tickets.save(before, steps.withNews(before, later(6)))
    await assert.rejects(store.tickets.save(before, before), ConflictError)
  })

  it('the queue has the oldest waiting first, narrowed by who has it and whose turn it is', async () => {
    await store.tickets.insert(aTicket({ id: 'tic-4', number: 4, subscriptionId: undefined, now: later(-1) }))
    const numbers = async (...ask: [Parameters<Store['tickets']['queue']>[0], string]) =>
      (await store.tickets.queue(...ask, 10)).map((each) => each.number)
    assert.equal((await numbers('all', 'a1'))[0], 4)
    assert.deepEqual(await numbers('unassigned', 'a1'), [4, 2])
    const has = (await store.tickets.get('tic-3'))?.agent ?? ''
    assert.deepEqual(await numbers('mine', has), [3])
    assert.deepEqual(await numbers('closed', has), [1])
    assert.deepEqual(await numbers('waiting-for-them', has), [])
    assert.equal((await store.tickets.ofCompany('partner', 10)).length, 4)
    assert.equal((await store.tickets.ofCompany('other', 10)).length, 0)
  })

  it('finds a ticket by any thread that it has had, and what is owed by its time', async () => {
    await store.tickets.change('tic-4', (ticket) => ({ ...ticket, threads: ['t1', 't2'], owedAt: later(9) }))
    assert.equal((await store.tickets.inThread('t1'))?.number, 4)
    assert.equal(await store.tickets.inThread('t3'), undefined)
    assert.ok(!(await store.tickets.owed(later(8), 10)).some((each) => each.number === 4))
    assert.ok((await store.tickets.owed(later(9), 10)).some((each) => each.number === 4))
  })

  it('a desk’s code is good once, for 15 minutes and five tries; a second desk is refused', async () => {
    const random = Uint8Array.from({ length: 10 }, (_, i) => i * 7)
    const place = {
      tenantId: 's',
      teamId: 't',
      channelId: 'c',
      reference: '{}',
      locale: 'en' as const,
      zone: 'UTC',
      setUpBy: 'p9',
      setUpAt: AT,
    }
    const refusal = async (code: string, now = AT) => {
      const made = await store.desks.setUp(place, code, now)
      return made.ok ? 'set up' : made.refusal
    }
    const late = await store.desks.newCode(random, AT)
    assert.equal(await refusal(late, later(15 * 60_000)), 'desk-code-over')
    for (let i = 0; i < 5; i++) assert.equal(await refusal('AAAAA-AAAAA'), 'desk-code-wrong')
    assert.equal(await refusal(late), 'desk-code-over')
    const good = await store.desks.newCode(random, AT)
    assert.equal(await refusal(good.toLowerCase().replace('-', ' ')), 'set up')
    assert.equal(await refusal(await store.desks.newCode(random, AT)), 'desk-exists')
    assert.equal(await store.desks.remove(), true)
    assert.equal(await refusal(good), 'set up')
  })
})

describeOnStores('the desk, set up by several at once', (open) => {
  const code = Uint8Array.from({ length: 10 }, (_, i) => i * 7)
  const place = (channelId: string) => ({
    ...{ tenantId: 's', teamId: 't', channelId, reference: '{}' },
    ...{ locale: 'en' as const, zone: 'UTC', setUpBy: 'p9', setUpAt: AT },
  })

  it('in one channel: everybody is told that it is the desk', async () => {
    const { desks } = await openStore(await open())
    const said = await desks.newCode(code, AT)
    const all = await Promise.all([1, 2, 3, 4].map(() => desks.setUp(place('c'), said, AT)))
    assert.ok(all.every((each) => each.ok && each.value.channelId === 'c'))
    assert.equal((await desks.setUp(place('c'), said, AT)).ok, true, 'and once more, as Teams delivers it again')
    const late = await desks.setUp(place('c'), said, later(15 * 60_000))
    assert.equal(late.ok ? '' : late.refusal, 'desk-exists')
  })

  it('in two channels: one is the desk, the other one hears that there is one', async () => {
    const { desks } = await openStore(await open())
    const said = await desks.newCode(code, AT)
    const all = await Promise.all(['c', 'd', 'c', 'd'].map((each) => desks.setUp(place(each), said, AT)))
    const { channelId } = (await desks.get()) ?? {}
    for (const [i, each] of all.entries()) {
      const isTheOne = ['c', 'd', 'c', 'd'][i] === channelId
      assert.equal(each.ok, isTheOne)
      if (!each.ok) assert.match(each.refusal, /^desk-(?:exists|code-over)$/)
    }
  })

  it('removed, its code sets up none again', async () => {
    const { desks } = await openStore(await open())
    const said = await desks.newCode(code, AT)
    assert.equal((await desks.setUp(place('c'), said, AT)).ok, true)
    await desks.remove()
    const again = await desks.setUp(place('c'), said, AT)
    assert.equal(again.ok ? '' : again.refusal, 'desk-code-over')
  })
})

function okay(result: ReturnType<typeof steps.withdraw>) {
  assert.ok(result.ok)
  return result.value
}
