import assert from 'node:assert/strict'
import { textOf } from '../../../support/conversation.ts'
import { text } from '../../../support/desk.ts'
import { jitteryDatabase, ticks } from '../../../support/jittery-database.ts'
import { chosen, withTicket } from '../../../support/one-ticket.ts'
import { openChance } from '../../../support/random.ts'

type Desk = Awaited<ReturnType<typeof withTicket>>

const withdraw = ({ person }: Desk, ticketId: string) =>
  person.execute({ verb: 'ticket', act: 'withdraw', ticketId, nonce: 'withdraw-01' })

/** Everything that a deed of the panel could have changed. */
async function factsOf({ stage, ticket }: Desk) {
  const subscription = await stage.store.subscriptions.get((await ticket()).subscriptionId ?? '')
  const order = await stage.store.orders.get(subscription?.orderId ?? '')
  return {
    subscription,
    order,
    evidence: await stage.store.evidences.met('tenant-one', 'silver', 'security'),
    audits: (await stage.store.audits.ofPartner('tenant-one', 50)).map((each) => each._id).toSorted(),
    ticket: await ticket(),
  }
}

describe('an old confirmation at the desk', () => {
  for (const [locale, confirm, says] of [
    ['en-US', 'Confirm', /closed or withdrawn. Nothing was done/],
    ['zh-TW', '確認', /已結案或撤回，未執行任何動作/],
  ] as const)
    for (const deed of ['cancel-now', 'cancel-at-end', 'evidence', 'refund', 'refund of another'] as const)
      for (const end of ['withdrawn', 'closed'] as const)
        it(`S21: ${deed} on a request that is ${end} carries nothing out, in ${locale}`, async () => {
          const desk = await withTicket()
          const { stage, one, ticket } = desk
          const agent = stage.agent('agent-two', 'Agent Two', locale)
          const refund = `refund:${(await factsOf(desk)).order?._id}`
          if (deed === 'refund of another') await one.press(await chosen(stage, one, refund), 'Confirm')
          const choice = deed === 'evidence' ? 'evidence:silver:security:certified-people' : deed
          const card = await chosen(stage, agent, deed.startsWith('refund') ? refund : choice)
          await stage.runDue()
          if (end === 'closed') await one.say('close', stage.liveCard(1).thread)
          else {
            if ((await ticket()).agent) await one.say('release', stage.liveCard(1).thread)
            await withdraw(desk, (await ticket())._id)
          }
          assert.equal((await ticket()).state, end)
          const before = await factsOf(desk)
          const given = stage.payments.refund
          stage.payments.refund = async () => assert.fail('the gateway was asked')
          for (let times = 0; times < 2; times++) {
            stage.clock.advance(times * 3_600_000)
            const said = text(await agent.press(card, confirm))
            if (times === 0) assert.match(said, says)
          }
          stage.payments.refund = given
          assert.deepEqual(await factsOf(desk), before)
        })

  it('S21: pressed as the partner withdraws, either it is carried out or it is withdrawn, never both', async () => {
    const ends = new Set<string>()
    for (let seed = 1; seed <= 24; seed++) {
      const chance = openChance(seed)
      const desk = await withTicket((database) => jitteryDatabase(database, chance.next))
      const { stage, one, ticket } = desk
      const card = await chosen(stage, one, 'cancel-now')
      const { _id, subscriptionId = '' } = await ticket()
      const [answered, told] = await Promise.all([
        one.press(card, 'Confirm'),
        ticks((seed % 8) * 60).then(() => withdraw(desk, _id)),
      ])
      const state = (await stage.store.subscriptions.get(subscriptionId))?.state
      const withdrawn = (await ticket()).state === 'withdrawn'
      ends.add(`${state}`)
      assert.equal(state, withdrawn ? 'active' : 'cancelled', `seed ${seed}`)
      if (withdrawn) assert.match(text(answered), /Nothing was done/, `seed ${seed}`)
      else assert.match(textOf(told), /支援人員已經在處理/, `seed ${seed}`)
    }
    assert.deepEqual([...ends].toSorted(), ['active', 'cancelled'], 'both ends were met')
  })
})
