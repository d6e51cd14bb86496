import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { HANGS_MS } from './hangs.ts'

const run = promisify(execFile)
const RELEASE = 'secantusdb==0.7.0b3'
const CACHE = join(import.meta.dirname, '../../node_modules/.cache')
const HOME = join(CACHE, RELEASE.replace('==', '-'))

/** The command that starts SecantusDB (MongoDB's protocol over WiredTiger), installed on first use. Throws if it cannot be. */
export async function secantusdbCommand(): Promise<string[]> {
  if (!existsSync(HOME)) await install()
  return [join(HOME, 'bin/python'), '-m', 'secantus', '--storage-path', ':memory:', '--log-level', 'ERROR']
}

/** Made aside and moved into place whole: runs side by side and interrupted ones leave no half of it. */
async function install(): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const aside = await mkdtemp(`${HOME}-making-`)
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '--only-binary', ':all:', RELEASE]
  try {
    await run('python3', ['-m', 'venv', aside], { timeout: HANGS_MS })
    await run(join(aside, 'bin/python'), pip, { timeout: HANGS_MS })
    await rename(aside, HOME)
  } catch (error) {
    if (existsSync(HOME)) return
    throw new Error(`${RELEASE} could not be installed with python3 (venv and pip)`, { cause: error })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
