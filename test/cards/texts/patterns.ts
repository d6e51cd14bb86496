import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Locale } from '../../../store/values/locale.ts'

export type Texts = Record<string, string>

/** A language's texts as they stand in its file. */
export function textsOf(locale: Locale): Texts {
  return JSON.parse(readFileSync(new URL(`../../../cards/text/${locale}.json`, import.meta.url), 'utf8'))
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

function parsed(pattern: string): Part[] {
  return new IntlMessageFormat(pattern, 'en', undefined, { ignoreTag: true, captureLocation: true }).getAst()
}

/** The names of an ICU message's values; `decides`: those that it only chooses a form by. Throws on bad ICU. */
export function valuesOf(pattern: string): { shown: string[]; decides: string[] } {
  const shown = new Set<string>()
  const decides = new Set<string>()
  for (const part of everyPart(parsed(pattern))) {
    if (!('value' in part) || part.type === ICU.literal) continue
    if (part.type === ICU.plural || part.type === ICU.select) decides.add(part.value)
    else shown.add(part.value)
  }
  return { shown: [...shown].sort(), decides: [...decides].sort() }
}

/** What people read of a message: its forms one a line, `◦` for a value, addresses of links left out. */
export function readable(pattern: string): string {
  return formsOf(parsed(pattern))
    .join('\n')
    .replace(/\]\([^)]*\)/g, ']')
}

function formsOf(parts: Part[]): string[] {
  const forms = parts.flatMap((part) => branchesOf(part).flatMap(formsOf))
  const own = parts.map((part) => literalOf(part) ?? '◦').join('')
  return [own, ...forms]
}

function* everyPart(parts: Part[]): Generator<Part> {
  for (const part of parts) {
    yield part
    for (const branch of branchesOf(part)) yield* everyPart(branch)
  }
}

/** The message with what is written in it changed, and everything that ICU acts on left as it is. */
export function rewritten(pattern: string, change: (literal: string) => string): string {
  const places = [...everyPart(parsed(pattern))].flatMap((part) => {
    const from = part.location?.start.offset ?? 0
    return literalOf(part) === undefined ? [] : [{ from, to: part.location?.end.offset ?? from }]
  })
  // From the end, so that what comes before stays in its place.
  return places
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to }) => text.slice(0, from) + change(text.slice(from, to)) + text.slice(to), pattern)
}

/** The parser's numbers for the kinds of parts. */
const ICU = { literal: 0, select: 5, plural: 6 }

function literalOf(part: Part): string | undefined {
  return part.type === ICU.literal && 'value' in part ? part.value : undefined
}

function branchesOf(part: Part): Part[][] {
  return 'options' in part ? Object.values(part.options).map((each) => each.value) : []
}
