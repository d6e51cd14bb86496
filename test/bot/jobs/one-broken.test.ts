import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Conversation } from '../../../store/people/conversation.ts'
import { openStage } from '../../support/conversation.ts'
import { reviewedOrder } from '../../support/records.ts'
import { boughtStage, offStage, settled } from '../../support/renewal-stage.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

/** As many as are looked at in one go: who can be written to stands behind all of them. */
const BROKEN = 500
/** So often have most of them been tried already; every fifth is tried from the first time to the last. */
const LAST_TRY = 7

describe('one broken record keeps no other one waiting', () => {
  it('F51: orders that can’t be settled stand behind those that can', async () => {
    const stage = await openStage()
    const { store, clock } = stage
    const lookAt = '2026-11-23T07:00:00.000Z'
    // In payment without an attempt: only a bug or a broken restore leaves this.
    for (let n = 0; n < 50; n++) {
      const id = `broken-${n}`
      await store.orders.insert(reviewedOrder({ _id: id, number: id, state: 'charging', lookAt }))
    }
    await store.orders.insert(
      reviewedOrder({ _id: 'good', number: 'good', state: 'abandoned', lookAt: '2026-11-23T07:59:00.000Z' }),
    )
    await stage.runDue()
    clock.advance(1_000)
    await stage.runDue()
    assert.equal((await store.orders.get('good'))?.lookAt, undefined)
  })

  it('F49: people who can’t be written to stand behind those who can, and are given up with a reason', async () => {
    const stage = await offStage()
    const { store } = stage
    const subscription = await stage.held()
    assert.ok(subscription)
    const at = '2027-11-08T01:00:00.000Z'
    for (let n = 0; n < BROKEN; n++) {
      const objectId = `broken-${n}`
      const about = { partnerId: 'tenant-one', objectId, role: 'admin' as const, firstSeenAt: at }
      const { _id: personId } = await store.people.meet(about)
      await store.conversations.keep({ _id: personId, reference: '{', installed: true, seenAt: at })
      await store.deliveries.insert({
        ...{ _id: `broken-${n}`, version: 1, run: 'broken', kind: 'reminder', partnerId: 'tenant-one', personId },
        ...{ subscriptionId: subscription._id, term: 1, state: 'waiting', plannedAt: at, dueAt: at },
        tries: n % 5 ? LAST_TRY : 0,
      })
    }
    await stage.goTo(plus(stage.term.end, -14), '09:05', 3)
    const [mine] = (await stage.deliveries('reminder')).filter((each) => each.personId === 'p1')
    assert.equal(mine?.state, 'sent')
    let tally = await store.deliveries.tally('broken')
    for (let beat = 0; beat < 100 && tally.failed < BROKEN; beat++) {
      await settled(stage, 1)
      tally = await store.deliveries.tally('broken')
    }
    assert.deepEqual([tally.planned, tally.failed], [BROKEN, BROKEN])
    assert.equal((await store.deliveries.get('broken-0'))?.reason, 'failed: SyntaxError')
  })

  it('S16: what can’t be said now keeps nothing else from its person, and is said when it can be', async () => {
    const stage = await boughtStage()
    const { store, payments, services, term } = stage
    const end = plus(term.end, 14)
    const silver = { _id: 'silver', offerId: 'silver', area: 'security', autoRenew: false }
    await store.subscriptions.insert(heldSubscription({ ...silver, term: { ...term, end } }))
    payments.faults.nextCharge = 'needs_customer'
    await stage.goTo(term.end, '00:11')
    const { bankLink } = services
    services.bankLink = () => {
      throw new TypeError('no link can be made')
    }
    await stage.goTo(term.end, '09:05', 2)
    const states = async () =>
      Object.fromEntries((await stage.deliveries()).map((each) => [each.kind, [each.state, each.reason]]))
    assert.deepEqual((await states()).reminder, ['sent', undefined])
    assert.deepEqual((await states())['bank-waits'], ['waiting', 'failed: TypeError'])
    services.bankLink = bankLink
    await settled(stage, 12)
    assert.deepEqual((await states())['bank-waits'], ['sent', undefined])
  })

  const broken: Record<string, Partial<Conversation>> = {
    'a zone that is none': { zone: 'Etc/Unknown' },
    'a chat that can’t be read': { seenAt: 'yesterday' },
  }
  for (const [what, differs] of Object.entries(broken))
    it(`S16: ${what}, of one person at one partner → everybody else is reminded on their day`, async () => {
      const stage = await offStage()
      const { store, database } = stage
      const partner = await store.partners.get('tenant-one')
      assert.ok(partner)
      await store.partners.insert({ ...partner, _id: 'tenant-zero' })
      const about = { partnerId: 'tenant-zero', objectId: 'admin-zero', role: 'admin' as const }
      const { _id } = await store.people.meet({ ...about, firstSeenAt: '2026-11-23T08:00:00.000Z' })
      const chats = database.collection<Conversation>('conversations')
      const chat = await store.conversations.get('p1')
      assert.ok(chat)
      await chats.insertOne({ ...chat, _id, ...differs })
      await store.subscriptions.insert(heldSubscription({ _id: 'a', partnerId: 'tenant-zero', autoRenew: false }))
      await stage.goTo(plus(stage.term.end, -14), '09:05', 2)
      const mine = (await stage.deliveries('reminder')).filter((each) => each.personId === 'p1')
      assert.deepEqual(
        mine.map((each) => [each.step, each.state]),
        [[14, 'sent']],
      )
    })

  it('S18, S19: a term in a zone that is none → the terms behind it end, and renew, on their day', async () => {
    const stage = await boughtStage()
    const term = { ...stage.term, zone: 'Etc/Unknown' }
    await stage.store.subscriptions.insert(heldSubscription({ _id: 'a', partnerId: 'tenant-zero', term }))
    await stage.goTo(stage.term.end)
    assert.equal((await stage.held())?.term?.number, 2)
  })
})
