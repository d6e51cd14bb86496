import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { HANGS_MS } from './hangs.ts'

const run = promisify(execFile)
const RELEASE = 'v0.203.0'
const CACHE = join(import.meta.dirname, '../../node_modules/.cache')
const HOME = join(CACHE, `stripe-mock-${RELEASE}`)

/**
 * Stripe's official mock on loopback: it keeps no state, and refuses what its OpenAPI specification doesn't know. Undefined,
 * with a notice, where there is no Go to build it with; what Go can't build is an error with CI=true, otherwise a notice too.
 */
export async function openStripeMock(): Promise<{ url: string; stop(): void } | undefined> {
  try {
    await run('go', ['version'], { timeout: HANGS_MS })
  } catch {
    return skipped('there is no Go on the PATH')
  }
  try {
    if (!existsSync(HOME)) await install()
  } catch (error) {
    if (process.env.CI === 'true') throw error
    return skipped('it could not be built')
  }
  const mock = spawn(join(HOME, 'stripe-mock'), ['-http-addr', '127.0.0.1:'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { url: `http://${await addressOf(mock)}`, stop: () => void mock.kill() }
}

function skipped(why: string): undefined {
  console.error(`\n*** The tests on Stripe's official mock are SKIPPED: ${why}. Install Go to run them.\n`)
}

/** Made aside and moved into place whole: runs side by side and interrupted ones leave no half of it. */
async function install(): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const aside = await mkdtemp(`${HOME}-making-`)
  try {
    const env = { ...process.env, GOBIN: aside, GOFLAGS: '-mod=mod' }
    await run('go', ['install', `github.com/stripe/stripe-mock@${RELEASE}`], { timeout: HANGS_MS, cwd: aside, env })
    await rename(aside, HOME)
  } catch (error) {
    if (existsSync(HOME)) return
    throw new Error(`stripe-mock ${RELEASE} could not be built with go install`, { cause: error })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** It says where it listens, once it does. */
function addressOf(mock: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    mock.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const at = /address: (127\.0\.0\.1:\d+)/.exec(said)?.[1]
      if (at) resolve(at)
    })
    mock.once('error', reject)
    mock.once('exit', () => reject(new Error('stripe-mock has ended')))
  })
}
