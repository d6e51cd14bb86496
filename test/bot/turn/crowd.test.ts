import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { cpuOf } from '../../support/effort.ts'
import { type FrontDoor, postActivity } from '../../support/front-door.ts'
import { withinLoopTime } from '../../support/loop-time.ts'
import { openRig } from '../../support/rig.ts'

const { idle, stalled, turns } = process.env.LONG
  ? { idle: 1_000, stalled: 200, turns: 300 }
  : { idle: 150, stalled: 40, turns: 60 }

const STALLED = [
  'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Type: appl',
  'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"type":',
  'POST /api/messages HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{',
]

describe('a crowd at the door', () => {
  let door: FrontDoor
  const sockets: Socket[] = []
  before(async () => {
    door = await openRig()
  })
  after(async () => {
    for (const socket of sockets) socket.destroy()
    await door.close()
  })

  function stand(text: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(door.server.port, '127.0.0.1', () => socket.write(text, () => resolve()))
      socket.on('error', () => undefined).resume()
      sockets.push(socket)
    })
  }

  /** Each of them, in milliseconds, the slowest last. */
  async function goodTurns(count: number): Promise<number[]> {
    const times: number[] = []
    for (let n = 0; n < count; n++) {
      const started = performance.now()
      assert.equal((await postActivity(door)).status, 200)
      times.push(performance.now() - started)
    }
    return times.sort((a, b) => a - b)
  }

  it(`F6: ${idle} idle connections and ${stalled} stalled ones leave good turns served, at the same cost`, async () => {
    await goodTurns(20)
    const alone = await measured()
    await Promise.all([
      ...Array.from({ length: idle }, () => stand('')),
      ...Array.from({ length: stalled }, (_, n) => stand(STALLED[n % STALLED.length] ?? '')),
    ])
    const crowded = await measured()
    if (process.env.LONG) console.log(`      p99 of good turns: ${alone.p99} ms alone, ${crowded.p99} ms in the crowd`)
    assert.ok(crowded.cpu < alone.cpu * 3, `${crowded.cpu} ms of CPU in the crowd, ${alone.cpu} ms alone`)
  })

  async function measured() {
    let p99 = ''
    const cpu = await cpuOf(async () => {
      p99 = (await goodTurns(turns))[Math.floor(turns * 0.99)]?.toFixed(1) ?? ''
    })
    return { cpu, p99 }
  }

  if (process.env.LONG) {
    it('F6: nobody of the crowd is still there after 10 seconds', async () => {
      const gone = sockets.filter(({ closed }) => !closed).map((socket) => once(socket, 'close'))
      await withinLoopTime(10_500, Promise.all(gone), 'somebody is still connected')
    })
  }
})
