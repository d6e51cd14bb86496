import type { Locale } from '../../../store/use-cases/services.ts'
import { type CardInput, heldBy, readInput } from '../connector/card-input.ts'
import type { Card } from '../connector/message.ts'
import { plainText } from '../connector/plain-text.ts'

/** What a number presses. `inputs`: what is sent with it, to be asked first. */
export type CardButton = { title: string; action: Card; inputs: CardInput[]; number: number }

export type CardText = { lines: string[]; buttons: CardButton[] }

export type CardTextOptions = {
  locale: Locale
  /** The number of the first button; rows that are numbered by the card keep theirs, and are typed to the bot. */
  first?: number
  /** What was toggled, over the elements' own `isVisible`. */
  visible?: ReadonlyMap<string, boolean>
  /** Inputs of the card that shows this one. */
  outer?: CardInput[]
}

/** An Adaptive Card for people who read and type: its texts, facts and inputs line by line, its buttons numbered. */
export function cardAsText(
  card: Card,
  { locale, first = 1, visible = new Map(), outer = [] }: CardTextOptions,
): CardText {
  const colon = locale === 'zh-TW' ? '：' : ': '
  const actions: { action: Card; number: number }[] = []
  let free = Math.max(first, 1 + highestRow(card.body))
  const inputs: CardInput[] = [...outer]
  const lines = [...linesOf(card.body), ...numbered(card.actions)]
  const buttons = actions.map(({ action, number }) => ({
    number,
    title: plainText(String(action.title ?? '')),
    action,
    inputs: sent(action),
  }))
  return { lines, buttons }

  /** What goes with the action; what a shown card sends goes with the inputs around it. */
  function sent(action: Card): CardInput[] {
    const takes = ['Action.Submit', 'Action.Execute', 'Action.ShowCard'].includes(String(action.type))
    return takes && String(action.associatedInputs).toLowerCase() !== 'none' ? inputs : []
  }

  function linesOf(nodes: unknown): string[] {
    return listOf(nodes).flatMap((node) => {
      const own = typeof node.id === 'string' ? visible.get(node.id) : undefined
      if (!(own ?? node.isVisible !== false)) return []
      const its = elementLines(node)
      return node.separator === true && its.length > 0 ? ['', ...its] : its
    })
  }

  function elementLines(node: Card): string[] {
    switch (node.type) {
      case 'TextBlock':
        return plainText(String(node.text ?? ''))
          .split(/\n+/)
          .filter(Boolean)
      case 'RichTextBlock':
        return [
          listOf(node.inlines)
            .map((inline) => inline.text ?? '')
            .join(''),
        ]
      case 'FactSet':
        return listOf(node.facts).map((fact) => plainText(`${fact.title ?? ''}${colon}${fact.value ?? ''}`))
      case 'Image':
        return node.altText ? [`[${node.altText}]`] : []
      case 'ImageSet':
        return linesOf(node.images)
      case 'ColumnSet':
        return sideBySide(listOf(node.columns))
      case 'Table':
        return listOf(node.rows).flatMap((row) => sideBySide(listOf(row.cells)))
      case 'ActionSet':
        return numbered(node.actions)
      default:
        return otherLines(node)
    }
  }

  function otherLines(node: Card): string[] {
    if (String(node.type).startsWith('Input.')) return [inputLine(node)]
    if (Array.isArray(node.items)) return [...linesOf(node.items), ...numbered([node.selectAction])]
    return typeof node.fallback === 'object' ? linesOf([node.fallback]) : []
  }

  /** On one line if each has only one, else one below the other. */
  function sideBySide(columns: Card[]): string[] {
    const all = columns.map((column) => linesOf([{ ...column, type: 'Container' }])).filter((each) => each.length > 0)
    return all.every((each) => each.length === 1) ? [all.flat().join('  |  ')].filter(Boolean) : all.flat()
  }

  function inputLine(node: Card): string {
    const input = readInput(node, locale)
    inputs.push(input)
    return `- ${plainText(input.label)}${input.required ? ' *' : ''}${colon}${heldBy(input) || input.placeholder || '…'}`
  }

  function numbered(list: unknown): string[] {
    return listOf(list).map((action) => {
      const title = plainText(String(action.title ?? ''))
      const own = Number(/^(\d{1,3})(?:\.|$)/.exec(title)?.[1] ?? 0)
      const number = own > 0 && actions.every((each) => each.number !== own) ? own : free++
      actions.push({ action, number })
      return `[${number}] ${title}${action.type === 'Action.OpenUrl' ? ' ↗' : ''}`
    })
  }
}

/** The highest number that the card gives to a row of its own: whoever types that means the row. */
function highestRow(body: unknown): number {
  const numbers = [...JSON.stringify(body ?? []).matchAll(/"text":"(\d{1,3})(?:\\\\)?\. /g)].map(([, row]) =>
    Number(row),
  )
  return Math.max(0, ...numbers)
}

function listOf(nodes: unknown): Card[] {
  if (!Array.isArray(nodes)) return []
  return nodes.filter((node): node is Card => typeof node === 'object' && node !== null)
}
