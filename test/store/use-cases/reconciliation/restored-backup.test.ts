import assert from 'node:assert/strict'
import { textOf } from '../../../support/conversation.ts'
import { backedUp, beats, compared, differencesIn } from '../../../support/restored-backup.ts'

const PAID = 47_500

describe('money that a restored backup has forgotten', () => {
  const forgotten = () =>
    backedUp(
      async (stage) => {
        await stage.person().say('join')
        await stage.person().say('Partner One, US, Asia/Taipei')
      },
      async (stage) => {
        const person = stage.person()
        await person.toReview()
        await person.press('Purchase')
      },
    )

  it('is found, its order made anew as it was, and the desk decides; nobody pays for it twice meanwhile', async () => {
    const { first, restored } = await forgotten()
    const [was] = await first.store.orders.ofPartner('tenant-one', 5)
    const stage = await restored()
    assert.deepEqual(await stage.store.orders.ofPartner('tenant-one', 5), [])
    assert.deepEqual(differencesIn(await compared(stage)), [`no-order ${PAID} taken-up`])
    await beats(stage)

    const [order, ...more] = await stage.store.orders.ofPartner('tenant-one', 5)
    assert.deepEqual(more, [])
    assert.deepEqual(
      [order?._id, order?.number, order?.state, order?.frozen, order?.offerId],
      [was?._id, was?.number, 'parked', was?.frozen, was?.offerId],
    )
    const [ticket, ...others] = await stage.store.tickets.ofPartner('tenant-one', undefined, 5)
    assert.deepEqual(others, [])
    assert.equal(ticket?.request.noticed?.what, 'parked')

    const person = stage.person()
    await person.say('offers')
    await person.say('subscribe')
    const said = textOf(await person.say('Action Pack'))
    assert.doesNotMatch(said, /"verb":"purchase"/)
    assert.deepEqual(differencesIn(await compared(stage)), [], 'from then on the books are equal')
  })

  it('is taken up once, however often and by however many it is compared; with the bot’s own beat too', async () => {
    const { restored } = await forgotten()
    const stage = await restored()
    await Promise.all([compared(stage), compared(stage), compared(stage)])
    await beats(stage, 30)
    await compared(stage)
    assert.equal((await stage.store.orders.ofPartner('tenant-one', 5)).length, 1)
    assert.equal((await stage.store.tickets.ofPartner('tenant-one', undefined, 5)).length, 1)
    assert.equal((await stage.store.subscriptions.heldBy('tenant-one')).length, 1)
  })

  it('an event about it that comes late is enough', async () => {
    const { first, restored } = await forgotten()
    const [was] = await first.store.orders.ofPartner('tenant-one', 5)
    const { key = '', chargeId = '' } = was?.attempts[0] ?? {}
    const stage = await restored()
    for (let times = 0; times < 2; times++)
      await stage.onPaymentEvent({ id: 'evt-late', kind: 'charge', key, chargeId })
    await beats(stage)
    const [order] = await stage.store.orders.ofPartner('tenant-one', 5)
    assert.equal(order?.state, 'parked')
  })

  it('of a company that the backup doesn’t know is left to the operator, and is taken up once the company is there', async () => {
    const { restored } = await backedUp(
      async () => undefined,
      async (stage) => {
        await stage.person().toReview()
        await stage.person().press('Purchase')
      },
    )
    const stage = await restored()
    assert.deepEqual(differencesIn(await compared(stage)), [`no-order ${PAID} left`])
    await stage.person().say('join')
    await stage.person().say('Partner One, US, Asia/Taipei')
    assert.deepEqual(differencesIn(await compared(stage)), [`no-order ${PAID} taken-up`])
  })

  it('of an order that the backup has as reviewed, the order goes on and is fulfilled', async () => {
    const { restored } = await backedUp(
      async (stage) => stage.person().toReview(),
      async (stage) => void (await stage.person().press('Purchase')),
    )
    const stage = await restored(1)
    assert.deepEqual(differencesIn(await compared(stage)), [`not-paid-here ${PAID} taken-up`])
    await beats(stage)
    const [order] = await stage.store.orders.ofPartner('tenant-one', 5)
    assert.equal(order?.state, 'fulfilled')
    assert.equal((await stage.store.subscriptions.heldBy('tenant-one'))[0]?.state, 'active')
  })
})
