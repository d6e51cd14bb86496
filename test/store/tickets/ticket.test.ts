import assert from 'node:assert/strict'
import { edit } from '../../../store/tickets/changed-entry.ts'
import { TICKET_STATES, TICKET_STEPS, type Ticket } from '../../../store/tickets/ticket.ts'
import * as steps from '../../../store/tickets/ticket-steps.ts'
import type { Result } from '../../../store/values/result.ts'
import { aTicket, later } from '../../support/tickets.ts'

const DAY = 86_400_000
let count = 0
const act = (by: string, ms = 60_000) => ({ by, key: `key-${++count}`, now: later(ms) })

function must(result: Result<Ticket>): Ticket {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

function refusal(result: Result<Ticket>): string {
  return result.ok ? 'none' : result.refusal
}

describe('a ticket', () => {
  const open = aTicket()
  const taken = must(steps.take(open, act('a1')))
  const waiting = must(steps.reply(taken, act('a1'), 'What happened?'))
  const closed = must(steps.close(taken, act('a1'), 'answered', undefined))
  const withdrawn = must(steps.withdraw(open, act('p1')))
  const IN: Record<(typeof TICKET_STATES)[number], Ticket> = {
    open,
    taken,
    'waiting-for-partner': waiting,
    closed,
    withdrawn,
  }

  it('goes only where the table of its states leads, whatever is tried in whichever state', () => {
    const tries: ((ticket: Ticket) => Result<Ticket>)[] = [
      (ticket) => steps.take(ticket, act('a2')),
      (ticket) => steps.handOver(ticket, act('a2'), 'a3'),
      (ticket) => steps.release(ticket, act('a1')),
      (ticket) => steps.reply(ticket, act('a1'), 'a reply'),
      (ticket) => steps.note(ticket, act('a2'), 'a note'),
      (ticket) => steps.close(ticket, act('a1'), 'answered', undefined),
      (ticket) => steps.reopen(ticket, 'partner', act('p1')),
      (ticket) => steps.answer(ticket, act('p1'), 'an answer'),
      (ticket) => steps.withdraw(ticket, act('p1')),
      (ticket) => steps.judge(ticket, act('p1'), true),
      (ticket) => steps.join(ticket, act('p2')),
    ]
    let moved = 0
    for (const state of TICKET_STATES)
      for (const each of tries) {
        const result = each(IN[state])
        if (!result.ok) continue
        const to = result.value.state
        assert.ok(to === state || TICKET_STEPS[state].includes(to), `${state} → ${to}`)
        moved += to === state ? 0 : 1
      }
    assert.ok(moved >= 9, `${moved} steps were possible`)
  })

  it('one agent has it; another is refused, and can have it handed over', () => {
    assert.equal(refusal(steps.take(taken, act('a2'))), 'ticket-taken')
    assert.equal(refusal(steps.reply(taken, act('a2'), 'mine')), 'ticket-taken')
    assert.equal(must(steps.handOver(taken, act('a2'), 'a2')).agent, 'a2')
    assert.equal(refusal(steps.reply(open, act('a1'), 'not taken')), 'ticket-not-taken')
  })

  it('F29: the same key, or the same words again within half a minute, stand in the timeline once', () => {
    const one = act('p1')
    const answered = must(steps.answer(taken, one, 'Please cancel it'))
    assert.equal(steps.answer(answered, one, 'Please cancel it').ok, true)
    assert.equal(must(steps.answer(answered, one, 'Please cancel it')), answered)
    const redelivered = steps.answer(answered, { ...one, key: 'another-id', now: later(70_000) }, 'Please cancel it')
    assert.equal(must(redelivered), answered)
    const meant = must(steps.answer(answered, act('p1', 120_000), 'Please cancel it'))
    assert.equal(meant.entries.length, answered.entries.length + 1)
  })

  it('an agent’s reply waits for the partner, their answer for the desk, since they wrote', () => {
    assert.deepEqual([waiting.waitsFor, waiting.firstReplyAt], ['partner', later(60_000)])
    const answered = must(steps.answer(waiting, act('p2', 90_000), 'Nothing'))
    assert.deepEqual([answered.state, answered.waitsFor, answered.since], ['taken', 'desk', later(90_000)])
    assert.deepEqual(answered.followers, ['p1', 'p2'])
  })

  it('S22: is withdrawn only while nobody works on it', () => {
    assert.equal(withdrawn.openCancellation, undefined)
    assert.equal(refusal(steps.withdraw(taken, act('p1'))), 'ticket-in-work')
  })

  it('is open again within 14 days, to nobody’s name, and never after', () => {
    const again = must(steps.reopen(closed, 'partner', act('p1', 14 * DAY)))
    assert.deepEqual(
      [again.state, again.agent, again.openCancellation, again.closeReason],
      ['open', undefined, true, undefined],
    )
    assert.equal(refusal(steps.reopen(closed, 'partner', act('p1', 15 * DAY))), 'ticket-over')
  })

  it('F36: an edit is recorded as an edit, of one’s own words only; a deletion hides them', () => {
    const said = must(steps.answer(taken, { ...act('p1'), key: 'm:1' }, 'Befor'))
    const edited = edit(said, 'm:1', 'p1', 'Before', later(90_000))
    const line = edited.entries.at(-1)
    assert.deepEqual([line?.text, line?.edited?.first, line?.edited?.times], ['Before', 'Befor', 1])
    assert.equal(edit(said, 'm:1', 'p2', 'forged', later(90_000)), said)
    const gone = edit(edited, 'm:1', 'p1', undefined, later(95_000))
    assert.deepEqual([gone.entries.at(-1)?.text, gone.entries.at(-1)?.deleted], [undefined, later(95_000)])
  })

  it('holds a bounded number of messages, and can still be closed when it is full', () => {
    let full = taken
    for (let i = 0; full.entries.length < 200; i++) full = must(steps.note(full, act('a1'), `note ${i}`))
    assert.equal(refusal(steps.answer(full, act('p1'), 'one more')), 'ticket-full')
    assert.equal(must(steps.close(full, act('a1'), 'answered', undefined)).state, 'closed')
  })
})
