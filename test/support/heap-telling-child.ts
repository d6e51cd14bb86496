import { heapUsed } from './heap.ts'

/** Loaded into a process under test, which then says on SIGUSR2 what it holds after everything that can go has gone. */
process.on('SIGUSR2', async () => {
  console.log(`heap: ${await heapUsed()} bytes`)
})
