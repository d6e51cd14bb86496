import { resolve } from 'mingo/util'
import { isPlain, type Plain } from './plain.ts'

/** What the contract suite has shown to change documents as MongoDB does; anything else is refused. */
const OPERATORS = new Set([
  ...['$set', '$unset', '$inc', '$min', '$max', '$setOnInsert'],
  ...['$push', '$pull', '$addToSet'],
])
const MODIFIERS: Record<string, string[]> = { $push: ['$each', '$slice'], $addToSet: ['$each'] }

/** Throws TypeError unless the update is made of known operators on different paths, none of them the `_id`. */
export function assertUpdate(update: Plain): Record<string, Plain> {
  const operators: Record<string, Plain> = {}
  const paths: string[] = []
  for (const [operator, fields] of Object.entries(update)) {
    if (!OPERATORS.has(operator)) throw new TypeError(`the embedded database has no update by ${operator}`)
    if (!isPlain(fields)) throw new TypeError(`${operator} needs an object of fields`)
    for (const [path, value] of Object.entries(fields)) {
      if (paths.some((other) => overlap(other, path))) throw new TypeError(`${path} would be updated twice`)
      if (path === '_id' && operator !== '$setOnInsert') throw new TypeError('the _id cannot be changed')
      assertPath(path)
      assertModifiers(value, MODIFIERS[operator] ?? [], operator === '$pull')
      paths.push(path)
    }
    operators[operator] = fields
  }
  if (Object.keys(operators).length === 0) throw new TypeError('an update needs an operator')
  return operators
}

/** Throws TypeError where the document's present values leave the operator nothing to work on. */
export function assertApplicable(operator: string, fields: Plain, document: Plain): void {
  for (const path of Object.keys(fields)) {
    if (operator !== '$unset' && operator !== '$pull') assertReachable(path, document)
    const now = resolve(document, path)
    if (operator === '$inc' && now !== undefined && typeof now !== 'number')
      throw new TypeError(`${path} holds no number to add to`)
    if (['$push', '$pull', '$addToSet'].includes(operator) && now !== undefined && !Array.isArray(now))
      throw new TypeError(`${path} holds no array`)
    if (['$min', '$max'].includes(operator) && [now, fields[path]].some((value) => Array.isArray(value)))
      throw new TypeError(`the embedded database compares no arrays by ${operator}`)
  }
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)
}

function assertPath(path: string): void {
  if (path.split('.').some((part) => part === '' || part.startsWith('$') || part === '__proto__'))
    throw new TypeError(`an update cannot reach the path ${path}`)
}

/** Below an operator's value, only its own modifiers begin with a dollar sign; $pull takes a whole condition. */
function assertModifiers(value: unknown, allowed: string[], isCondition: boolean): void {
  if (isCondition || !isPlain(value)) return
  const dollars = Object.keys(value).filter((key) => key.startsWith('$'))
  const unknown = dollars.find((key) => !allowed.includes(key))
  if (unknown) throw new TypeError(`the embedded database has no ${unknown} in an update`)
  if (dollars.length > 0 && !Array.isArray(value.$each)) throw new TypeError('$each needs an array')
}

/** Every parent on the way must be missing, an object, or an array that is asked by position. */
function assertReachable(path: string, document: Plain): void {
  let parent: unknown = document
  for (const part of path.split('.')) {
    const usable = isPlain(parent) || (Array.isArray(parent) && /^\d+$/.test(part))
    if (!usable) throw new TypeError(`a parent of ${path} can hold no fields`)
    parent = Array.isArray(parent) ? parent[Number(part)] : isPlain(parent) ? parent[part] : undefined
    if (parent === undefined) return
  }
}
