import assert from 'node:assert/strict'
import { ConflictError } from '../../../store/database/collection.ts'
import { IllegalStepError } from '../../../store/database/legal-steps.ts'
import { renewed, type Subscription, turnOffAutoRenew } from '../../../store/subscriptions/subscription.ts'
import { openSubscriptions } from '../../../store/subscriptions/subscriptions.ts'
import { nextTerm } from '../../../store/values/term.ts'
import { describeOnStores } from '../../support/stores.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const NOW = '2027-09-19T08:00:00.000Z'

describeOnStores('subscriptions as they are kept', (open) => {
  const opened = async () => openSubscriptions((await open()).collection('subscriptions'))
  const endingOn = (end: string, id: string, differs: Partial<Subscription> = {}) =>
    heldSubscription({
      ...{ _id: id, partnerId: `tenant-${id}`, ...differs },
      term: { ...heldSubscription().term, end },
    })

  it('S14: no write turns auto-renew on again within its term, whatever else it changes', async () => {
    const subscriptions = await opened()
    await subscriptions.insert(heldSubscription())
    const off = await subscriptions.save(heldSubscription(), turnOffAutoRenew(heldSubscription(), 'p1', NOW))
    const tries: Partial<Subscription>[] = [{}, { state: 'grace' }, { state: 'frozen' }, { term: off.term }]
    for (const differs of tries)
      await assert.rejects(subscriptions.save(off, { ...off, ...differs, autoRenew: true }), IllegalStepError)
    assert.equal((await subscriptions.get(off._id))?.autoRenew, false)
  })

  it('S15: it goes on with the next term', async () => {
    const subscriptions = await opened()
    await subscriptions.insert(heldSubscription())
    const off = await subscriptions.save(heldSubscription(), turnOffAutoRenew(heldSubscription(), 'p1', NOW))
    const next = renewed(off, nextTerm(heldSubscription().term))
    assert.ok(next)
    const saved = await subscriptions.save(off, next)
    assert.deepEqual([saved.autoRenew, saved.autoRenewOffSince, saved.term?.end], [true, undefined, '2028-11-23'])
    assert.deepEqual(await subscriptions.get(off._id), saved)
  })

  it('S14, F61: turned off and renewed at the same instant, exactly one is written first and the other sees it', async () => {
    const subscriptions = await opened()
    await subscriptions.insert(heldSubscription())
    const before = heldSubscription()
    const next = renewed(before, nextTerm(before.term))
    assert.ok(next)
    const both = await Promise.allSettled([
      subscriptions.save(before, turnOffAutoRenew(before, 'p1', NOW)),
      subscriptions.save(before, next),
    ])
    const lost = both.filter((each) => each.status === 'rejected')
    assert.equal(lost.length, 1)
    assert.ok(lost[0]?.reason instanceof ConflictError)
    const found = await subscriptions.get(before._id)
    assert.deepEqual([found?.autoRenew, found?.term?.number], found?.autoRenew ? [true, 2] : [false, 1])
  })

  it('S3: an expired one frees its place, and a failed order’s place is never in the way of what is held', async () => {
    const subscriptions = await opened()
    const grace = heldSubscription({ state: 'grace' })
    await subscriptions.insert(grace)
    assert.equal(await subscriptions.insert(heldSubscription({ _id: 'second-one' })), false)
    const { live: _live, ...over } = grace
    await subscriptions.save(grace, { ...over, state: 'expired' })
    assert.equal(await subscriptions.insert(heldSubscription({ _id: 'second-one' })), true)
    for (let n = 0; n < 6; n++) {
      const { live: _none, ...released } = heldSubscription({ _id: `failed-${n}`, state: 'released' })
      await subscriptions.insert({ ...released, createdAt: '2027-12-30T08:00:00.000Z' })
    }
    assert.deepEqual(
      (await subscriptions.heldBy('tenant-one')).map((each) => each._id),
      ['second-one'],
    )
  })

  it('those whose term is over come page by page in the order of their ends, none twice and none left out', async () => {
    const subscriptions = await opened()
    const ends = ['2027-11-25', '2027-11-23', '2027-11-24', '2027-11-23', '2027-11-26', '2027-11-23']
    for (const [i, end] of ends.entries()) await subscriptions.insert(endingOn(end, `s${i}`))
    await subscriptions.insert(endingOn('2027-11-23', 'in-grace', { state: 'grace' }))
    await subscriptions.insert(endingOn('2027-11-23', 'off', { state: 'grace', autoRenew: false }))
    const pages = async (query: 'dueForGrace' | 'dueForExpiry') => {
      const found: Subscription[] = []
      for (;;) {
        const page = await subscriptions[query]('2027-11-25', found.at(-1), 2)
        if (page.length === 0) return found.map((each) => each._id)
        found.push(...page)
      }
    }
    assert.deepEqual(await pages('dueForGrace'), ['s1', 's3', 's5', 's2', 's0'])
    assert.deepEqual(await pages('dueForExpiry'), ['in-grace', 'off'])
  })
})
