import assert from 'node:assert/strict'
import { openLog } from '../../../bot/log/log.ts'

function openBook() {
  const lines: string[] = []
  const log = openLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

/** Things that must never be seen, as they would come along in real values. */
const AAD = '7f1c2d3e-aaaa-4bbb-8ccc-123456789abc'
const CANARIES = [
  'Purchaser One',
  '王小明',
  'purchaser.one@partner-one.example',
  AAD,
  'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJhcHAifQ.c2lnbmF0dXJl',
  'mongodb://member:s3cret@db.example.com/membership',
  's3cret',
  'Please cancel my subscription',
  '4242 4242 4242 4242',
  '4242424242424242',
  'whsec_canary123456',
  'sk_live_canary123456',
  '29:1canary_personal_account-id',
]

function assertClean(lines: string[]) {
  for (const canary of CANARIES) {
    const seen = lines.find((line) => line.includes(canary))
    assert.equal(seen, undefined, `${canary} was written: ${seen}`)
  }
}

describe('the log', () => {
  const activity = {
    type: 'message',
    text: 'Please cancel my subscription, card 4242 4242 4242 4242',
    from: { id: '29:1canary_personal_account-id', name: 'Purchaser One', aadObjectId: AAD },
    serviceUrl: 'https://smba.trafficmanager.net/emea/?key=s3cret',
  }
  const WAYS: [string, (log: ReturnType<typeof openLog>) => void][] = [
    ['a whole activity', (log) => log.info({ activity }, 'turn')],
    ['an activity spread out', (log) => log.info({ ...activity }, 'turn')],
    ['an activity under another name', (log) => log.info({ incoming: activity }, 'turn')],
    ['a name under an unknown field', (log) => log.info({ buyer: 'Purchaser One', seller: '王小明' }, 'turn')],
    ["the directory's id of a person", (log) => log.info({ person: AAD, actorId: AAD }, 'turn')],
    ['an id in a sentence', (log) => log.info(`person ${AAD} came`)],
    ['an address in a sentence', (log) => log.info('mail to purchaser.one@partner-one.example failed')],
    ['an address in a field', (log) => log.info({ to: 'purchaser.one@partner-one.example' }, 'mail')],
    ['a token in a sentence', (log) => log.warn(`bad ${CANARIES[4]} seen`)],
    ['a token in a field', (log) => log.warn({ jwt: CANARIES[4] }, 'bad')],
    ['headers', (log) => log.warn({ headers: { authorization: `Bearer ${CANARIES[4]}` } }, 'bad')],
    ['a connection string', (log) => log.error(`cannot reach ${CANARIES[5]}`)],
    ['a connection string in a field', (log) => log.error({ store: CANARIES[5] }, 'cannot reach')],
    ['keys', (log) => log.error({ a: 'whsec_canary123456', b: 'sk_live_canary123456' }, 'sk_live_canary123456')],
    ['a card number', (log) => log.info({ digits: '4242424242424242', n: 4242424242424242 }, '4242 4242 4242 4242')],
    ['an error with a message', (log) => log.error(new Error(`at ${CANARIES[5]} for Purchaser One`))],
    ['an error under err', (log) => log.error({ err: new Error('Purchaser One') })],
    ['an error under another field', (log) => log.error({ failure: new Error('Purchaser One') }, 'failed')],
    [
      'an error in an error',
      (log) => log.error({ err: new Error('x', { cause: new Error('Purchaser One') }) }, 'failed'),
    ],
    ['a message of several lines', (log) => log.error(new Error('x\n    at Purchaser One (a:1:1)\n  王小明'))],
    ['something else thrown', (log) => log.error({ err: 'Purchaser One' }, 'failed')],
    ['words woven into a sentence', (log) => log.info('hello %s', 'Purchaser One')],
    [
      'a child of the log',
      (log) => log.child({ name: 'Purchaser One', person: AAD, user: activity.from }).info('turn'),
    ],
    [
      'an array',
      (log) =>
        log.info(
          { list: ['Purchaser One', AAD, { name: '王小明' }], person: [AAD], job: `remind:s:2:30:${AAD}` },
          'turn',
        ),
    ],
    ['an account id', (log) => log.info({ key: '29:1canary_personal_account-id' }, '29:1canary_personal_account-id')],
  ]
  for (const [what, write] of WAYS) {
    it(`F69: shows nothing of ${what}`, () => {
      const { log, lines } = openBook()
      write(log)
      assert.equal(lines.length, 1)
      assertClean(lines)
    })
  }

  it('keeps what an operator needs: references, codes, figures, the sentence', () => {
    const { log, last } = openBook()
    const order = '0d5f4c1e-1111-4222-8333-444455556666'
    log.info({ turn: 't-81', order, job: 'renew:sub-1:2', ms: 12.5, late: false, reason: null }, 'turn done')
    const { time, ...line } = last()
    assert.match(String(time), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    assert.deepEqual(line, {
      level: 'info',
      turn: 't-81',
      order,
      job: 'renew:sub-1:2',
      ms: 12.5,
      late: false,
      reason: null,
      msg: 'turn done',
    })
  })

  it('describes an error by name, code, status, cause and frames', () => {
    const { log, last } = openBook()
    const cause = Object.assign(new TypeError('secret'), { code: 'ECONNRESET' })
    log.error({ err: Object.assign(new RangeError('secret', { cause }), { code: 11000, statusCode: 502 }) }, 'failed')
    const err = last().err as Record<string, unknown>
    assert.equal(err.name, 'RangeError')
    assert.equal(err.code, '11000')
    assert.equal(err.status, 502)
    assert.equal((err.cause as Record<string, unknown>).code, 'ECONNRESET')
    assert.match(String((err.frames as string[])[0]), /^at .*log\.test\.ts:\d+:\d+\)?$/)
  })

  it('takes circular and unusual values without falling', () => {
    const { log, lines } = openBook()
    const circle: Record<string, unknown> = { n: 1 }
    circle.self = circle
    log.info({ circle, big: 10n, none: undefined, at: new Date(0), map: new Map([['a', 'b']]) }, 'odd')
    assert.equal(lines.length, 1)
  })

  it('F69: card numbers go, other long figures stay', () => {
    const { log, lines } = openBook()
    const written = ['paid with 5555-5555-5555-4444 today', 'activity 1700000000001', 'order 1234567890123456']
    for (const each of written) log.info(each)
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).msg),
      ['paid with [number] today', ...written.slice(1)],
    )
  })

  it('F68: a destination that fails is not the end', () => {
    const log = openLog({
      level: 'info',
      destination: {
        write() {
          throw new Error('no space left')
        },
      },
    })
    assert.doesNotThrow(() => log.info('one'))
  })
})
