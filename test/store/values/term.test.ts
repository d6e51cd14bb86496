import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { firstTerm, graceEnds, nextTerm, sameTerm, type Term } from '../../../store/values/term.ts'
import { standingClock } from '../../support/clock.ts'

const day = (date: string) => Temporal.PlainDate.from(date)

/** The first term and the ones that follow it without a gap. */
function years(start: string, count: number): Term[] {
  const terms = [firstTerm(day(start), 'Asia/Taipei')]
  while (terms.length < count) terms.push(nextTerm(terms.at(-1) ?? firstTerm(day(start), 'Asia/Taipei')))
  return terms
}

describe('a term', () => {
  it('S12: is one year from the day of purchase, the end not included', () => {
    const term = firstTerm(day('2026-11-23'), 'Asia/Taipei')
    assert.deepEqual(term, { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' })
  })

  it('S12: 29 February becomes 28 February in ordinary years and 29 February again in a leap year', () => {
    assert.deepEqual(
      years('2028-02-29', 9).map((each) => each.end),
      [
        ...['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
        ...['2033-02-28', '2034-02-28', '2035-02-28', '2036-02-29', '2037-02-28'],
      ],
    )
  })

  it('S12: 29 February is skipped in 2100, which is no leap year, and kept for 2104', () => {
    assert.deepEqual(
      years('2096-02-29', 8)
        .map((each) => each.end)
        .slice(3),
      ['2100-02-28', '2101-02-28', '2102-02-28', '2103-02-28', '2104-02-29'],
    )
  })

  it('S18: each term starts where the last one ended, a year later on the same day, whatever the first day was', () => {
    const start = fc.date({ min: new Date('2000-01-01'), max: new Date('2150-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(start, (at) => {
        const first = at.toISOString().slice(0, 10)
        const terms = years(first, 12)
        for (const [i, each] of terms.entries()) {
          const before = terms[i - 1]
          if (before) assert.equal(each.start, before.end)
          assert.equal(each.number, i + 1)
          const end = day(each.end)
          assert.equal(end.year, day(first).year + i + 1)
          const leap = first.endsWith('02-29') && !end.inLeapYear
          assert.equal(each.end.slice(5), leap ? '02-28' : first.slice(5))
        }
      }),
      { numRuns: 300, seed: 20_261_123 },
    )
  })

  it('S12: begins on the partner’s civil day, which is two different ones at the same instant', () => {
    const clock = standingClock('2026-11-23T08:00:00Z')
    assert.equal(firstTerm(clock.today('America/Los_Angeles'), 'America/Los_Angeles').start, '2026-11-23')
    const late = standingClock('2026-11-23T16:00:00Z')
    assert.equal(firstTerm(late.today('Asia/Taipei'), 'Asia/Taipei').start, '2026-11-24')
    assert.equal(firstTerm(late.today('America/Los_Angeles'), 'America/Los_Angeles').start, '2026-11-23')
  })

  it('S13: its grace ends the given number of days after it', () => {
    const term = firstTerm(day('2026-11-23'), 'Asia/Taipei')
    assert.equal(graceEnds(term, 30).toString(), '2027-12-23')
  })

  it('is the same only with the same number, dates and zone', () => {
    const term = firstTerm(day('2026-11-23'), 'Asia/Taipei')
    assert.ok(sameTerm(term, { ...term }))
    const others: Partial<Term>[] = [
      ...[{ number: 2 }, { start: '2026-11-22' }, { end: '2027-11-24' }, { zone: 'UTC' }, { anchor: '11-24' }],
    ]
    for (const differs of others) assert.ok(!sameTerm(term, { ...term, ...differs }), JSON.stringify(differs))
  })
})
