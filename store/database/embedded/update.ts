import { $inc, $max, $min, $pull, $set, $unset } from 'mingo/operators/update'
import { isEqual, resolve, setValue } from 'mingo/util'
import { copyDocument, isPlain, type Plain } from './plain.ts'
import { equalities } from './query.ts'
import { assertApplicable, assertUpdate } from './update-rules.ts'

/** The document after a MongoDB update; `before` stays as it is. Throws TypeError where MongoDB would refuse. */
export function updated(before: Plain, update: Plain, { inserting }: { inserting: boolean }): Plain {
  const { $setOnInsert, ...always } = assertUpdate(update)
  const steps = Object.entries(always)
  if (inserting && $setOnInsert) steps.push(['$set', withoutId($setOnInsert)])
  const after = copyDocument(before)
  for (const [operator, fields] of steps) {
    assertApplicable(operator, fields, after)
    change(operator, fields, after)
  }
  return copyDocument(after)
}

/** What an upsert starts from: the values that its filter fixes. The filter or $setOnInsert must give the `_id`. */
export function seed(conditions: Plain, update: Plain): Plain & { _id: string } {
  const { $setOnInsert } = assertUpdate(update)
  const document: Plain = $setOnInsert && '_id' in $setOnInsert ? { _id: $setOnInsert._id } : {}
  const parts = Array.isArray(conditions.$and) ? conditions.$and.filter(isPlain) : []
  for (const part of [conditions, ...parts])
    for (const [path, values] of equalities(part)) if (values.length === 1) setValue(document, path, values[0])
  const { _id } = document
  if (typeof _id !== 'string') throw new TypeError('an upsert must give the _id, a string')
  return { ...document, _id }
}

function withoutId({ _id, ...fields }: Plain): Plain {
  return fields
}

/** Each by itself: mingo's own update copies all of its operators for every call. They check the values themselves. */
const CHANGES: Record<string, (fields: never) => (document: Plain) => unknown> = {
  ...{ $set, $unset, $inc, $min, $max, $pull },
}

/** mingo neither cuts a new array to $slice nor keeps old doubles in $addToSet: both set the array that results. */
function change(operator: string, fields: Plain, document: Plain): void {
  if (operator === '$push' || operator === '$addToSet') {
    const extend = operator === '$push' ? pushed : added
    const results = Object.entries(fields).map(([path, value]) => {
      const now = resolve(document, path)
      return [path, extend(Array.isArray(now) ? now : [], value)]
    })
    $set(Object.fromEntries(results))(document)
  } else CHANGES[operator]?.(fields as never)(document)
}

function pushed(now: unknown[], value: unknown): unknown[] {
  const { $each, $slice } = isPlain(value) ? value : {}
  if (!Array.isArray($each)) return [...now, value]
  const all = [...now, ...$each]
  if (typeof $slice !== 'number') return all
  return $slice < 0 ? all.slice($slice) : all.slice(0, $slice)
}

function added(now: unknown[], value: unknown): unknown[] {
  const { $each } = isPlain(value) ? value : {}
  const all = [...now]
  for (const each of Array.isArray($each) ? $each : [value])
    if (!all.some((held) => isEqual(held, each))) all.push(each)
  return all
}
