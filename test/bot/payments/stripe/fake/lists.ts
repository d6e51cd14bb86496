import { type Answer, missing, ok, problem } from './objects.ts'

/** A range like created[gte]=…: docs.stripe.com/api/charges/list#list_charges-created. */
const RANGES: Record<string, (a: number, b: number) => boolean> = {
  created: (a, b) => a === b,
  'created[gt]': (a, b) => a > b,
  'created[gte]': (a, b) => a >= b,
  'created[lt]': (a, b) => a < b,
  'created[lte]': (a, b) => a <= b,
}

/**
 * A page of a list, newest first: `limit` from 1 to 100, 10 if none is asked for; `starting_after` and `ending_before` name
 * an object by its id (docs.stripe.com/api/pagination).
 */
export function listed<T extends { id: string; created?: number }>(all: T[], query: URLSearchParams): Answer {
  const limit = Number(query.get('limit') ?? 10)
  if (!(limit >= 1 && limit <= 100)) return problem(400, 'invalid_request_error', 'parameter_invalid_integer')
  const inRange = all.filter((each) =>
    Object.entries(RANGES).every(([name, holds]) => {
      const bound = query.get(name)
      return bound === null || holds(each.created ?? 0, Number(bound))
    }),
  )
  const [after, before] = [query.get('starting_after'), query.get('ending_before')]
  for (const [param, id] of Object.entries({ starting_after: after, ending_before: before }))
    if (id !== null && !all.some((each) => each.id === id)) return missing('object', id, param)
  const at = (id: string) => inRange.findIndex((each) => each.id === id)
  if (before !== null) {
    const earlier = inRange.slice(0, at(before))
    const page = earlier.slice(-limit)
    return ok({ object: 'list', data: page, has_more: earlier.length > page.length, url: '' })
  }
  const from = after === null ? 0 : at(after) + 1
  const page = inRange.slice(from, from + limit)
  return ok({ object: 'list', data: page, has_more: inRange.length > from + limit, url: '' })
}
