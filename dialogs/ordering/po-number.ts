import { clean } from '../../cards/plain.ts'
import { MOST_PO_LETTERS } from '../../store/orders/order.ts'
import { unlessCardNumber } from '../../store/values/card-number.ts'

/** "PO 4500012345", 採購單號 4500012345; not PO-2611-…, which is what our own orders are called. */
const SAID =
  /^(?:p\.?o\.?|purchase order)(?:\s+(?:number|no\.?))?(?:\s*[:：#]\s*|\s+)(.*)$|^採購單(?:號碼?|編號)?\s*[:：]?\s*(.*)$/iu

/** A purchase order's number as it is kept: one line, bounded, and nobody's card number. */
export function poNumberIn(written = ''): string {
  return unlessCardNumber(clean(written, MOST_PO_LETTERS).slice(0, MOST_PO_LETTERS).trim())
}

/** What was typed as one; undefined: something else was said. '': it is taken away. */
export function saidPoNumber(said: string): string | undefined {
  const [, english, chinese] = SAID.exec(said.slice(0, 200).normalize('NFKC').trim()) ?? []
  const number = english ?? chinese
  if (number === undefined) return undefined
  return /^(none|no|-|無|沒有)$/i.test(number.trim()) ? '' : number
}
