const MAX_DEPTH = 64

/**
 * No copy shall pick up another prototype (F24), and no comparison shall fall over an object that cannot become a number:
 * zod's length checks throw at {"length":{"toString":""}} instead of refusing it.
 */
const DROPPED = ['__proto__', 'constructor', 'toString', 'valueOf']

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The JSON object in a body, or undefined: not UTF-8, a byte order mark, no JSON, no object, nested deeper than 64 (F4).
 * Keys that every object has from elsewhere are dropped, however deep.
 */
export function readObject(body: Uint8Array): Record<string, unknown> | undefined {
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(body))
  } catch {
    return undefined
  }
  return isObject(value) && !Array.isArray(value) && isShallow(value) ? value : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Walks level by level, not recursively: the stack stays flat whatever comes. */
function isShallow(root: object): boolean {
  let level: object[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return false
    const next: object[] = []
    for (const node of level) {
      for (const name of DROPPED) if (Object.hasOwn(node, name)) Reflect.deleteProperty(node, name)
      for (const child of Object.values(node)) if (isObject(child)) next.push(child)
    }
    level = next
  }
  return true
}
