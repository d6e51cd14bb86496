import assert from 'node:assert/strict'
import { action, type Verb } from '../../cards/actions.ts'

type Shape = (typeof action.options)[number]['shape']

/** What each verb's data is made of, as `cards/actions.ts` has it: a new verb is here by itself. */
export const VERB_SHAPES: readonly Shape[] = action.options.map((each) => each.shape)

/** What a field that isn't given may hold; the first that fits is taken. They name records that aren't there. */
const CANDIDATES = ['no-such-record', 'viewer', 'offer', 'show', 'ask', 'take', 'order', 'en', 1]

/** What a card with this verb would send, with the fields that are given and examples for the others. */
export function pressOf(shape: Shape, given: Record<string, string>, nonce: string): { verb: Verb } {
  const fields = Object.entries(shape).filter(
    ([name, field]) => name !== 'nonce' && (name in given || !field.safeParse(undefined).success),
  )
  const filled = fields.map(([name, field]) => [
    name,
    given[name] ?? (name === 'verb' ? shape.verb.value : CANDIDATES.find((each) => field.safeParse(each).success)),
  ])
  const press = { ...Object.fromEntries(filled), nonce }
  const read = action.safeParse(press)
  assert.ok(read.success, `no example fits ${JSON.stringify(press)}`)
  return read.data
}
