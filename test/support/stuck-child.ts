import { watchLoop } from './watchdog.ts'

/** Turns its loop for a while, and then never again. */
const begun = watchLoop(1_000)
begun('a test that turns for ever')
await new Promise((resolve) => setTimeout(resolve, 1_500))
// As still as in an endless loop, which would only cost the suite what the watchdog waits.
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
