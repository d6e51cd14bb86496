import assert from 'node:assert/strict'
import { standingClock } from '../../../support/clock.ts'
import { cardIn, openDeskStage, text } from '../../../support/desk.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { chosen, oneTicket, withTicket } from '../../../support/one-ticket.ts'

type Desk = Awaited<ReturnType<typeof withTicket>>
type Reasons = { title: string; value: string }[]
const MOST_WRITES = 30

async function standing({ stage, ticket }: Pick<Desk, 'stage' | 'ticket'>) {
  const of = await ticket()
  const subscription = await stage.store.subscriptions.get(of.subscriptionId ?? '')
  return [of.state, of.closeReason, subscription?.state, subscription?.autoRenew]
}

/** The reasons on the live card, once Agent One has it. */
async function reasons({ stage }: Desk): Promise<Reasons> {
  await stage.runDue()
  const found = /"choices":(\[[^\]]*"value":"answered"[^\]]*\])/.exec(JSON.stringify(stage.liveCard(1).card))
  assert.ok(found?.[1])
  return JSON.parse(found[1])
}

/** Closes it from the live card with that reason. */
async function closeWith({ stage, one }: Desk, reason: string) {
  await stage.runDue()
  const live = stage.liveCard(1)
  return one.press(live.card, 'Close it', { reason }, live.thread)
}

async function taken() {
  const desk = await withTicket()
  await desk.one.say('take', desk.stage.liveCard(1).thread)
  return desk
}

describe('closing with a reason that states a fact', () => {
  it('S21: offers as a fact only what the record says, and the rest as what it does', async () => {
    const desk = await taken()
    assert.deepEqual(
      (await reasons(desk)).map((each) => each.title),
      [
        ...['Cancel the subscription now, then close', 'Turn off auto-renew, then close', 'Subscription stays'],
        ...['Question answered', 'Handled in another request'],
      ],
    )
    await desk.one.say('reply Do you agree?', desk.stage.liveCard(1).thread)
    assert.ok((await reasons(desk)).some((each) => each.title === 'No answer from the partner'))
    await desk.one.press(await chosen(desk.stage, desk.one, 'cancel-at-end'), 'Confirm')
    assert.ok((await reasons(desk)).some((each) => each.title === 'Subscription ends when its term ends'))
    await desk.one.press(await chosen(desk.stage, desk.one, 'cancel-now'), 'Confirm')
    assert.deepEqual(
      (await reasons(desk)).map((each) => each.value),
      ['cancelled-now', 'answered', 'no-answer', 'duplicate'],
    )
  })

  for (const [reason, says, after] of [
    [
      'cancelled-now',
      /is cancelled immediately.*Then the request is closed/s,
      ['closed', 'cancelled-now', 'cancelled', true],
    ],
    [
      'ends-with-term',
      /the term ends on November 23, 2027, and benefits stop on December 23, 2027.*Then the request is closed/s,
      ['closed', 'ends-with-term', 'active', false],
    ],
  ] as const)
    it(`S21: ${reason} asks first, then does it and closes, once however often it is confirmed`, async () => {
      const desk = await taken()
      const asked = await closeWith(desk, reason)
      assert.match(text(asked), says)
      assert.deepEqual(await standing(desk), ['taken', undefined, 'active', true], 'nothing before it was confirmed')
      const confirm = cardIn(asked.filter((each) => each.type === 'message'))
      await desk.one.press(confirm, 'Confirm')
      await desk.one.press(confirm, 'Confirm')
      assert.deepEqual(await standing(desk), after)
      const happened = (await desk.ticket()).entries.map((each) => each.what)
      assert.deepEqual(
        happened.filter((each) => each === reason || each === 'closed'),
        [reason, 'closed'],
      )
    })

  it('S21: the same typed, in both languages; the partner reads in theirs what is so', async () => {
    for (const words of ['close: subscription cancelled', '結案：訂閱已取消', 'close as cancelled-now']) {
      const desk = await taken()
      const asked = await desk.one.say(words, desk.stage.liveCard(1).thread)
      await desk.one.press(cardIn(asked), 'Confirm')
      const before = desk.stage.adapter.sent.length
      await desk.stage.runDue()
      assert.match(text(desk.stage.adapter.sent.slice(before)), /結案：訂閱已取消/, words)
      assert.deepEqual((await standing(desk)).slice(0, 3), ['closed', 'cancelled-now', 'cancelled'], words)
    }
  })

  it('S21: a forged or old card closes with nothing that isn’t so', async () => {
    const desk = await taken()
    assert.match(text(await closeWith(desk, 'no-answer')), /record doesn’t bear that reason out/)
    await desk.one.press(await chosen(desk.stage, desk.one, 'cancel-now'), 'Confirm')
    for (const reason of ['kept', 'ends-with-term'])
      assert.match(text(await closeWith(desk, reason)), /record doesn’t bear that reason out/)
    assert.equal((await desk.ticket()).state, 'taken')
  })

  for (const done of [false, true])
    it(`F40: killed ${done ? 'after' : 'before'} any write of the confirmation, confirmed again → cancelled once, closed once`, async () => {
      let points = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const world = await oneTicket.apart()
        const dying = dyingDatabase(world.database)
        const clock = standingClock(world.at)
        const first = await openDeskStage({ world, database: dying.database, clock })
        const agent = first.agent()
        const { thread } = first.liveCard(1)
        const asked = cardIn(await agent.say('close: subscription cancelled', thread))
        dying.dieAt(at, done)
        await agent.press(asked, 'Confirm').catch(() => undefined)
        if (dying.isSpared()) break
        if (!dying.isDead()) continue
        points += 1
        const stage = await openDeskStage({ world: { ...world, sent: first.adapter.sent }, clock })
        await stage.agent().press(asked, 'Confirm')
        const ticket = await stage.store.tickets.numbered(1)
        const subscription = await stage.store.subscriptions.get(ticket?.subscriptionId ?? '')
        const what = ticket?.entries
          .map((each) => each.what)
          .filter((each) => each === 'cancelled-now' || each === 'closed')
        assert.deepEqual(
          [ticket?.state, subscription?.state, what],
          ['closed', 'cancelled', ['cancelled-now', 'closed']],
        )
        const trail = await stage.store.audits.ofPartner('tenant-one', 50)
        assert.equal(trail.filter((each) => each.what === 'cancelled').length, 1)
      }
      assert.ok(points >= 3, `only ${points} writes were tried`)
    })
})
