import assert from 'node:assert/strict'
import { openDeskDay } from '../../support/desk-day.ts'
import { openChance } from '../../support/random.ts'

const LONG = process.env.LONG !== undefined
const TICKETS = LONG ? 200 : 10
const AGENTS = LONG ? 6 : 3
const MOST_ROUNDS = 400

describe('a day at the desk', () => {
  const seed = Number(process.env.SEED ?? 20261123)

  it(`F29, F36, F37, F40, F44: ${TICKETS} tickets, ${AGENTS} agents, duplicates, disorder and kills, seed ${seed}`, async () => {
    const chance = openChance(seed)
    const day = await openDeskDay(chance)
    await day.stage().setUp()
    for (let i = 0; i < TICKETS; i++) await day.company(i)
    const sent: string[] = []
    const late: Parameters<typeof day.surely>[0][] = []
    /** What is done about each company's ticket, in this order; the companies in any. */
    const plans = Array.from({ length: TICKETS }, (_, i) => planOf(i))
    let live = plans.length
    while (live > 0) {
      const plan = plans[chance.below(plans.length)]
      const step = plan?.shift()
      if (!step) {
        live = plans.filter((each) => each.length > 0).length
        continue
      }
      day.clock.advance(1_000)
      await step()
      if (chance.often(0.2)) await day.post()
      if (late.length > 0 && chance.often(0.3)) {
        const again = late.splice(chance.below(late.length), 1)[0]
        if (again) await day.surely(again)
      }
    }
    for (const each of late) await day.surely(each)
    const owed = () => day.stage().store.tickets.owed('9999-01-01T00:00:00.000Z', 1)
    for (let round = 0; round < MOST_ROUNDS && (await owed()).length > 0; round++) {
      day.clock.advance(60_000)
      await day.post()
    }

    const { store } = day.stage()
    const all = (await Promise.all(plans.map((_, i) => store.tickets.ofPartner(`tenant-${i}`, undefined, 9)))).flat()
    const desk = await store.desks.get()
    assert.equal(all.length, TICKETS, 'no ticket is lost or doubled')
    assert.equal(new Set(all.map((each) => each.number)).size, TICKETS)
    for (const each of all) {
      assert.equal(each.card?.desk, desk?.setUpAt, `ticket ${each.number} has a card`)
      assert.ok(day.posted.has(each.card?.activityId ?? ''), `the card of ticket ${each.number} was posted`)
      assert.equal(each.state, 'closed', `ticket ${each.number}`)
      assert.equal(each.owedAt, undefined)
    }
    const texts = all.flatMap((each) => each.entries.flatMap((line) => line.text ?? []))
    assert.deepEqual(texts.toSorted(), sent.toSorted(), 'every message stands in its timeline once')
    assert.ok(!LONG || day.kills() > 50, `${day.kills()} kills`)

    function planOf(i: number): (() => Promise<void>)[] {
      const n = chance.below(AGENTS)
      const other = (n + 1) % AGENTS
      const words = (what: string) => {
        const said = `${what} ${i}`
        sent.push(said)
        return said
      }
      return [
        ...['cancel subscription', 'ask support', `because ${i}`, 'submit'].map(
          (each) => () => twice(day.buyer(i, each)),
        ),
        cardPosted,
        () => twice(day.agent(n, 'take', i)),
        () => twice(day.agent(other, 'take', i)),
        () => twice(day.agent(n, words('question'), i)),
        () => twice(day.buyer(i, 'support requests')),
        () => twice(day.buyer(i, '1')),
        () => twice(day.buyer(i, `reply ${words('answer')}`)),
        () => twice(day.agent(other, `note ${words('hint')}`, i)),
        () => twice(day.agent(n, 'close answered', i)),
      ]

      async function cardPosted(): Promise<void> {
        for (let round = 0; round < MOST_ROUNDS; round++) {
          const [ticket] = await day.stage().store.tickets.ofPartner(`tenant-${i}`, undefined, 1)
          if (ticket?.threads.length) return
          day.clock.advance(5_000)
          await day.post()
        }
        assert.fail(`ticket of company ${i} has no card`)
      }
    }

    /** Delivered once or more often, at once or much later. */
    async function twice(act: Parameters<typeof day.surely>[0]): Promise<void> {
      await day.surely(act)
      if (chance.often(0.3)) await day.surely(act)
      if (chance.often(0.2)) late.push(act)
    }
  })
})
