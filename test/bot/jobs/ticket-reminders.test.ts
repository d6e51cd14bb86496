import assert from 'node:assert/strict'
import { pino } from 'pino'
import { openWorker } from '../../../bot/jobs/outbox.ts'
import { openTicketNotifications } from '../../../bot/jobs/ticket-notifications.ts'
import { reply } from '../../../store/tickets/ticket-steps.ts'
import { withTicket } from '../../support/one-ticket.ts'

const HOUR_MS = 3_600_000

describe('reminding the desk', () => {
  it('F50: two instances whose clocks are 200 seconds apart remind once, and the ticket goes on working', async () => {
    const { stage, ticket } = await withTicket()
    const reminders: string[] = []
    const lines: string[] = []
    const log = pino({}, { write: (line: string) => void lines.push(line) })
    /** The other one comes while this one still shows the card, and has done both by the time it goes on. */
    let meanwhile = async (): Promise<void> => undefined
    const show = async (shown: Awaited<ReturnType<typeof ticket>>) => {
      const other = meanwhile
      meanwhile = async () => undefined
      await other()
      return { ticket: shown, again: 'no' as const }
    }
    function instance(aheadMs: number) {
      const clock = { ...stage.clock, now: () => stage.clock.now().add({ milliseconds: aheadMs }) }
      const remind = async (_ticket: unknown, _desk: unknown, { what }: { what: string }) => void reminders.push(what)
      const goRound = openWorker({ log, ended: () => false })
      const parts = {
        post: { show, remind, tell: async () => undefined, tellCard: async () => ({ outcome: 'sent' as const }) },
        tellSecondAgent: async () => 0,
        takenBack: { correct: async () => 0, say: async () => undefined },
        dropUnsent: async () => undefined,
        goRound,
        random: () => 0.5,
        domainOf: async () => undefined,
      }
      const services = { ...stage.services, clock }
      return openTicketNotifications({ services, tell: async () => ({ outcome: 'sent' }), ...parts })
    }
    stage.clock.advance(7 * HOUR_MS)
    meanwhile = instance(200_000)
    await instance(0)()
    assert.deepEqual([reminders, (await ticket()).nudged], [['reply'], ['reply']])

    const taken = { by: 'a1', key: 'taken', now: '2026-11-23T16:00:00.000Z' }
    await stage.store.tickets.change((await ticket())._id, (each) => ({ ...each, state: 'taken', agent: 'a1' }))
    const replied = reply(await ticket(), { ...taken, key: 'replied' }, 'Which one is it?')
    assert.ok(replied.ok)
    await stage.store.tickets.save(await ticket(), { ...replied.value, state: 'taken', waitsFor: 'desk' })
    stage.clock.advance(60 * HOUR_MS)
    await instance(0)()
    assert.deepEqual(
      [reminders, (await ticket()).nudged],
      [
        ['reply', 'resolve'],
        ['reply', 'resolve'],
      ],
    )
    assert.deepEqual(lines, [])
  })
})
