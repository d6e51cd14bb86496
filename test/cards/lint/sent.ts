import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import type { Activity } from 'botbuilder'
import { wrongElements } from './elements.ts'
import { parserComplaints } from './parser.ts'
import { brokenRules } from './rules.ts'

/** Ids that a stage of the tests gives, and those of the library: other ones of the same length make no other card. */
const IDS = /\bt\d{4}[\da-f]{15}\b|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g
/** Digests of cards that were found sound. */
const sound = new Set<string>()

/**
 * Fails if a card in what the bot sent breaks a rule of the lint, or a press is answered with nothing: so every card that any
 * test sees shown is looked at, and every answer.
 */
export function assertCardsSound(sent: Partial<Activity>): void {
  const { type, value } = sent
  if (type === 'invokeResponse' && value?.status === 200) assert.ok(value.body?.value, 'an empty answer to a press')
  for (const card of cardsIn(sent)) {
    const digest = hash('sha256', JSON.stringify(card).replace(IDS, 'id'))
    if (sound.has(digest)) continue
    const faults = [...wrongElements(card), ...parserComplaints(card), ...brokenRules(card)]
    assert.deepEqual(faults, [], `a card breaks the rules of test/cards/lint/: ${faults.join('; ')}`)
    sound.add(digest)
  }
}

function cardsIn({ type, value, attachments = [] }: Partial<Activity>): object[] {
  const answered = type === 'invokeResponse' ? value?.body?.value : undefined
  const shown = [answered, ...attachments.map((each) => each.content)]
  return shown.filter((each) => typeof each === 'object' && each !== null && each.type === 'AdaptiveCard')
}
