/** What a spreadsheet would take for a formula, or skip before one. */
const FORMULA = /^[\s\0]*[=+\-@\t\r|%]/u

/** A text as a cell: none of it acts in whatever opens the file. */
export function textCell(text: string): string {
  return quoted(FORMULA.test(text) ? `'${text}` : text)
}

/** A line of RFC 4180 without its line feed, which whoever prints it adds. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r`
}

function quoted(text: string): string {
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
