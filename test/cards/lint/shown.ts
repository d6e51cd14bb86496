/** A text that people see or hear of a card. `markdown`: clients act on Markdown in it. `given`: it stands in an input. */
export type Shown = { text: string; where: string; markdown: boolean; given: boolean }

const SEEN = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'fallbackText']

/** Every text that a card shows, in its order; what a button sends back is not among them. */
export function shownIn(content: unknown): Shown[] {
  return [...walk(content, '')]
}

function* walk(node: unknown, where: string): Generator<Shown> {
  if (Array.isArray(node)) {
    for (const [i, each] of node.entries()) yield* walk(each, `${where}[${i}]`)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const { type } = node as { type?: unknown }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'data' || key === 'fallback') continue
    const at = `${where}.${key}`
    const isFactValue = key === 'value' && type === undefined && where.includes('.facts[')
    const isGiven = key === 'value' && type === 'Input.Text'
    if (typeof value !== 'string') yield* walk(value, at)
    else if (SEEN.includes(key) || isFactValue || isGiven)
      yield { text: value, where: at, markdown: key === 'text' || where.includes('.facts['), given: isGiven }
  }
}

export type Pressed = { title: string; type: string; data?: unknown; style?: string; associatedInputs?: string }

/** Every button of a card, wherever it stands. */
export function buttonsIn(node: unknown): Pressed[] {
  if (Array.isArray(node)) return node.flatMap(buttonsIn)
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'actions' && Array.isArray(value)) return value as Pressed[]
    return key === 'data' || key === 'refresh' ? [] : buttonsIn(value)
  })
}
