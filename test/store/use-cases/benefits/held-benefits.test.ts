import assert from 'node:assert/strict'
import { addKey } from '../../../../bot/admin/add-key.ts'
import { givenBy } from '../../../../store/catalogue/includes.ts'
import { again } from '../../../../store/database/again.ts'
import { cancelNow } from '../../../../store/subscriptions/cancellation.ts'
import { activateBenefit } from '../../../../store/use-cases/benefits/benefit-use.ts'
import { heldBenefits } from '../../../../store/use-cases/benefits/held-benefits.ts'
import { stored } from '../../../../store/values/time.ts'
import { openStage, type Stage, textOf } from '../../../support/conversation.ts'
import { jitteryDatabase } from '../../../support/jittery-database.ts'
import { openChance } from '../../../support/random.ts'
import { boughtWorld, heldOn } from '../../../support/renewal-stage.ts'

const WINDOWS = 'windows-10-enterprise'

/** A partner that holds Action Pack and has earned and bought Silver in the area of security. */
const both = boughtWorld().andThen('Silver beside Action Pack', async (world) => {
  const stage = await openStage({ world })
  const { buyer } = await heldOn(stage)
  const line = { partnerId: 'tenant-one', offerId: 'silver', area: 'security', by: 'p9' }
  for (const requirementId of ['certified-people', 'customer-references'])
    await stage.store.evidences.record({ ...line, requirementId, recordedAt: stored(stage.clock.now()) })
  await buyer.execute({ verb: 'subscribe', offerId: 'silver', area: 'security', nonce: 'nonce-of-silver' })
  for (const typed of ['agree', 'next', 'Purchase']) await buyer.say(typed)
  return stage
})

async function holdingBoth() {
  const stage = await openStage({ world: await both.together() })
  const { buyer } = await heldOn(stage)
  return { ...stage, buyer }
}

async function end(stage: Pick<Stage, 'store' | 'clock'>, offerId: string, area = ''): Promise<void> {
  const found = await stage.store.subscriptions.liveFor('tenant-one', offerId, area)
  const over = found && cancelNow(found, stored(stage.clock.now().add({ hours: 1 })))
  assert.ok(found && over?.ok)
  await stage.store.subscriptions.save(found, over.value)
}

const activate = (stage: Awaited<ReturnType<typeof holdingBoth>>, subscriptionId: string, nonce: string) =>
  stage.buyer.execute({ verb: 'activate-benefit', subscriptionId, benefitId: WINDOWS, nonce })

const keysGiven = async ({ store }: Pick<Stage, 'store'>) => 5 - (await store.keyPools.left('action-pack', WINDOWS))

async function withKeys<S extends Pick<Stage, 'services'>>(stage: S): Promise<S> {
  for (let i = 1; i <= 5; i++)
    await addKey(stage.services, { offerId: 'action-pack', benefitId: WINDOWS, key: `SAMPLE-${i}` })
  return stage
}

describe('what an offer includes', () => {
  it('S1, S5: who holds both has each benefit once, Action Pack’s through Action Pack', async () => {
    const stage = await holdingBoth()
    const held = await heldBenefits(stage.services, 'tenant-one')
    assert.equal(new Set(held.map((each) => each.place)).size, held.length)
    assert.deepEqual(held.map((each) => each.subscription.offerId).toSorted(), [
      ...Array<string>(8).fill('action-pack'),
      'silver',
      'silver',
    ])
  })

  it('S1, S5: who holds Silver alone can activate what Silver gives, Action Pack’s keys among it', async () => {
    const stage = await withKeys(await holdingBoth())
    await end(stage, 'action-pack')
    const held = await heldBenefits(stage.services, 'tenant-one')
    assert.deepEqual([held.length, new Set(held.map((each) => each.subscription.offerId))], [10, new Set(['silver'])])
    const listed = textOf(await stage.buyer.say('activate benefits'))
    for (const each of [/20 advisory hours/, /25 more Office 365 E3 seats/, /10 Windows 10 Enterprise/])
      assert.match(listed, each)
    const silver = held[0]?.subscription._id ?? ''
    assert.match(textOf(await activate(stage, silver, 'nonce-number-1')), /Your key is ready/)
    await stage.buyer.say('show key')
    assert.match(textOf(await stage.buyer.say('show key')), /SAMPLE-\d/)
  })

  it('S23: activated through one subscription it is activated for the other, and no key goes out twice', async () => {
    const stage = await withKeys(await holdingBoth())
    const [pack, silver] = await Promise.all([
      stage.store.subscriptions.liveFor('tenant-one', 'action-pack'),
      stage.store.subscriptions.liveFor('tenant-one', 'silver', 'security'),
    ])
    await activate(stage, silver?._id ?? '', 'nonce-number-1')
    await activate(stage, pack?._id ?? '', 'nonce-number-2')
    assert.equal(await keysGiven(stage), 1)
    assert.equal((await stage.store.benefits.ofPartner('tenant-one', 0, 10)).length, 1)
  })

  it('S23: through both at the same instant, as one of them has just begun or ended → once', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const chance = openChance(seed)
      const world = await both.apart()
      const database = jitteryDatabase(world.database, chance.next)
      const stage = await withKeys(await openStage({ world: { ...world, database } }))
      const [speaker] = await stage.store.people.buyers('tenant-one')
      assert.ok(speaker)
      const given = givenBy(stage.services.catalogue, 'silver').find((each) => each.benefit.id === WINDOWS)
      assert.ok(given)
      const by = { person: speaker } as Parameters<typeof activateBenefit>[1]
      await Promise.all(
        (await stage.store.subscriptions.heldBy('tenant-one')).map(async (subscription) => {
          assert.ok(subscription.term)
          const found = { ...given, subscription, term: subscription.term, activation: undefined }
          // A turn that loses a race is run again.
          return again(() => activateBenefit(stage.services, by, found))
        }),
      )
      assert.equal(await keysGiven(stage), 1, `seed ${seed}`)
    }
  })

  it('S23: what gave it has ended → it can be activated through what still gives it', async () => {
    const stage = await withKeys(await holdingBoth())
    const pack = await stage.store.subscriptions.liveFor('tenant-one', 'action-pack')
    await activate(stage, pack?._id ?? '', 'nonce-number-1')
    await end(stage, 'action-pack')
    const silver = await stage.store.subscriptions.liveFor('tenant-one', 'silver', 'security')
    assert.match(textOf(await activate(stage, silver?._id ?? '', 'nonce-number-2')), /Your key is ready/)
  })

  it('S7: the offers say what each includes, and what is included in what is held', async () => {
    const stage = await holdingBoth()
    const before = textOf(await stage.buyer.say('offers'))
    assert.match(before, /Everything in Action Pack[\s\S]*Everything in Silver competency/)
    await end(stage, 'action-pack')
    assert.match(textOf(await stage.buyer.say('offers')), /Included in your Silver competency – Security/)
  })
})
