import { Worker } from 'node:worker_threads'

/** A test may wait for mocha's own bound; what keeps the loop itself from turning for so long, mocha never gets to see. */
const STUCK_MS = 600_000

/** Beside the loop that it watches, so that it can still speak; what it writes must not need that loop either. */
const BESIDE = `
  const { parentPort, workerData: { beats, ms } } = require('node:worker_threads')
  let at = 'what comes before the first test'
  parentPort.on('message', (title) => { at = title })
  let before = -1
  setInterval(() => {
    const now = Atomics.load(beats, 0)
    if (now === before) {
      require('node:fs').writeSync(2, '\\nThis does not come to an end, nor lets anything else run: ' + at + '\\n')
      process.kill(process.pid, 'SIGKILL')
    }
    before = now
  }, ms)`

/** Ends this process, and says at what it was, when its loop does not turn for `ms` milliseconds. Told what is begun. */
export function watchLoop(ms: number): (what: string) => void {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(BESIDE, { eval: true, workerData: { beats, ms } })
  worker.unref()
  setInterval(() => Atomics.add(beats, 0, 1), Math.min(1_000, ms / 4)).unref()
  return (what) => worker.postMessage(what)
}

let begun: ((what: string) => void) | undefined

/** mocha calls these before every test, in each of its processes. */
export const mochaHooks = {
  beforeEach(this: Mocha.Context): void {
    begun ??= watchLoop(STUCK_MS)
    begun(this.currentTest?.fullTitle() ?? '')
  },
}
