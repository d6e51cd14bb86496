import assert from 'node:assert/strict'
import { pino } from 'pino'
import { openWorker } from '../../../bot/jobs/outbox.ts'
import { ConflictError } from '../../../store/database/collection.ts'

const ROWS = ['a', 'b', 'c', 'd'].map((_id) => ({ _id }))

function withLog(ended: () => boolean = () => false) {
  const lines: { about: string; box: string }[] = []
  const write = (line: string) => void lines.push(JSON.parse(line))
  return { goRound: openWorker({ log: pino({}, { write }), ended }), lines }
}

describe('the worker of the outboxes', () => {
  it('F49: one that fails keeps no other waiting, is named in the log, and stands behind the others from then on', async () => {
    const { goRound, lines } = withLog()
    const [done, putOff]: [string[], string[]] = [[], []]
    await goRound({
      ...{ name: 'letters', lanes: 1, due: async () => ROWS },
      async work({ _id }) {
        if (_id === 'b') throw new TypeError('broken')
        done.push(_id)
      },
      async putOff({ _id }) {
        putOff.push(_id)
        throw new TypeError('broken too')
      },
    })
    assert.deepEqual([done, putOff], [['a', 'c', 'd'], ['b']])
    assert.deepEqual(
      lines.map(({ box, about }) => [box, about]),
      [
        ['letters', 'b'],
        ['letters', 'b'],
      ],
    )
  })

  it('F66: what another instance is at is theirs: neither put off nor complained of', async () => {
    const { goRound, lines } = withLog()
    await goRound({
      ...{ name: 'letters', lanes: 2, due: async () => ROWS },
      async work() {
        throw new ConflictError('theirs')
      },
      putOff: async () => assert.fail('it is theirs'),
    })
    assert.deepEqual(lines, [])
  })

  it('F67: told to stop, it ends what it is at and begins no other', async () => {
    const done: string[] = []
    const { goRound } = withLog(() => done.length >= 2)
    await goRound({
      ...{ name: 'letters', lanes: 1, due: async () => ROWS },
      work: async ({ _id }) => void done.push(_id),
    })
    assert.deepEqual(done, ['a', 'b'])
  })
})
