import type { Attachment } from 'botframework-schema'

/** The nonce of a card's buttons: what tells it from every other card; undefined: it has none. */
export function nonceOf({ content }: Attachment): string | undefined {
  const [first] = elementsIn(content?.actions)
  const nonce = fieldsOf(first?.data).nonce
  return typeof nonce === 'string' ? nonce : undefined
}

/**
 * A card that has done its work: what it said stays to be read, without anything to press, to fill in or to type; below it
 * stands what became of it. A card that can be pressed itself takes its place whole.
 */
export function withoutButtons(shown: Attachment, became: Attachment | undefined): Attachment {
  if (became && elementsIn(became.content?.actions).length > 0) return became
  const { actions: _actions, refresh: _refresh, ...rest } = fieldsOf(shown.content)
  const hints = elementsIn(rest.body).filter(isHint).map(textOf)
  const after = elementsIn(became?.content?.body)
  const outcome = after.length > 0 ? [{ type: 'Container', separator: true, spacing: 'medium', items: after }] : []
  const told = String(rest.fallbackText ?? '')
    .split('\n')
    .filter((line) => !hints.includes(line))
  const lines = [String(became?.content?.fallbackText ?? ''), ...told].filter(Boolean)
  const content = { ...rest, fallbackText: lines.join('\n'), body: [...readable(rest.body), ...outcome] }
  return { ...shown, content }
}

type Element = Record<string, unknown>

/** Inputs and buttons go, with what holds nothing else; and so do the hints, which say what to type instead. */
function readable(elements: unknown): Element[] {
  return elementsIn(elements).flatMap((each) => {
    const type = String(each.type)
    if (type.startsWith('Input.') || type === 'ActionSet' || isHint(each)) return []
    const kept = { ...each }
    for (const inner of ['items', 'columns'] as const) if (inner in each) kept[inner] = readable(each[inner])
    return type === 'Container' && elementsIn(kept.items).length === 0 ? [] : [kept]
  })
}

/** In small, pale letters stands what can be typed instead. */
function isHint({ type, size, isSubtle, separator }: Element): boolean {
  return type === 'TextBlock' && size === 'small' && isSubtle === true && separator !== true
}

function textOf({ text }: Element): string {
  return String(text ?? '')
}

function elementsIn(value: unknown): Element[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function fieldsOf(value: unknown): Element {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
