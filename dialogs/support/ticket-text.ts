import { clean } from '../../cards/plain.ts'
import { hasCardNumber, maskCardNumbers } from '../../store/values/card-number.ts'

/** Letters of one message that are kept: longer is cut, not refused (F35). */
const MOST = 2_000

/** What somebody writes into a ticket, as it is kept: plain, bounded, and never with a card's number (F32, F60). */
export function ticketText(written: string): { text: string; masked: boolean } {
  const plain = clean(written, MOST)
  return { text: maskCardNumbers(plain).slice(0, 4_000), masked: hasCardNumber(plain) }
}
