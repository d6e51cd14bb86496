import assert from 'node:assert/strict'
import { withTicket } from '../../support/one-ticket.ts'
import { heldOn } from '../../support/renewal-stage.ts'

const HOUR = 3_600_000

describe('what the desk hears of a renewal that a request to cancel holds up', () => {
  it('S21: the card counts the days anew each day, and the thread is told 7 and 1 days before, and while it waits', async () => {
    const { stage, ticket } = await withTicket()
    const { term, goTo } = await heldOn(stage)
    const { thread } = stage.liveCard(1)
    const told = () =>
      stage
        .inChannel()
        .filter(
          (each) => each.conversation?.id.endsWith(thread) && /renews|waits while it is open/.test(each.text ?? ''),
        )
        .map((each) => each.text?.replace(/^Request 1: /, ''))
    const shown = () => JSON.stringify(stage.liveCard(1).card)
    for (const [days, says] of [
      [10, /Renews in 10 days, on November 23, 2027, for USD 475.00. It isn’t charged while this request is open/],
      [8, /Renews in 8 days/],
      [7, /Renews in 7 days/],
      [6, /Renews in 6 days/],
      [1, /Renews tomorrow/],
      [0, /The charge of November 23, 2027 \(USD 475.00\) waits.*Benefits stop in 30 days, on December 23, 2027/],
      [-23, /Benefits stop in 7 days/],
      [-29, /Benefits stop tomorrow/],
    ] as const) {
      await goTo(plus(term.end, -days), '12:00', 2)
      assert.match(shown(), says, `${days} days before`)
    }
    assert.deepEqual(
      told().map((each) => /(in \d+ days|tomorrow|today)/.exec(each ?? '')?.[0]),
      ['in 7 days', 'tomorrow', 'in 30 days', 'in 7 days', 'tomorrow'],
    )
    assert.match(told()[0] ?? '', /Action Pack renews in 7 days, on November 23, 2027, for USD 475.00/)
    await goTo(plus(term.end, 31), '12:00', 2)
    assert.equal((await ticket()).live, true)
    assert.doesNotMatch(shown(), /What follows/)
  })

  it('says nothing more of it once the request is closed, or auto-renew is off', async () => {
    const { stage, one } = await withTicket()
    const { term, goTo } = await heldOn(stage)
    await one.say('take', stage.liveCard(1).thread)
    await one.say('close', stage.liveCard(1).thread)
    await stage.runDue()
    const before = stage.inChannel().length
    await goTo(plus(term.end, -1), '12:00', 2)
    assert.equal(stage.inChannel().length, before)
    stage.clock.advance(HOUR)
  })
})

function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10)
}
