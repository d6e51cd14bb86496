import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const MAIN = fileURLToPath(new URL('../../bot/main.ts', import.meta.url))

export type BotProcess = {
  child: ChildProcess
  folder: string
  /** Everything that it has written so far, on both channels. */
  output(): string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string | null>
  /** Ends it if it still runs, and takes its folder away. */
  dispose(): Promise<void>
}

/** The bot as a process of its own, in an empty folder, with no settings but these. */
export function startBot(env: Record<string, string>, argv: string[]): BotProcess {
  const folder = mkdtempSync(join(tmpdir(), 'bot-process-'))
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...argv], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const channel of [child.stdout, child.stderr]) {
    channel?.on('data', (chunk: Buffer) => {
      text += chunk
    })
  }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal)
  return {
    child,
    folder,
    output: () => text,
    ended,
    async dispose() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
