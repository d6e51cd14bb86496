import assert from 'node:assert/strict'
import type { SandboxCharge } from '../../bot/payments/sandbox/charge.ts'
import { REFUND_ACTS } from '../../bot/payments/sandbox/refund-acts.ts'
import { addsUp } from '../../store/reconciliation/counting.ts'
import type { Difference } from '../../store/reconciliation/reconciliation.ts'
import { reconcile } from '../../store/use-cases/reconciliation/reconcile.ts'
import { type ShiftedClock, standingClock } from './clock.ts'
import { openStage, type Stage } from './conversation.ts'
import { type Copyable, copyableDatabase } from './copyable-database.ts'
import { dyingDatabase } from './dying-database.ts'
import { type Chance, openChance } from './random.ts'
import { heldOn } from './renewal-stage.ts'
import { refuseScan } from './watched-database.ts'

const HOUR = 3_600_000
const DAYS = [
  '2026-11-23',
  '2027-10-01',
  '2027-10-02',
  '2027-10-03',
  '2027-10-04',
  '2027-10-05',
  '2027-10-06',
  '2027-10-07',
]
const STEPS = 8
const MOST_WRITES = 14

type Base = { bought: Copyable; renewed: Copyable; bank: Copyable; at: string }
let played: Promise<Base> | undefined

/** A company that has bought and, most of a year later, renewed early; its records at either time, and the gateway's books. */
async function play(): Promise<Base> {
  const [records, bank] = [await copyableDatabase(refuseScan), await copyableDatabase(refuseScan)]
  const clock = standingClock()
  const stage = await openStage({ database: records.database, bank: bank.database, clock })
  await stage.person().toReview()
  await stage.person().press('purchase')
  await stage.payments.idle()
  const held = await heldOn(stage)
  await held.goTo('2027-10-01', '09:05')
  const bought = await records.copy()
  for (const typed of ['renew', 'next', 'agree', 'next']) await held.buyer.say(typed)
  await held.buyer.press('purchase')
  await stage.payments.idle()
  return { bought, renewed: await records.copy(), bank: await bank.copy(), at: clock.now().toString() }
}

/**
 * One history of what can happen to money: given back and disputed at the gateway in any order, events lost, doubled and out
 * of order, kills at any write, two instances, clocks that jump, a backup that is put back. After a day of quiet the two
 * ledgers are equal, or each difference has its request. Gives what was done, to be printed with its seed.
 */
export async function history(seed: number): Promise<string[]> {
  played ??= play()
  const base = await played
  const chance = openChance(seed)
  const clock = standingClock(base.at)
  const bank = (await base.bank.copy()).database
  const done: string[] = []
  let records = await base.renewed.copy()
  let backup = chance.often(0.3) ? await base.bought.copy() : await records.copy()
  for (let step = 0; step < STEPS; step++) {
    if (chance.often(0.12)) {
      records = await backup.copy()
      done.push('restored')
    }
    if (chance.often(0.12)) backup = await records.copy()
    done.push(await happens(chance, records, bank, clock))
  }
  const stage = await openStage({ database: records.database, bank, clock })
  await quiet(stage)
  await compare(stage)
  await quiet(stage)
  for (const each of await compare(stage)) {
    const said = `seed ${seed}: ${JSON.stringify(each)} after ${done.join(', ')}`
    assert.equal(each.became, 'request', said)
    const tickets = await stage.store.tickets.ofPartner('tenant-one', undefined, 50)
    assert.ok(
      tickets.some(({ request }) => request.noticed?.what === 'books-differ'),
      said,
    )
  }
  await everyChargeHasItsOrder(stage, `seed ${seed}: after ${done.join(', ')}`)
  return done
}

async function happens(chance: Chance, records: Copyable, bank: Stage['bank'], clock: ShiftedClock): Promise<string> {
  const dying = dyingDatabase(records.database)
  const stage = await openStage({ database: dying.database, bank, clock })
  stage.payments.faults.webhooks = chance.pick(['send', 'drop', 'double', 'reorder'] as const)
  const dies = chance.often(0.4)
  if (dies) dying.dieAt(1 + chance.below(MOST_WRITES), chance.often(0.5))
  const charges = await bank.collection<SandboxCharge>('sandbox-charges').find({}, { limit: 9 }).toArray()
  const charge = charges[chance.below(charges.length)]
  if (charge) await stage.payments.findCharge(charge._id, charge.ask.customer)
  const act = chance.pick([...REFUND_ACTS, 'open', 'won', 'lost', 'beat', 'beat', 'two', 'back in time'] as const)
  const died = await acted(stage, act, records, bank, clock).then(
    () => false,
    () => true,
  )
  await stage.payments.idle()
  clock.advance(chance.below(6 * HOUR))
  return `${act} ${stage.payments.faults.webhooks}${dies ? ' (dies)' : ''}${died ? ' (died)' : ''}`
}

async function acted(stage: Stage, act: string, records: Copyable, bank: Stage['bank'], clock: ShiftedClock) {
  if (act === 'open' || act === 'won' || act === 'lost') return void (await stage.payments.dispute(act))
  const refund = REFUND_ACTS.find((each) => each === act)
  if (refund) return void (await stage.payments.refundAct(refund))
  if (act === 'back in time') return clock.advance(-4 * 60_000)
  await stage.payments.catchUp()
  if (act === 'beat') return stage.runDue()
  const other = await openStage({ database: records.database, bank, clock })
  await Promise.all([stage.runDue(), other.runDue()])
}

/** A day in which nothing happens but what is owed. */
async function quiet(stage: Stage): Promise<void> {
  stage.payments.faults.webhooks = 'send'
  for (let beat = 0; beat < 6; beat++) {
    stage.clock.advance(5 * HOUR)
    await stage.payments.catchUp()
    await stage.payments.idle()
    await stage.runDue()
  }
}

async function compare(stage: Stage): Promise<Difference[]> {
  const today = stage.clock.today('UTC').toString()
  const differences: Difference[] = []
  for (const day of DAYS.filter((each) => each <= today)) {
    const doc = await reconcile(stage.services, day, { fresh: true, pages: 50 })
    assert.ok(doc.phase === 'done' && addsUp(doc), `${day} does not add up: ${JSON.stringify(doc.currencies)}`)
    differences.push(...doc.differences)
  }
  return differences
}

async function everyChargeHasItsOrder({ bank, store }: Stage, said: string): Promise<void> {
  const charges = await bank
    .collection<SandboxCharge>('sandbox-charges')
    .find({ state: 'succeeded' }, { limit: 20 })
    .toArray()
  for (const { _id: key } of charges) {
    const order = await store.orders.get(key.split(':')[0] ?? '')
    assert.ok(
      order?.attempts.some((each) => each.key === key),
      `${key} has no order: ${said}`,
    )
  }
}
