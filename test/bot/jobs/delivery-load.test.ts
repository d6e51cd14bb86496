import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Connector, openConnector } from '../../../bot/sandbox/connector/connector.ts'
import type { PersonOnStage } from '../../../bot/sandbox/connector/stage.ts'
import type { Tally } from '../../../store/reminders/delivery.ts'
import { built } from '../../support/build.ts'
import { freePort } from '../../support/free-port.ts'
import { HANGS_MS } from '../../support/hangs.ts'
import { NINE, peopleOf, REMINDED, somebody } from '../../support/reminded-people.ts'

const RPS = 30
/** People of each tenant, reminded in the same hour. */
const TENANTS = process.env.LONG ? [10_000, 500, 500] : [120, 60, 60]
/** People of each tenant who write meanwhile: so many turns, one begun every so many milliseconds. */
const WRITERS = 8
const [WARM_UP, TURNS, EVERY_MS] = process.env.LONG ? [50, 400, 200] : [12, 24, 100]
/** The long run is alone on its machine; a short one only sees that most turns don't wait for reminders. */
const [RATE, SHARE, SLOWER] = process.env.LONG ? [0.9, 0.95, 1.5] : [0.09, 0.5, 15]
/** The metronome's milliseconds up to which a machine is as good as it must be; what is asked of a worse one is as much less. */
const GOOD_MS = 4
/** So much of it has gone before the bot is asked what has become of it. */
const NEARLY = 0.9
const SAID = ['help', 'offers', 'purchased offers', 'reminders']

describe('reminders in one hour', () => {
  it(`F49: ${TENANTS.join(' + ')} people at ${RPS}/s and tenant, with 2 % 429, 1 % 412, 1 % 500, 1 % 403 → no limit broken, the rate is used, and people are answered as ever`, async () => {
    const child = await built('test/support/reminding-child.ts')
    const [people, port] = [peopleOf(TENANTS), await freePort()]
    const clock = { now: () => NINE, today: (zone: string) => NINE.toZonedDateTimeISO(zone).toPlainDate() }
    const botUrl = `http://127.0.0.1:${port}/api/messages`
    const patienceMs = HANGS_MS
    const connector = await openConnector({ botUrl, people: [...people, ...writers()], clock, limits: RPS, patienceMs })
    for (const each of connector.people) await connector.install(each.id)
    const metronome = fork(await built('test/support/metronome-child.ts'), [], { execArgv: [] })
    const bot = fork(child, [String(port), connector.url, JSON.stringify(TENANTS)], { execArgv: [] })
    try {
      assert.equal(await answerOf(bot), 'ready')
      await talk(connector, WARM_UP)
      const idle = await talk(connector, TURNS)
      // Not to those who write: what Teams refuses them costs them a second, rush or no rush, and would hide the rush.
      const conversation = REMINDED
      connector.faults.every(50, { answer: 'throttled', retryAfter: '1', conversation })
      connector.faults.every(100, { answer: 'precondition-failed', conversation })
      connector.faults.every(101, { answer: 'server-error', accepted: true, conversation })
      connector.faults.every(103, { answer: 'blocked', conversation })
      await worse(metronome)
      bot.send('nine')
      const [busy, rate] = await Promise.all([talk(connector, TURNS), rateOf(bot, connector, people.length)])
      const slow = await worse(metronome)
      const { tally, seconds } = await finished(bot)
      if (process.env.LONG)
        console.log(
          `      ${rate.toFixed(1)}/s in the largest tenant, the last tenth in ${seconds.toFixed(1)} s; ${JSON.stringify(tally)}; ` +
            `${connector.stats.throttled} over the limit; a machine ${slow.toFixed(1)} times worse; turns' p95 ${idle.toFixed(1)} → ${busy.toFixed(1)} ms`,
        )
      assert.equal(connector.stats.throttled, 0, 'limits broken')
      assert.ok(rate >= (RPS * RATE) / slow, `${rate}/s on a machine ${slow} times worse`)
      assert.ok(busy <= idle * SLOWER * slow, `turns went from ${idle} to ${busy} ms, ${slow}`)
      const { planned, waiting, failed, sent, unknown } = tally
      assert.deepEqual([planned, waiting, failed], [people.length, 0, 0])
      const heard = people.map(({ id }) => connector.conversation(id).filter(({ from }) => from === 'bot').length)
      assert.ok(
        heard.every((count) => count <= 1),
        'nobody hears it twice',
      )
      assert.equal(heard.filter((count) => count === 1).length, sent + unknown)
    } finally {
      for (const each of [bot, metronome]) each.kill('SIGKILL')
      await connector.close()
    }
  })
})

/** Colleagues of those who are reminded, who write meanwhile: one tenant's after the other's. */
function writers(): PersonOnStage[] {
  return Array.from({ length: WRITERS * TENANTS.length }, (_, i) => somebody(i % TENANTS.length, `writer-${i}`))
}

/** Milliseconds in which that share of such turns are over, one begun every so often. */
async function talk(connector: Connector, turns: number): Promise<number> {
  const people = writers()
  const taken: number[] = []
  const one = async (i: number) => {
    const began = performance.now()
    const { status } = await connector.say(people[i % people.length]?.id ?? '', SAID[i % SAID.length] ?? '')
    assert.equal(status, 200)
    taken.push(performance.now() - began)
  }
  const all: Promise<void>[] = []
  for (let i = 0; i < turns; i++) {
    all.push(one(i))
    await pause(EVERY_MS)
  }
  await Promise.all(all)
  return taken.toSorted((a, b) => a - b)[Math.floor(taken.length * SHARE)] ?? 0
}

/** How many times worse than a good machine it was since it was asked last. */
async function worse(metronome: ChildProcess): Promise<number> {
  metronome.send('how late')
  return Math.max(1, Number(await answerOf(metronome)) / GOOD_MS)
}

async function answerOf(bot: ChildProcess): Promise<unknown> {
  return (await once(bot, 'message', { signal: AbortSignal.timeout(HANGS_MS) }))[0]
}

/** Requests a second in the largest tenant for as long as more is due than can go: what is tried again comes last, and waits. */
async function rateOf(bot: ChildProcess, { stats }: Connector, people: number): Promise<number> {
  const began = performance.now()
  // To ask costs the bot a look at every row: not while it is measured.
  while (stats.sends < people * NEARLY) await pause(100)
  const seconds = (performance.now() - began) / 1_000
  bot.send('tries')
  return (Number(await answerOf(bot)) + TURNS / TENANTS.length) / seconds
}

/** What has become of everybody, once nothing waits any more: seconds later, for what is tried again. */
async function finished(bot: ChildProcess): Promise<{ tally: Tally; seconds: number }> {
  const began = performance.now()
  for (;;) {
    bot.send('tally')
    const tally = (await answerOf(bot)) as Tally
    if (tally.waiting === 0) return { tally, seconds: (performance.now() - began) / 1_000 }
    await pause(500)
  }
}
