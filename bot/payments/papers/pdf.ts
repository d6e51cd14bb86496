import { createRequire } from 'node:module'
import type PDFDocument from 'pdfkit'
import type { PaperSheet } from '../../../cards/paper-sheet.ts'
import type { Locale } from '../../../store/values/locale.ts'

const require = createRequire(import.meta.url)
/** Chocolate Classical Sans (SIL Open Font License 1.1): Latin, Greek, Cyrillic, kana and all of Taiwan's characters in one file. */
const FONT = require.resolve(
  '@expo-google-fonts/chocolate-classical-sans/400Regular/ChocolateClassicalSans_400Regular.ttf',
)
const EDGE = 56
const GAP = 18
const COLOURS = { text: '#1c1f26', quiet: '#565d69', line: '#d3d7de' }

type Pdf = InstanceType<typeof PDFDocument>

/** The paper as PDF: A4, its text to be selected and searched, only those letters of the font in it that it needs. */
export async function paperPdf(sheet: PaperSheet, locale: Locale, issuedAt: string): Promise<Buffer> {
  // A quarter of a second's loading, for papers alone.
  const { default: Document } = await import('pdfkit')
  const issued = new Date(issuedAt)
  const name = `${sheet.title} ${sheet.number}`
  const pdf = new Document({
    ...{ size: 'A4', margin: EDGE, lang: locale, displayTitle: true, pdfVersion: '1.7', tagged: true },
    font: FONT,
    info: { Title: name, CreationDate: issued, ModDate: issued },
  })
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pdf.on('error', reject)
  })
  write(pdf, sheet)
  pdf.end()
  return whole
}

function write(pdf: Pdf, { title, number, banner, parties, facts, item, sums, notes }: PaperSheet): void {
  const width = pdf.page.width - 2 * EDGE
  const said = (text: string, size = 10, colour = COLOURS.text) =>
    pdf.fontSize(size).fillColor(colour).text(text, EDGE, pdf.y, { width })
  said(title, 22)
  said(number, 11, COLOURS.quiet)
  for (const each of banner) said(each, 11)
  pdf.moveDown()
  const [top, half] = [pdf.y, (width - GAP) / 2]
  const ends = parties.map(({ heading, lines }, i) => {
    const at = { x: EDGE + i * (half + GAP), width: half }
    pdf.fontSize(9).fillColor(COLOURS.quiet).text(heading, at.x, top, { width: at.width })
    for (const each of lines) pdf.fontSize(10).fillColor(COLOURS.text).text(each, at.x, pdf.y, { width: at.width })
    return pdf.y
  })
  pdf.y = Math.max(...ends) + GAP
  for (const { title: name, value } of facts) row(pdf, name, value, width)
  pdf.y += GAP
  row(pdf, item.heading, item.amountHeading, width, true)
  rule(pdf, width)
  row(pdf, item.name, item.amount, width, true)
  said(item.term, 9, COLOURS.quiet)
  pdf.y += 3
  rule(pdf, width)
  for (const { title: name, value } of sums) row(pdf, name, value, width, true)
  pdf.y += GAP
  for (const each of notes) said(each, 9, COLOURS.quiet)
}

/** A name and its value; `sum`: the value at the right edge, as money stands in a column. */
function row(pdf: Pdf, name: string, value: string, width: number, sum = false): void {
  if (pdf.y > pdf.page.height - EDGE - 40) pdf.addPage()
  const [top, left] = [pdf.y, sum ? width * 0.66 : width * 0.34]
  pdf
    .fontSize(10)
    .fillColor(sum ? COLOURS.text : COLOURS.quiet)
    .text(name, EDGE, top, { width: left - GAP })
  const end = pdf.y
  const align = sum ? ('right' as const) : ('left' as const)
  pdf.fillColor(COLOURS.text).text(value, EDGE + left, top, { width: width - left, align })
  pdf.y = Math.max(end, pdf.y) + 3
}

function rule(pdf: Pdf, width: number): void {
  pdf
    .moveTo(EDGE, pdf.y)
    .lineTo(EDGE + width, pdf.y)
    .lineWidth(0.5)
    .strokeColor(COLOURS.line)
    .stroke()
  pdf.y += 5
}
