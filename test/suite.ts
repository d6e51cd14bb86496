import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { openBrowser } from './support/browser.ts'
import { BUILD, buildOf, built, childSources, testSources } from './support/build.ts'
import { offerServer } from './support/mongo.ts'

/**
 * `npm test`: every test file, run by mocha from one build, with one MongoDB server and one Chromium for all of them.
 * What else is said is mocha's: `npm test -- --grep renew`. A single file needs none of this: `npx mocha FILE`.
 */

const WATCHDOG = 'test/support/watchdog.ts'
/** By name. What measures its heap comes before others have left something there; then what takes longest, to end evenly. */
const FIRST = [
  ...['fuzz', 'floods', 'adapter', 'walk-year-browser', 'year', 'planners', 'renewal-races', 'walk', 'purchase-crash'],
  ...[
    'unreached-crash',
    'walk-browser',
    'disputes-crash',
    'delivery-load',
    'renewal-crash',
    'verbs',
    'page',
    'imports',
  ],
  ...['process-fuzz', 'cross-validation', 'one-broken', 'same-answers', 'contract', 'walk-desk-browser', 'process'],
]

/** A young generation that holds a test's records: collected less often, a twentieth of the CPU is saved. */
const FLAGS = ['--enable-source-maps', '--min-semi-space-size=32', '--max-semi-space-size=64']

const [server, browser] = await Promise.all([offerServer(), openBrowser()])
process.env[BUILD] = await buildOf([...childSources(), ...testSources(), WATCHDOG])
const files = await Promise.all(testSources().sort(byPlace).map(built))
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js')
const run = spawn(
  process.execPath,
  [...FLAGS, mocha, ...settings(), `--require=${await built(WATCHDOG)}`, ...process.argv.slice(2), ...files],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--enable-source-maps' },
  },
)
// Whoever interrupts the run at a keyboard interrupts mocha too, which says what it has; whoever ends it, ends both.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => run.kill('SIGTERM'))
const [code] = await once(run, 'close')
await Promise.all([server?.stop(), browser?.close()])
process.exit(code ?? 1)

/** mocha's own settings but for the compiler, which has nothing left to do, and the watchdog, which is built too. */
function settings(): string[] {
  const kept: Record<string, unknown> = JSON.parse(readFileSync(join(import.meta.dirname, '../.mocharc.json'), 'utf8'))
  const { import: _compiler, require: _watchdog, ...rest } = kept
  return ['--no-config', ...Object.entries(rest).map(([name, value]) => `--${name}=${value}`)]
}

function byPlace(a: string, b: string): number {
  return placeOf(a) - placeOf(b)
}

function placeOf(file: string): number {
  const place = FIRST.indexOf(basename(file, '.test.ts'))
  return place < 0 ? FIRST.length : place
}
