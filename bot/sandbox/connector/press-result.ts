import { isCard } from './incoming.ts'
import type { Answer, Message } from './message.ts'

const CARD = 'application/vnd.microsoft.card.adaptive'
const TEXT = 'application/vnd.microsoft.activity.message'

/**
 * Shows in the message what a Teams client would show this person after their press: the card that came back in its
 * place, a sentence under it, or that something went wrong. Returns whether anything changed.
 */
export function noteAnswer(message: Message, personId: string, answer: Answer): boolean {
  const had = personId in message.notes
  delete message.notes[personId]
  if (answer.status < 200 || answer.status > 299) {
    message.notes[personId] = { failed: true, text: '' }
    return true
  }
  const { type, value, statusCode } = Object(answer.body)
  if (typeof statusCode !== 'number') return had
  if (type === CARD && isCard(value)) message.views[personId] = value
  // An empty sentence is a press that leaves its card as it is: nothing is shown.
  else if (type === TEXT && typeof value === 'string' && value !== '')
    message.notes[personId] = { failed: false, text: value }
  else if (statusCode >= 400) message.notes[personId] = { failed: true, text: String(Object(value).message ?? '') }
  else return had
  return true
}
