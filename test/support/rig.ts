import type { AdapterOptions } from '../../bot/teams/adapter.ts'
import { type FrontDoor, openFrontDoor, post, type Reply } from './front-door.ts'
import { RIG_ROWS, type RigRow } from './rig-rows.ts'

export type RigResult = { row: RigRow; reply: Reply; turns: number; hits: number; ms: number }

/** The bot of the rig: answers messages, leaves invokes alone. */
export function openRig(adapter: Partial<AdapterOptions> = {}): Promise<FrontDoor> {
  return openFrontDoor({
    adapter,
    logic: async (context) => {
      if (context.activity.type === 'message') await context.sendActivity('hello')
    },
  })
}

/** Sends one row's request, and tells what came back and what the bot made of it. */
export async function playRow(door: FrontDoor, row: RigRow): Promise<RigResult> {
  const before = { turns: door.turns.length, hits: door.sink.hits.length, at: performance.now() }
  const { headers, body } = await row.ask(door)
  const reply = await post(door.server.url, '/api/messages', headers, body)
  const ms = performance.now() - before.at
  return { row, reply, turns: door.turns.length - before.turns, hits: door.sink.hits.length - before.hits, ms }
}

/** What is wrong with a row's result, or nothing. */
export function verdict({ row, reply, turns, hits }: RigResult): string {
  const wrong = []
  if (reply.status !== row.status) wrong.push(`status ${reply.status}`)
  if (row.status !== 200 && reply.body !== '') wrong.push('a body')
  if (row.turn !== turns > 0 && row.status !== 501) wrong.push(row.turn ? 'no turn' : 'a turn')
  if (!row.turn && hits > 0) wrong.push('an outbound call')
  return wrong.join(', ')
}

/** `npm run rig`: the table, and exit code 1 if a row is not as it must be. */
async function printTable(): Promise<void> {
  const door = await openRig()
  let bad = 0
  console.log(`${'fault'.padEnd(6)}${'want'.padEnd(6)}${'got'.padEnd(6)}${'ms'.padStart(6)}  what`)
  for (const row of RIG_ROWS) {
    const result = await playRow(door, row)
    const wrong = verdict(result)
    if (wrong) bad++
    const figures = `${String(row.status).padEnd(6)}${String(result.reply.status).padEnd(6)}${result.ms.toFixed(1).padStart(6)}`
    console.log(`${row.fault.padEnd(6)}${figures}  ${row.what}${wrong ? `   <- ${wrong}` : ''}`)
  }
  console.log(`${RIG_ROWS.length} rows, ${bad} not as they must be`)
  await door.close()
  process.exitCode = bad > 0 ? 1 : 0
}

if (process.argv[1] === import.meta.filename) await printTable()
