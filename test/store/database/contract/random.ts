import fc from 'fast-check'

/** Records as a schema would let them through: each path keeps one type, or is missing, or null. */
const numbers = fc.constantFrom(-1, 0, 1, 1.5, 2)
const texts = fc.constantFrom('', 'A', 'a', 'ab', '合', '2026-11-01')
const part = fc.record({ n: numbers, s: texts }, { requiredKeys: [] })

const record = fc.record(
  {
    n: fc.option(numbers),
    s: fc.option(texts),
    b: fc.boolean(),
    tags: fc.array(texts, { maxLength: 3 }),
    one: part,
    many: fc.array(part, { maxLength: 3 }),
  },
  { requiredKeys: [] },
)

const at = <T>(paths: string[], value: fc.Arbitrary<T>) =>
  fc.tuple(fc.constantFrom(...paths), value).map(([path, each]): Record<string, T> => ({ [path]: each }))

const NUMBERS = ['n', 'one.n', 'many.n', 'many.0.n']
const TEXTS = ['s', 'tags', 'one.s', 'many.s', 'tags.1']

function conditionsOn(paths: string[], value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const lists = fc.array(value, { maxLength: 3 })
  const range = at(['$lt', '$lte', '$gt', '$gte'], value)
  const simple = fc.oneof(value, at(['$eq', '$ne'], value), range, at(['$in', '$nin'], lists))
  return at(paths, fc.oneof(simple, at(['$not'], range), at(['$exists'], fc.boolean())))
}

const condition = fc.oneof(
  conditionsOn(NUMBERS, numbers),
  conditionsOn(TEXTS, texts),
  at(
    ['n', 's', 'one.n'],
    fc.oneof(fc.constant(null), fc.constantFrom({ $ne: null }, { $in: [null, 1, 'a'] }, { $nin: [null] })),
  ),
  at(['many'], at(['$elemMatch'], fc.oneof(conditionsOn(['n'], numbers), conditionsOn(['s'], texts)))),
  at(['tags'], at(['$elemMatch'], at(['$gt', '$lte'], texts))),
  at(['one', 'many.0'], part),
)
const filter = fc.oneof(
  { weight: 3, arbitrary: condition },
  at(['$or', '$and', '$nor'], fc.array(condition, { minLength: 1, maxLength: 3 })),
  fc.tuple(condition, condition).map(([a, b]) => ({ ...a, ...b })),
)

const update = fc.oneof(
  at(
    ['$set', '$min', '$max'],
    fc.oneof(at(['n', 'one.n', 'many.0.n', 'fresh.deep'], numbers), at(['s', 'many.1.s'], texts)),
  ),
  at(['$set'], fc.oneof(at(['tags'], fc.array(texts)), at(['one'], part), at(['many.0'], part))),
  at(['$unset'], at(['n', 'tags', 'one.n', 'many.0.s', 'one'], fc.constant(''))),
  at(['$inc'], at(['n', 'one.n', 'many.0.n', 'fresh'], numbers)),
  at(['$push', '$addToSet', '$pull'], fc.oneof(at(['tags'], texts), at(['many'], part))),
  at(['$push'], at(['tags', 'new'], fc.record({ $each: fc.array(texts), $slice: fc.integer({ min: -3, max: 3 }) }))),
  at(['$addToSet'], at(['tags', 'new'], fc.record({ $each: fc.array(texts) }))),
  at(['$pull'], fc.oneof(at(['tags'], at(['$in'], fc.array(texts))), at(['many'], conditionsOn(['n'], numbers)))),
)

export const random = { record, filter, update }
