import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { messageCard } from '../../cards/message.ts'
import { template } from '../../cards/render.ts'

const FOLDER = new URL('../../cards/', import.meta.url)
const names = readdirSync(FOLDER)
  .filter((each) => each.endsWith('.json'))
  .map((each) => each.slice(0, -'.json'.length))

/** What a text may turn out to be. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.string().filter((each) => !each.includes('$')) },
  fc.constantFrom(null, undefined, {}, { a: 1 }, [], ['x'], '"', '\\'),
)
const seed = Number(process.env.SEED ?? Date.now())

describe('templates', () => {
  for (const name of names) {
    const expand = template(name)
    const data = dataFor(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')))

    it(`F33: ${name} stays a card, whatever is missing, null or an object`, () => {
      fc.assert(
        fc.property(data, (given) => {
          const { content } = expand(given)
          assert.equal(content.type, 'AdaptiveCard')
          assert.ok(Array.isArray(content.body))
          assert.doesNotMatch(JSON.stringify(content), /\$\{|\[object|"text":(?!")|"title":(?!")|"value":(?!")/)
        }),
        { seed, numRuns: process.env.LONG ? 2_000 : 100 },
      )
    })
  }

  it('F32: an expression in the data stays text', () => {
    const written = ['$', '{1 + 1} $', '{$root.title}'].join('')
    assert.equal(messageCard('en', { lines: [written] }).content.body[0].text, written)
  })
})

/** Data of the shape that the template reads, each of it perhaps something else. */
function dataFor(node: unknown): fc.Arbitrary<object> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {}
  gather(node, fields)
  return fc.record(fields, { requiredKeys: [] })
}

function gather(node: unknown, fields: Record<string, fc.Arbitrary<unknown>>): void {
  if (Array.isArray(node)) for (const each of node) gather(each, fields)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  const { $data, ...rest } = node as Record<string, unknown>
  if (typeof $data === 'string') {
    const [, list = ''] = /^\$\{(\w+)\}$/.exec($data) ?? []
    fields[list] = fc.oneof(fc.array(dataFor(rest), { maxLength: 4 }), text, fc.constant([null, 'x', 1]))
    return
  }
  for (const value of Object.values(rest)) {
    if (typeof value !== 'string') gather(value, fields)
    else for (const [, path = ''] of value.matchAll(/\$\{([a-z]\w*)(?:\.\w+)*[^}]*\}/gi)) fields[path] ??= text
  }
}
