import assert from 'node:assert/strict'
import type { Mailer } from '../../../bot/mail/mailer.ts'
import { openStage, type Stage } from '../../support/conversation.ts'
import { dyingDatabase } from '../../support/dying-database.ts'
import { worldOf } from '../../support/played-worlds.ts'
import { sellerOne } from '../../support/seller.ts'

type Mail = Parameters<Mailer['send']>[0]
type MailOutcome = Awaited<ReturnType<Mailer['send']>>

/** A mail server that says this, one after the other, and then takes everything. */
function serverSaying(...says: MailOutcome[]) {
  const heard: Mail[] = []
  return {
    heard,
    send: async (mail: Mail) => {
      heard.push(mail)
      return says.shift() ?? ('sent' as const)
    },
  }
}

/** Somebody whose company has a billing address is at the review. */
const atReview = worldOf('at a taxed review, with a billing address', async (database) => {
  const stage = await openStage({ database, seller: sellerOne() })
  const person = stage.person()
  await person.say('join')
  await person.say('Partner One, US, Asia/Taipei')
  await person.say('company profile')
  await person.say('e-mail: billing@partner-one.example')
  await person.toReview()
  return stage
})

async function bought(mailer: ReturnType<typeof serverSaying>) {
  const stage = await openStage({ world: await atReview.together(), seller: sellerOne(), mailer })
  await stage.person().press('purchase')
  return stage
}

const paperIn = async ({ store }: Pick<Stage, 'store'>) => (await store.papers.ofPartner('tenant-one', 1))[0]
async function beats(stage: Stage, hours: number) {
  for (let i = 0; i < hours; i++) {
    await stage.runDue()
    stage.clock.advance(3_600_000)
  }
}

describe('papers by e-mail', () => {
  it('S27: go once to the billing address, whatever runs how often, and say which paper of whom', async () => {
    const server = serverSaying()
    const stage = await bought(server)
    await beats(stage, 3)
    const [mail, ...more] = server.heard
    assert.deepEqual(more, [])
    assert.equal(mail?.to, 'billing@partner-one.example')
    assert.equal(mail?.subject, 'Invoice SONE-2026-000001 from Seller One GmbH')
    assert.equal(mail?.file.content.subarray(0, 5).toString(), '%PDF-')
    const paper = await paperIn(stage)
    assert.deepEqual([paper?.mail, paper?.mailAt, paper?.mailing], ['sent', undefined, undefined])
  })

  it('S27: what was not taken is tried again, ever later, under the same key, and given up in the end', async () => {
    const few = serverSaying('later', 'later')
    const stage = await bought(few)
    await beats(stage, 4)
    assert.deepEqual([few.heard.length, (await paperIn(stage))?.mail], [3, 'sent'])
    assert.equal(new Set(few.heard.map((each) => each.key)).size, 1)
    const many = serverSaying(...Array.from({ length: 50 }, () => 'later' as const))
    const hopeless = await bought(many)
    await beats(hopeless, 24 * 4)
    assert.deepEqual([many.heard.length, (await paperIn(hopeless))?.mail], [12, 'given-up'])
  })

  it('S27: what was refused, or may have gone out, is never sent again', async () => {
    for (const said of ['refused', 'unknown'] as const) {
      const server = serverSaying(said)
      const stage = await bought(server)
      await beats(stage, 30)
      assert.deepEqual([server.heard.length, (await paperIn(stage))?.mail], [1, said])
    }
  })

  it('S27: killed at any write it goes out once at most, and somebody finds how it stands', async () => {
    let died = true
    for (let at = 1; at <= 200 && died; at += 4) {
      const world = await atReview.apart()
      const dying = dyingDatabase(world.database)
      const server = serverSaying()
      const first = await openStage({ world, database: dying.database, seller: sellerOne(), mailer: server })
      const press = first.person().find('purchase').data
      dying.dieAt(at, at % 8 === 1)
      await first
        .person()
        .execute(press)
        .catch(() => undefined)
      await first.runDue().catch(() => undefined)
      died = dying.isDead()
      const stage = await openStage({ world, clock: first.clock, seller: sellerOne(), mailer: server })
      await stage
        .person()
        .execute(press)
        .catch(() => undefined)
      await beats(stage, 3)
      const paper = await paperIn(stage)
      if (!paper) continue
      assert.ok(server.heard.length <= 1, `write ${at}`)
      assert.ok(paper.mail === 'sent' || paper.mail === 'unknown', `write ${at}: ${paper.mail}`)
      if (paper.mail === 'sent') assert.equal(server.heard.length, 1)
    }
    assert.ok(!died, 'the last write was found')
  })

  it('S27: of several instances one sends it', async () => {
    const server = serverSaying()
    const world = await atReview.together()
    const seller = sellerOne()
    const stage = await openStage({ world, seller, mailer: server })
    const other = await openStage({ world, seller, mailer: server, clock: stage.clock })
    await stage.person().press('purchase')
    await Promise.all([stage.runDue(), other.runDue(), stage.runDue()])
    assert.equal(server.heard.length, 1)
  })

  it('are none without an address, and none where no server is set', async () => {
    const server = serverSaying()
    const stage = await openStage({ seller: sellerOne(), mailer: server })
    await stage.person().toReview()
    await stage.person().press('purchase')
    await beats(stage, 2)
    assert.ok(await paperIn(stage))
    const without = await openStage({ world: await atReview.together(), seller: sellerOne() })
    await without.person().press('purchase')
    assert.equal((await paperIn(without))?.mailAt, undefined)
    assert.deepEqual(server.heard, [])
  })
})
