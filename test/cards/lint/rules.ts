import { isDeepStrictEqual } from 'node:util'
import { readAction } from '../../../cards/actions.ts'
import { buttonsIn, type Pressed, shownIn } from './shown.ts'

const MOST_BUTTONS = 4
/** Widths of Latin letters, Chinese ones counting two: what a button shows on a phone 240 px wide. */
const LONGEST_TITLE = 26
/** Teams takes 28 KB, counted as UTF-16; the rest is left for what a client adds. */
const MOST_BYTES = 20 * 1024
const LEFTOVERS = /\$\{|\bundefined\b|\bnull\b|\[object|\bNaN\b|Invalid Date/

/** What is wrong with a card besides its elements, whatever its language. */
export function brokenRules(content: { fallbackText?: string; actions?: unknown }): string[] {
  const buttons = buttonsIn(content)
  const bytes = JSON.stringify(content).length * 2
  return [
    ...(buttons.length > MOST_BUTTONS ? [`${buttons.length} buttons`] : []),
    ...(bytes > MOST_BYTES ? [`${bytes} bytes as UTF-16`] : []),
    ...buttons.flatMap((each) => wrongButton(each, JSON.stringify(content).includes('"Input.'))),
    ...leftovers(content),
    ...wrongFallback(content),
  ]
}

/** Half-width letters' widths. */
function widthOf(text: string): number {
  return [...text].reduce((sum, each) => sum + (/[\u2e80-\u9fff\uf900-\uffef]/.test(each) ? 2 : 1), 0)
}

function wrongButton(button: Pressed & { verb?: string; fallback?: Pressed }, hasInputs: boolean): string[] {
  const { title, data, fallback } = button
  const long = widthOf(title) > LONGEST_TITLE ? [`button “${title}” is longer than ${LONGEST_TITLE}`] : []
  if (button.type !== 'Action.Execute') return long
  const sendsInputs = button.associatedInputs !== 'none'
  return [
    ...long,
    ...(isDeepStrictEqual(fallback?.data, data) ? [] : [`button “${title}” falls back on other data`]),
    ...(fallback?.title === title ? [] : [`button “${title}” falls back on another title`]),
    ...(fallback?.associatedInputs === button.associatedInputs ? [] : [`button “${title}” falls back on other inputs`]),
    ...(sendsInputs && !hasInputs ? [`button “${title}” sends inputs, and there are none`] : []),
    ...(readAction(data)
      ? []
      : [`button “${title}” sends what cards/actions.ts doesn't read: ${JSON.stringify(data)}`]),
    ...(Object(data).verb === button.verb ? [] : [`button “${title}” has two verbs`]),
  ]
}

function leftovers(content: unknown): string[] {
  return shownIn(content).flatMap(({ text, where, given }) => {
    const found = given ? null : LEFTOVERS.exec(text)
    return found ? [`${where}: ${found[0]} in “${text.slice(0, 80)}”`] : []
  })
}

/** What is shown where cards aren't says what the card is about. */
function wrongFallback(content: { fallbackText?: string }): string[] {
  const fallback = content.fallbackText ?? ''
  const first = shownIn(content).find(({ where }) => where.startsWith('.body'))?.text ?? ''
  return fallback.includes(first) && widthOf(fallback) >= 4 ? [] : [`fallbackText doesn't begin with “${first}”`]
}
