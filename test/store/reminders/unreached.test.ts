import assert from 'node:assert/strict'
import type { Delivery } from '../../../store/reminders/delivery.ts'
import { isForDesk, lastMissed, missedAgain, settled } from '../../../store/reminders/unreached.ts'
import { aTicket, later } from '../../support/tickets.ts'

/** One row: the news, whom it is for, what became of it. News of the same name is planned at once, later names later. */
function row(news: string, person: string, state: Delivery['state'], but: Partial<Delivery> = {}): Delivery {
  const step = Number(news)
  const ladder = Number.isInteger(step)
  const plannedAt = `2027-01-${String(ladder ? 30 - Math.round(step / 3) : 31).padStart(2, '0')}T01:00:00.000Z`
  return {
    ...{ _id: `${ladder ? 'remind' : 'tell'}:sub:1:${news}:${person}`, version: 1, run: 'r', partnerId: 't' },
    ...{ kind: ladder ? 'reminder' : 'declined', personId: person, subscriptionId: 'sub', term: 1, state },
    ...{ plannedAt, dueAt: plannedAt, endedAt: plannedAt, tries: 1, ...(ladder ? { step } : {}) },
    ...but,
  }
}
const notice = { kind: 'charge-notice' } as const

const CASES: [what: string, rows: Delivery[], missed: string, forDeskWhileReachable: boolean][] = [
  ['nothing planned', [], '', false],
  ['all skipped', [row('60', 'p1', 'skipped'), row('60', 'p2', 'skipped')], 'remind:sub:1:60', false],
  ['one of them told', [row('60', 'p1', 'skipped'), row('60', 'p2', 'sent')], '', false],
  ['one of them still to be told', [row('60', 'p1', 'skipped'), row('60', 'p2', 'waiting')], '', false],
  ['one of them being told', [row('60', 'p1', 'failed'), row('60', 'p2', 'sending')], '', false],
  ['a reminder that may have arrived', [row('7', 'p1', 'unknown')], '', false],
  ['a notice that may have arrived, 30 days before', [row('30', 'p1', 'unknown', notice)], 'remind:sub:1:30', false],
  ['a notice that may have arrived, 7 days before', [row('7', 'p1', 'unknown', notice)], 'remind:sub:1:7', true],
  [
    'the last notice failed, the one before arrived',
    [row('30', 'p1', 'sent', notice), row('7', 'p1', 'failed', notice)],
    'remind:sub:1:7',
    false,
  ],
  ['told at 60, nobody at 30', [row('60', 'p1', 'sent'), row('30', 'p1', 'skipped')], 'remind:sub:1:30', false],
  ['nobody at 60, told at 30', [row('60', 'p1', 'skipped'), row('30', 'p1', 'sent')], '', false],
  [
    'told of the end, nobody of the payment',
    [row('7', 'p1', 'sent'), row('declined-1', 'p1', 'failed')],
    'tell:sub:1:declined-1',
    true,
  ],
  ['not owed any more', [row('60', 'p1', 'suppressed')], '', false],
  [
    'handed over to somebody who is gone',
    [row('14', 'p1', 'suppressed'), row('14', 'p2', 'skipped')],
    'remind:sub:1:14',
    false,
  ],
  ['only the hand-over itself failed', [row('handed-by-p1', 'p2', 'failed', { kind: 'handed-over' })], '', false],
]

describe('what reached nobody', () => {
  for (const [what, rows, news, forDesk] of CASES)
    it(`S16, S19: ${what} → ${news || 'nothing'}${forDesk ? ', the desk’s at once' : ''}`, () => {
      for (const order of [rows, rows.toReversed()]) {
        const missed = lastMissed(order)
        assert.equal(missed?.news ?? '', news)
        assert.equal(missed ? isForDesk(missed, true) : false, forDesk)
        assert.equal(missed ? isForDesk(missed, false) : false, news !== '')
      }
    })
})

describe('the ticket of what reached nobody', () => {
  const act = (key: string) => ({ by: 'time', key, now: later(1_000) })
  const fresh = aTicket({ subscriptionId: undefined, personId: undefined })

  it('S16: ends by itself while nobody has it, opens again for the next thing, and each once', () => {
    const over = settled(fresh, act('told:0'), 'told-at-last')
    assert.deepEqual([over.state, over.live, over.waitsFor], ['withdrawn', false, 'nobody'])
    assert.equal(settled(over, act('told:0'), 'told-at-last'), over)
    const open = missedAgain(over, act('tell:1'), 'declined')
    assert.deepEqual([open.state, open.live, open.waitsFor, open.closedAt], ['open', true, 'desk', undefined])
    assert.equal(missedAgain(open, act('tell:1'), 'declined'), open)
  })

  it('S16: an agent’s ticket is the agent’s to close, and what an agent has closed stays closed', () => {
    const taken = { ...fresh, state: 'taken' as const, agent: 'p9' }
    assert.equal(settled(taken, act('told:0'), 'told-at-last').state, 'taken')
    const closed = { ...fresh, state: 'closed' as const, live: false }
    assert.equal(missedAgain(closed, act('tell:1'), 'declined'), closed)
  })
})
