/** Digits in any script's full width, with the separators that people put between them. */
const CANDIDATE = /[\d０-９](?:[\s\p{Zs}.\-–—_/]*[\d０-９]){12,18}/gu

/** Every stretch of a text that could be a payment card's number: 13–19 digits that pass the Luhn check (F60). */
function findCardNumbers(text: string): string[] {
  const found = text.slice(0, 200_000).match(CANDIDATE) ?? []
  return found.filter(isCardNumber)
}

export function hasCardNumber(text: string): boolean {
  return findCardNumbers(text).length > 0
}

/** The text with such numbers masked, for those who must read it. */
export function maskCardNumbers(text: string): string {
  return findCardNumbers(text).reduce((masked, each) => masked.replaceAll(each, '•••• ••••'), text)
}

/** Whether the digits in it, whatever stands between them, pass the Luhn check. */
export function isCardNumber(written: string): boolean {
  const digits = [...written.normalize('NFKC').replace(/\D/g, '')].map(Number)
  const sum = digits.toReversed().reduce((total, digit, i) => {
    const doubled = digit * 2
    return total + (i % 2 ? (doubled > 9 ? doubled - 9 : doubled) : digit)
  }, 0)
  return sum % 10 === 0 && digits.some((each) => each !== 0)
}
