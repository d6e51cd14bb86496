import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built } from './build.ts'
import { freePort } from './free-port.ts'
import { HANGS_MS } from './hangs.ts'

export type RunningBot = Awaited<ReturnType<typeof runBot>>
type Running = { child: ChildProcessWithoutNullStreams; ended: Promise<number | string>; printed: () => string }

/**
 * The bot as a process of its own, in a folder of its own (or `DATA_DIR`'s), with no settings but these; `npm run chat`
 * on a free port unless other flags are given.
 */
export async function runBot(settings: Record<string, string> = {}, flags: string[] = ['--local']) {
  const folder = settings.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'bot-')))
  const port = settings.PORT ?? String(await freePort())
  const local = flags.includes('--local') ? { PORT: port } : {}
  const where = flags.includes('--local') && !settings.MONGODB_URI ? { DATA_DIR: folder } : {}
  const env = { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', ...local, ...where, ...settings }
  const child = spawn(process.execPath, [await built('bot/main.ts'), ...flags], { cwd: folder, env })
  let printed = ''
  for (const channel of [child.stdout, child.stderr]) channel.on('data', (chunk) => (printed += chunk))
  const ended: Promise<number | string> = once(child, 'close').then(([code, signal]) => code ?? signal)
  return {
    child,
    folder,
    url: `http://127.0.0.1:${port}`,
    /** Its exit code, or the signal that ended it. */
    ended,
    /** Everything that it has written so far, on both channels. */
    printed: () => printed,
    /** The printed address of the try-it page; it listens by then. */
    address: (): Promise<string> => says({ child, ended, printed: () => printed }, /http:\S+\/sandbox\?token=\w+/),
    /** Bytes on its heap after everything that can go has gone; for one that `heap-telling-child` was loaded into. */
    async heapUsed(): Promise<number> {
      const before = printed.length
      child.kill('SIGUSR2')
      const said = await says({ child, ended, printed: () => printed.slice(before) }, /heap: \d+ bytes/)
      return Number(/\d+/.exec(said)?.[0])
    },
    /** SIGTERM; resolves with what ended it. */
    async stop(): Promise<number | string> {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), HANGS_MS)
      return ended.finally(() => clearTimeout(timer))
    },
    /** Ends it if it still runs, and takes its folder away. */
    async remove(): Promise<void> {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until it has printed this. */
async function says({ child, ended, printed }: Running, what: RegExp): Promise<string> {
  const signal = AbortSignal.timeout(HANGS_MS)
  const over = async () => Promise.reject(new Error(`the bot ended with ${await ended}: ${printed()}`))
  for (;;) {
    const [found] = what.exec(printed()) ?? []
    if (found !== undefined) return found
    await Promise.race([once(child.stdout, 'data', { signal }), over()])
  }
}
