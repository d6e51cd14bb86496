import { watchLoop } from './watchdog.ts'

/** Turns its loop for a while, and then never again. */
const begun = watchLoop(1_000)
begun('a test that turns for ever')
await new Promise((resolve) => setTimeout(resolve, 1_500))
for (;;);
