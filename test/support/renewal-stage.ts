import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { SandboxCharge } from '../../bot/payments/sandbox/charge.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import { turnOffAutoRenew } from '../../store/subscriptions/subscription.ts'
import { stored } from '../../store/values/time.ts'
import { openStage, type Stage } from './conversation.ts'
import { worldOf } from './played-worlds.ts'

type Options = NonNullable<Parameters<typeof openStage>[0]>
type Buyer = { card?: string | undefined; zone?: string | undefined; locale?: string | undefined }

/** A partner that has bought Action Pack, and time that can be moved to any moment of its year. */
export async function boughtStage({ card, zone, locale, ...options }: Options & Buyer = {}) {
  const who = { card, zone, locale }
  // A catalogue or a database of one's own is there to be bought from and written to.
  if (options.catalogue || options.database) return boughtAnew(who, options)
  const world = await boughtWorld(who, options.clock?.now().toString() ?? options.at).together()
  const stage = await openStage({ ...options, world })
  return { ...stage, ...(await heldOn(stage, who)) }
}

/** The world in which it has just been bought, to be copied. */
export function boughtWorld(who: Buyer = {}, at?: string) {
  return worldOf(JSON.stringify(['bought', who, at]), (database) =>
    boughtAnew(who, { database, ...(at === undefined ? {} : { at }) }),
  )
}

async function boughtAnew(who: Buyer, options: Options) {
  const stage = await openStage(options)
  return { ...stage, ...(await boughtOn(stage, who)) }
}

/** It is bought on a stage that is open already. */
export async function boughtOn(stage: Stage, { card = 'visa', ...who }: Buyer = {}) {
  const person = buyerOn(stage, who)
  await person.toReview({ card })
  await person.press('purchase')
  return heldOn(stage, who)
}

function buyerOn(stage: Stage, { zone = 'Asia/Taipei', locale = 'en-US' }: Buyer) {
  return stage.person({ zone, locale })
}

/** What can be done and seen where it has been bought. */
export async function heldOn(stage: Stage, who: Buyer = {}) {
  const held = async () => {
    const [found] = await stage.store.subscriptions.heldBy('tenant-one')
    return found ?? (await stage.store.subscriptions.ofPartner('tenant-one'))[0]
  }
  const bought = await held()
  assert.ok(bought?.term)
  return {
    buyer: buyerOn(stage, who),
    held,
    term: bought.term,
    /** Moves the clock to that moment of a day of the zone of the term, beat by beat at its end. */
    async goTo(day: string, time = '00:30', beats = 4): Promise<void> {
      const to = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(bought.term?.zone ?? 'UTC')
      stage.clock.advance(to.epochMilliseconds - stage.clock.now().epochMilliseconds)
      await settled(stage, beats)
    },
    charges: () => chargesIn(stage),
    deliveries: async (kind?: Delivery['kind']) =>
      (await stage.store.deliveries.newest(500)).filter((each) => kind === undefined || each.kind === kind),
  }
}

/** The same with auto-renew off from the first day. Bought on Monday, 23 November 2026: the term ends on a Tuesday. */
export async function offStage(options: Parameters<typeof boughtStage>[0] = {}) {
  const stage = await boughtStage(options)
  const subscription = await stage.held()
  assert.ok(subscription)
  await stage.store.subscriptions.save(subscription, turnOffAutoRenew(subscription, 'p1', stored(stage.clock.now())))
  return stage
}

/** Some beats of the heart, a minute apart. */
export async function settled(stage: Pick<Stage, 'runDue' | 'clock'>, beats = 4) {
  for (let beat = 0; beat < beats; beat++) {
    await stage.runDue()
    stage.clock.advance(60_000)
  }
}

export async function chargesIn({ bank }: Pick<Stage, 'bank'>): Promise<SandboxCharge[]> {
  return bank.collection<SandboxCharge>('sandbox-charges').find({}, { limit: 10_000 }).toArray()
}
