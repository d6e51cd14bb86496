import assert from 'node:assert/strict'
import type { Activity } from 'botbuilder'
import { wrongElements } from './elements.ts'
import { parserComplaints } from './parser.ts'
import { brokenRules } from './rules.ts'

/** Fails if a card in what the bot sent breaks a rule of the lint: so every card that any test sees shown is looked at. */
export function assertCardsSound(sent: Partial<Activity>): void {
  for (const card of cardsIn(sent)) {
    const faults = [...wrongElements(card), ...parserComplaints(card), ...brokenRules(card)]
    assert.deepEqual(faults, [], `a card breaks the rules of test/cards/lint/: ${faults.join('; ')}`)
  }
}

function cardsIn({ type, value, attachments = [] }: Partial<Activity>): object[] {
  const answered = type === 'invokeResponse' ? value?.body?.value : undefined
  const shown = [answered, ...attachments.map((each) => each.content)]
  return shown.filter((each) => typeof each === 'object' && each !== null && each.type === 'AdaptiveCard')
}
