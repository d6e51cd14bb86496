/** What a template reads of its data: texts, and lists with what is read of each of their items. */
type Needs = { texts: Set<string>; lists: Map<string, Needs> }
type Data = Record<string, unknown>

/** Properties that take a whole list as it is, rather than repeating themselves for each of its items. */
const WHOLE_LISTS = ['actions', 'choices']
const EXPRESSION = /\$\{([^}]*)\}/g
/** A path like `company.label`, and not the inside of a quoted text or the name of a function. */
const PATH = /'[^']*'|[a-z][\w-]*(?:\.[a-z][\w-]*)*(?![\w(.])/gi

/**
 * A function that completes data before a template is expanded with it: what is missing, null or an object where a text
 * belongs becomes an empty text, what is no list becomes an empty one. Otherwise the library would throw at a null and
 * show people a literal `${name}` (F33).
 */
export function defaultsFor(template: unknown): (data: object) => Data {
  const root = newNeeds()
  collect(template, root, root)
  return (data) => completed({ ...data }, root)
}

function newNeeds(): Needs {
  return { texts: new Set(), lists: new Map() }
}

function collect(node: unknown, root: Needs, scope: Needs): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, root, scope)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const repeated = '$data' in node ? pathsIn(node.$data)[0] : undefined
  const inside = repeated ? listOf(scope, repeated) : scope
  for (const [key, value] of Object.entries(node)) {
    if (key === '$data') continue
    if (typeof value !== 'string') collect(value, root, inside)
    else if (WHOLE_LISTS.includes(key)) for (const path of pathsIn(value)) listOf(inside, path)
    else for (const path of pathsIn(value)) readText(path, root, inside)
  }
}

function pathsIn(value: unknown): string[] {
  if (typeof value !== 'string') return []
  const expressions = [...value.matchAll(EXPRESSION)].map(([, inner = '']) => inner)
  return expressions.flatMap((each) => (each.match(PATH) ?? []).filter((path) => !path.startsWith("'")))
}

function listOf(scope: Needs, path: string): Needs {
  const known = scope.lists.get(path) ?? newNeeds()
  scope.lists.set(path, known)
  return known
}

function readText(path: string, root: Needs, scope: Needs): void {
  if (path.startsWith('root.')) root.texts.add(path.slice('root.'.length))
  else scope.texts.add(path)
}

function completed(data: Data, { texts, lists }: Needs): Data {
  for (const path of texts) if (!lists.has(path)) write(data, path, asText)
  for (const [path, needs] of lists) write(data, path, (value) => asList(value, needs))
  return data
}

function write(data: Data, path: string, complete: (value: unknown) => unknown): void {
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0) {
    data[first] = complete(data[first])
    return
  }
  const inner = isData(data[first]) ? { ...data[first] } : {}
  write(inner, rest.join('.'), complete)
  data[first] = inner
}

function asText(value: unknown): unknown {
  return ['string', 'number', 'boolean'].includes(typeof value) ? value : ''
}

/** Whole lists come from our own code and pass as they are; items that a template repeats for are completed each. */
function asList(value: unknown, needs: Needs): unknown[] {
  const items: unknown[] = Array.isArray(value) ? value : []
  return items.filter(isData).map((each) => completed({ ...each }, needs))
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
