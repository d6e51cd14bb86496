import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const root = new URL('../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')
const isHere = (file: string) => existsSync(new URL(file, root))

const RULES = [...read('docs/rules.md').matchAll(/^\| ([SF]\d+) \| (.+?) \| (.+?) \| `(.+?)`: (.+?) \|$/gm)].map(
  ([, number = '', rule = '', kept = '', test = '', title = '']) => ({
    number,
    rule,
    kept: [...kept.matchAll(/`(.+?)`/g)].map(([, file = '']) => file),
    test,
    title,
  }),
)

describe('signposts', () => {
  it('docs/rules.md has each rule once, in its order', () => {
    const numbers = RULES.map(({ number }) => number)
    const rows = read('docs/rules.md').match(/^\| [SF]\d+ \|/gm) ?? []
    assert.equal(rows.length, RULES.length, 'a row that is not read')
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].toSorted((a, b) => b.charCodeAt(0) - a.charCodeAt(0) || place(a) - place(b)),
    )
  })

  it('docs/rules.md has every number that code, tests and papers name', () => {
    const known = new Set(RULES.map(({ number }) => number))
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
    const papers = tracked.filter((each) =>
      /^(bot|cards|dialogs|store|manifest|test|docs)\/.*\.(ts|js|md)$|\.md$/.test(each),
    )
    const unknown = papers
      .filter((each) => isHere(each))
      .flatMap((file) => [...new Set(numbersIn(read(file)))].map((number) => ({ number, file })))
    assert.deepEqual(
      unknown.filter(({ number }) => !known.has(number)).map(({ number, file }) => `${number} in ${file}`),
      [],
    )
  })

  for (const { number, kept, test, title } of RULES)
    it(`${number} is kept where it says, and the test that it names is of it`, () => {
      assert.deepEqual(
        kept.filter((each) => !isHere(each)),
        [],
      )
      assert.ok(kept.length > 0)
      assert.ok(numbersIn(title).includes(number), `${title} does not name ${number}`)
      const titles = ["'", '"', '`'].map((quote) => quote + title)
      assert.ok(isHere(test), test)
      const source = read(test)
      assert.ok(
        titles.some((each) => source.includes(each)),
        `${test} has no ${title}`,
      )
    })

  it('every file that a paper names is where it says', () => {
    const papers = ['README.md', 'CONTRIBUTING.md', 'docs/operator.md', 'docs/security.md', 'docs/support-desk.md']
    const named = papers.flatMap((paper) =>
      [...read(paper).matchAll(/[`(]((?:bot|cards|dialogs|store|test|manifest)\/[\w./-]+\.(?:ts|json))[`)]/g)].map(
        ([, file = '']) => ({ paper, file }),
      ),
    )
    assert.ok(named.length > 20)
    assert.deepEqual(
      named.filter(({ file }) => !isHere(file)),
      [],
    )
  })

  it('every paper that is named in code is in the repository', () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
    const code = tracked.filter(
      (each) => /^(bot|cards|dialogs|store|manifest|test)\/.*\.ts$/.test(each) && isHere(each),
    )
    const named = code.flatMap((file) =>
      [...read(file).matchAll(/(?<![\w/-])((?:docs\/)?[A-Za-z-]+\.md)\b/g)].map(([, paper = '']) => ({ file, paper })),
    )
    assert.deepEqual(
      named.filter(({ paper }) => !isHere(paper)),
      [],
    )
  })
})

const place = (number: string) => Number(number.slice(1))

/** S14, and of S8–S11 each. */
function numbersIn(text: string): string[] {
  return [...text.matchAll(/\b([SF])(\d{1,2})(?:–[SF]?(\d{1,2}))?\b/g)].flatMap(([, kind, from, to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => `${kind}${Number(from) + i}`),
  )
}
