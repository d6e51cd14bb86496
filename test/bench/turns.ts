/**
 * How long a person's turn takes through the whole bot, over HTTP with signed tokens: `npm run bench`. Machines differ and
 * are busy, so what counts is the ratio to a bare echo bot in the same run, turn about; within a minute, on loopback only.
 */
import { inMemory, onDisk, onMongo, type Place } from '../support/stores.ts'
import { openEchoBot } from './turns/echo-bot.ts'
import { ECHO, KINDS, openTalk, type Took } from './turns/talk.ts'
import { openWholeBot } from './turns/whole-bot.ts'

const MOST_ROUNDS = 400
/** Rounds that don't count, while the code gets warm; on a busy machine a third of the time at most. */
const WARM_UP = 80
/** Milliseconds for all rounds in one place. */
const AT_MOST = 12_000
/** Presses so soon after each other would be one press, delivered twice. */
const MINUTE = 60_000

const ALL = 'every turn'
type Times = Map<string, Took[]>

const msOf = ({ ms }: Took) => ms
const cpuOf = ({ cpuMs }: Took) => cpuMs
/** p50 and p95 by the clock, p50 of the processor's time. */
const FIGURES = [
  (took: Took[]) => quantile(0.5, took.map(msOf)),
  (took: Took[]) => quantile(0.95, took.map(msOf)),
  (took: Took[]) => quantile(0.5, took.map(cpuOf)),
]

for (const place of [inMemory, onDisk, onMongo]) {
  if (await place.prepare()) report(place.name, await measured(place))
}
process.exit(0)

async function measured(place: Place): Promise<Times> {
  const { database, remove } = await place.open()
  const { door, clock } = await openWholeBot(database)
  const echo = await openEchoBot()
  const [bare, whole] = [await openTalk(door, echo.url), await openTalk(door, door.server.url)]
  const times: Times = new Map([ECHO.name, ...KINDS.map(({ name }) => name), ALL].map((name) => [name, []]))
  const started = performance.now()
  const passed = () => (performance.now() - started) / AT_MOST
  for (let round = 0; round < WARM_UP + MOST_ROUNDS && passed() < 1; round++) {
    const counts = round >= WARM_UP || passed() > 1 / 3
    const keep = (name: string, took: Took) => counts && times.get(name)?.push(took)
    keep(ECHO.name, await bare.turn(ECHO))
    for (const kind of KINDS) {
      const took = await whole.turn(kind)
      keep(kind.name, took)
      keep(ALL, took)
    }
    clock.advance(MINUTE)
  }
  for (const talk of [bare, whole]) talk.close()
  await Promise.all([echo.close(), door.close()])
  await database.close()
  await remove()
  return times
}

/** The figures, and each of them over the echo's. */
function report(place: string, times: Times): void {
  const echo = times.get(ECHO.name) ?? []
  console.log(
    `\n${place}, ${echo.length} rounds`.padEnd(31),
    '  p50 ms  p95 ms  cpu ms  over the echo: p50    p95    cpu',
  )
  for (const [name, took] of times) {
    const figures = FIGURES.map((figure) => figure(took))
    const ratios = FIGURES.map((figure) => figure(took) / figure(echo))
    const cells = (of: number[], width: number) => of.map((each) => each.toFixed(2).padStart(width)).join('')
    console.log(name.padEnd(30), cells(figures, 8), cells(ratios, 7).padStart(34))
  }
}

function quantile(share: number, values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN
}
