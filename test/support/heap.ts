import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

export const MEGABYTE = 1024 * 1024

/** Bytes on the heap after everything that can go has gone. */
export async function heapUsed(): Promise<number> {
  for (let round = 0; round < 2; round++) {
    await new Promise((resolve) => setImmediate(resolve))
    collect()
  }
  return process.memoryUsage().heapUsed
}

const MOST_GOES = 3

/**
 * Bytes by which the heap grows with the work at the least, tried again while that is not under `enough`: what the work
 * leaves behind is left each time, what others in this process have left comes and goes. `go`, from 0 on, is for work that
 * has to be another one each time.
 */
export async function leastGrowth(enough: number, work: (go: number) => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let go = 0; go < MOST_GOES && least >= enough; go++) {
    const before = await heapUsed()
    await work(go)
    least = Math.min(least, (await heapUsed()) - before)
  }
  return least
}
