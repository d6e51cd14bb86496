import { machineTimer, within } from '../../../store/values/timer.ts'
import type { Message } from './message.ts'
import type { Transcript } from './transcript.ts'

/** Resolves with the first truthy thing that `predicate` finds in the conversation, now or after a change of it. */
export function waitFor<T>(
  transcript: Transcript,
  conversation: string,
  predicate: (messages: Message[]) => T,
  timeoutMs: number,
): Promise<NonNullable<T>> {
  let stopListening = () => {}
  const found = new Promise<NonNullable<T>>((resolve, reject) => {
    const look = () => {
      try {
        const here = predicate(transcript.of(conversation))
        if (here) resolve(here)
      } catch (error) {
        reject(error)
      }
    }
    stopListening = transcript.onChange((changed) => changed === conversation && look())
    look()
  })
  return within(machineTimer, timeoutMs, found, () => {
    const last = JSON.stringify(transcript.of(conversation).at(-1))
    throw new Error(`nothing fitted in ${conversation}'s conversation within ${timeoutMs} ms; last: ${last}`)
  }).finally(stopListening)
}
