import { randomBytes } from 'node:crypto'
import { stored } from '../../store/values/time.ts'
import type { AdminVerb } from './verb.ts'

/** Lets somebody of the support team make a channel the support desk. */
export const deskCode: AdminVerb = {
  name: 'desk-code',
  usage: '',
  about: 'a code for “set up desk CODE” in a channel: good once, for 15 minutes and five tries',
  async run({ store, clock, dryRun, out }) {
    if (await store.desks.get()) {
      out('Refused: there is a support desk already; remove-desk takes it away.')
      return 1
    }
    if (dryRun) {
      out('Would make a code; the one before it would no longer be good.')
      return 0
    }
    const code = await store.desks.newCode(randomBytes(10), stored(clock.now()))
    out(`${code}`)
    out('Somebody of the support team writes to the bot, in a standard channel of that team: set up desk CODE')
    return 0
  },
}

/** The channel is no longer the desk; tickets stay, and wait for the next one. */
export const removeDesk: AdminVerb = {
  name: 'remove-desk',
  usage: '',
  about: 'takes the support desk away from its channel; tickets stay and wait for the next desk',
  async run({ store, dryRun, out }) {
    const there = await store.desks.get()
    if (!there) {
      out('There is no support desk.')
      return 1
    }
    if (!dryRun) await store.desks.remove()
    out(dryRun ? 'Would remove the support desk.' : 'The support desk was removed.')
    return 0
  },
}
