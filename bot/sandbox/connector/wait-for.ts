import type { Message } from './message.ts'
import type { Transcript } from './transcript.ts'

/** Resolves with the first truthy thing that `predicate` finds in the conversation, now or after a change of it. */
export function waitFor<T>(
  transcript: Transcript,
  conversation: string,
  predicate: (messages: Message[]) => T,
  timeoutMs: number,
): Promise<NonNullable<T>> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer)
      stopListening()
      settle()
    }
    const look = () => {
      try {
        const found = predicate(transcript.of(conversation))
        if (found) end(() => resolve(found))
      } catch (error) {
        end(() => reject(error))
      }
    }
    const timer = setTimeout(() => {
      const last = JSON.stringify(transcript.of(conversation).at(-1))
      const sentence = `nothing fitted in ${conversation}'s conversation within ${timeoutMs} ms; last: ${last}`
      end(() => reject(new Error(sentence)))
    }, timeoutMs)
    const stopListening = transcript.onChange((changed) => {
      if (changed === conversation) look()
    })
    look()
  })
}
