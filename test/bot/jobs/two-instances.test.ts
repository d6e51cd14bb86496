import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { stored } from '../../../store/values/time.ts'
import { textOf } from '../../support/conversation.ts'
import { boughtStage } from '../../support/renewal-stage.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

describe('two instances', () => {
  it('F50: what the other one sends meanwhile is not in this one’s message too', async () => {
    const stage = await boughtStage()
    const { store, payments, term, clock } = stage
    const later = { ...term, end: plus(term.end, 14) }
    const silver = { _id: 'silver', offerId: 'silver', area: 'security', autoRenew: false }
    await store.subscriptions.insert(heldSubscription({ ...silver, term: later }))
    payments.faults.nextCharge = 'needs_customer'
    await stage.goTo(term.end, '00:11')
    const before = stage.buyer.all().length
    const { claim } = store.deliveryDays
    const { get } = store.orders
    let writing = false
    store.deliveryDays.claim = async (...day) => {
      writing = await claim(...day)
      return writing
    }
    store.orders.get = async (id) => {
      // While this one is still writing its message, the other one sends the bank's word.
      const [row] = await stage.deliveries('bank-waits')
      assert.ok(row)
      const until = stored(clock.now().add({ minutes: 15 }))
      if (writing && row.state === 'waiting')
        await store.deliveries.save(row, { ...row, state: 'sending', lease: { token: 'other', until } })
      return get(id)
    }
    await stage.goTo(term.end, '09:05', 3)
    const said = stage.buyer.all().slice(before)
    assert.equal(said.length, 1)
    assert.match(textOf(said), /Reminder: Silver competency/)
    assert.doesNotMatch(textOf(said), /Your bank wants to hear from you/)
  })
})
