import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

const root = new URL('../..', import.meta.url).pathname
const START_MS = 45_000
const STOP_MS = 15_000

/** The bot as `npm run chat` starts it, in a process of its own with a folder of its own. */
export async function runBot(settings: Record<string, string> = {}, flags: string[] = ['--local']) {
  const folder = settings.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'bot-')))
  const port = settings.PORT ?? String(await freePort())
  const where = settings.MONGODB_URI ? {} : { DATA_DIR: folder }
  const env = { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', PORT: port, ...where, ...settings }
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/main.ts', ...flags], { cwd: root, env })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  return {
    child,
    folder,
    port,
    ended,
    printed: () => printed,
    /** The printed address of the try-it page. */
    address: () =>
      waitFor(
        child,
        () => /http:\S+\/sandbox\?token=\w+/.exec(printed)?.[0],
        () => printed,
      ),
    /** SIGTERM; resolves with the exit code. */
    async stop(): Promise<number | null> {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      return ended.finally(() => clearTimeout(timer))
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function waitFor<T>(child: ChildProcess, look: () => T | undefined, printed: () => string): Promise<T> {
  const until = performance.now() + START_MS
  while (performance.now() < until) {
    const found = look()
    if (found !== undefined) return found
    if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}: ${printed()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the bot did not start: ${printed()}`)
}
