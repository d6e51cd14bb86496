import assert from 'node:assert/strict'
import { openStage } from '../../support/conversation.ts'
import { copyableDatabase } from '../../support/copyable-database.ts'
import { type Records, recordsInFolder } from './admin.ts'

const DAY = '2026-11-23'
type Charge = { _id: string; taken?: { amount: number } }

/** A company that has bought, on disk, the sandbox's books beside it. */
async function bought(records: Records): Promise<void> {
  const copyable = await copyableDatabase()
  const stage = await openStage({ database: copyable.database })
  await stage.person().toReview()
  await stage.person().press('Purchase')
  await records.look((_store, database) => copyable.copyInto(database))
}

describe('npm run admin -- reconcile', () => {
  let records: Records
  beforeEach(async () => {
    records = await recordsInFolder()
    await bought(records)
  })
  afterEach(() => records.remove())

  const charge = (change: { $set: Partial<Charge> } | 'gone') =>
    records.look(async (store, database) => {
      const [order] = await store.orders.ofPartner('tenant-one', 1)
      const charges = database.collection<Charge>('sandbox-charges')
      const _id = order?.attempts[0]?.key ?? ''
      if (change === 'gone') await charges.deleteOne({ _id })
      else await charges.updateOne({ _id }, change)
    })

  it('says that the books are equal, with the sums of both sides, and exits with 0', async () => {
    const { code, said } = await records.admin('reconcile', DAY)
    assert.equal(code, 0, said)
    assert.match(said, /2026-11-23 \(not over\): equal\n {2}USD paid: gateway 475\.00, records 475\.00\nEqual\.$/)
  })

  it('names each difference and what becomes of it, opens its request once, and exits with 1', async () => {
    await charge('gone')
    for (let times = 0; times < 2; times++) {
      const { code, said } = await records.admin('reconcile', DAY, DAY)
      assert.equal(code, 1)
      assert.match(said, /USD paid: gateway 0\.00, records 475\.00, differing -475\.00/)
      assert.match(said, /- not-at-gateway PO-2611-\w+ USD -475\.00: request/)
    }
    const tickets = await records.look((store) => store.tickets.ofPartner('tenant-one', undefined, 5))
    assert.equal(tickets.length, 1)
  })

  it('--dry-run says the same and writes nothing', async () => {
    await charge('gone')
    const { code, said } = await records.admin('reconcile', DAY, '--dry-run')
    assert.equal(code, 1)
    assert.match(said, /nothing written[\s\S]*not-at-gateway PO-2611-\w+ USD -475\.00: request/)
    await records.look(async (store) => {
      assert.deepEqual(await store.tickets.ofPartner('tenant-one', undefined, 5), [])
      assert.equal(await store.reconciliations.get(DAY), undefined)
    })
  })

  it('--json gives one value for programs, with amounts in minor units', async () => {
    await charge({ $set: { taken: { amount: 47_600, currency: 'USD' } as Charge['taken'] & object } })
    const { code, said } = await records.admin('reconcile', DAY, '--json')
    assert.equal(code, 1)
    const json = said.split('\n').find((line) => line.startsWith('{')) ?? ''
    const { gateway, equal, days } = JSON.parse(json)
    assert.deepEqual([gateway, equal, days.length, days[0].day, days[0].differing], ['sandbox', false, 1, DAY, 1])
    assert.equal(days[0].currencies.USD.differing.paid, 100)
  })

  it('exits with 2 where it could not be done: no such day, no gateway, or one that doesn’t answer', async () => {
    for (const args of [
      ['23.11.2026'],
      ['2026-02-30'],
      ['2026-11-23', '2026-11-22'],
      ['2099-01-01'],
      ['2020-01-01'],
      [DAY, DAY, DAY],
    ]) {
      const { code, said } = await records.admin('reconcile', ...args)
      assert.equal(code, 2, args.join(' '))
      assert.doesNotMatch(said, /at .*\.ts/)
    }
    const stripe = await recordsInFolder({ PAYMENTS: 'stripe' })
    assert.deepEqual(await stripe.admin('reconcile', DAY), { code: 2, said: 'STRIPE_SECRET_KEY: is missing' })
    await stripe.remove()
  })
})
