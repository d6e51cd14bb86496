import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { recognise } from '../../../dialogs/recognise.ts'
import { readChoice, readDone, readYesNo } from '../../../dialogs/talk/typed-answers.ts'
import { scrub } from '../../../dialogs/understanding/scrub.ts'
import { random } from '../../bench/understanding/random.ts'
import { SENTENCES } from '../../bench/understanding/sentences.ts'
import { effortOf } from '../../support/effort.ts'
import { HANGS_MS } from '../../support/hangs.ts'

const SEED = Number(process.env.SEED ?? 20261123)
const TRIES = process.env.LONG ? 50_000 : 2000

const HOSTILE = [
  'x'.repeat(100_000),
  'renew '.repeat(20_000),
  '不要自動續約'.repeat(20_000),
  'do not auto '.repeat(9000),
  'who '.repeat(30_000),
  'stop a b c '.repeat(9000),
  '續'.repeat(100_000),
  '\uD800'.repeat(50_000),
  '\u202E\u200B\uFEFF'.repeat(30_000),
  'e\u0301'.repeat(50_000),
  `e${'\u0301'.repeat(100_000)}`,
  '\uFDFA'.repeat(50_000),
  '😀'.repeat(50_000),
  ' \n\t'.repeat(30_000),
  '#1'.repeat(50_000),
  '12 '.repeat(30_000),
  '__proto__ constructor toString hasOwnProperty',
  '<script>alert(1)</script> $' + '{1+1} {{x}} [a](http://b)',
]

function readEverything(text: string): void {
  recognise(text)
  recognise(text, 'zh-TW')
  for (const read of [readYesNo, readDone, scrub]) read(text)
  readChoice(text, [['Silver', '銀級'], ['Gold', '金級'], [text]])
}

describe(`hostile texts (seed ${SEED})`, () => {
  it('F35: are read without a throw, within a tenth of a second each', async () => {
    for (const text of HOSTILE) {
      const took = await effortOf(() => readEverything(text))
      assert.ok(took < 100, `${JSON.stringify(text.slice(0, 12))}: ${took} ms`)
    }
  })

  it('F35: noise is never certain, and never throws', () => {
    const next = random(SEED)
    const pick = (from: string[]) => from[Math.floor(next() * from.length)] ?? ''
    const LETTERS = Array.from('qwrtzpsdfghjklyxcvbnm')
    const VOWELS = Array.from('aeiou')
    for (let tried = 0; tried < TRIES; tried++) {
      const kind = tried % 3
      const text = Array.from({ length: 2 + Math.floor(next() * 20) }, () => {
        if (kind === 0) return String.fromCharCode(Math.floor(next() * 0x10000))
        if (kind === 1) return String.fromCodePoint(0x4e00 + Math.floor(next() * 0x5000))
        return `${pick(LETTERS)}${pick(VOWELS)}${pick(LETTERS)}${pick(VOWELS)}${pick(LETTERS)}${pick(LETTERS)} `
      }).join('')
      readEverything(text)
      assert.equal(recognise(text).command, undefined, JSON.stringify(text))
    }
  })

  it('words thrown together are never certain to buy or renew, unless they say nothing else', () => {
    const next = random(SEED + 1)
    const words = SENTENCES.filter(({ language }) => language === 'en').flatMap(({ text }) => text.split(' '))
    const elsewhere = SENTENCES.filter(({ label }) => label === 'none').map(({ text }) => text)
    for (let tried = 0; tried < TRIES; tried++) {
      const verb = tried % 2 === 0 ? 'renew' : 'subscribe to'
      const strange = elsewhere[Math.floor(next() * elsewhere.length)] ?? ''
      const { command } = recognise(`${verb} ${strange} ${words[Math.floor(next() * words.length)]} zorblax`)
      assert.ok(command !== 'renew' && command !== 'subscribe', `${verb} ${strange}`)
    }
  })

  it('a sentence takes under a millisecond', async () => {
    const some = SENTENCES.filter((_, at) => at % 5 === 0)
    const each = (await effortOf(() => some.map(({ text }) => recognise(text)))) / some.length
    assert.ok(each < 1, `${each} ms`)
  })

  it('is loaded in under 100 ms (tenfold room)', () => {
    const [effort, at] = ['../../support/effort.ts', '../../../dialogs/recognise.ts'].map((path) =>
      JSON.stringify(new URL(path, import.meta.url).href),
    )
    const code = `const { effortOf } = await import(${effort}); console.log(await effortOf(() => import(${at}), 1))`
    const args = ['--import', 'tsx', '--input-type=module', '-e', code]
    const took = Number(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: HANGS_MS }))
    assert.ok(took < 1000, `${took} ms`)
  })
})
