import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
const files = tracked.split('\n').filter((each) => each && existsSync(join(root, each)))
const code = files.filter((each) => /^(bot|cards|dialogs|store|manifest)\/.*\.ts$/.test(each))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** What each module may import; the direction is bot → dialogs → cards → store, never back (docs of the layout: README). */
const MAY: Record<string, readonly string[]> = {
  bot: ['bot', 'dialogs', 'cards', 'store', 'manifest'],
  dialogs: ['dialogs', 'cards', 'store'],
  cards: ['cards', 'store'],
  store: ['store'],
  manifest: ['manifest', 'dialogs', 'bot', 'cards', 'store'],
}

type Import = { file: string; from: string; typeOnly: boolean }

function importsOf(file: string): Import[] {
  const found = read(file).matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm)
  return [...found].map(([, type, from, bare]) => ({ file, from: from ?? bare ?? '', typeOnly: type !== undefined }))
}

const imports = code.flatMap(importsOf)

describe('the layout', () => {
  it('imports go bot → dialogs → cards → store, never back', () => {
    const wrong = imports
      .filter((each) => each.from.startsWith('.'))
      .map((each) => ({ ...each, target: normalize(join(dirname(each.file), each.from)).split('/')[0] ?? '' }))
      .filter(({ file, target }) => !MAY[file.split('/')[0] ?? '']?.includes(target))
      .map(
        ({ file, from }) => `${file} imports ${from}: pass what it needs in as an argument, or move it down a module`,
      )
    assert.deepEqual(wrong, [])
  })

  const ONLY_IN: [library: RegExp, places: RegExp, instead: string][] = [
    [/^mongodb$/, /^store\/mongo\//, 'write the repository over store/database/collection.ts'],
    [/^(mingo|classic-level)(\/|$)/, /^store\/embedded\//, 'write the repository over store/database/collection.ts'],
    [
      /^bot(builder|builder-.*|framework-connector)$/,
      /^(bot|dialogs)\/|^store\/bot-storage\.ts$/,
      'keep the library in bot/ and dialogs/',
    ],
    [/^restify$/, /^bot\//, 'serve pages as a Route'],
    [/^stripe$/, /^bot\/payments\//, 'ask the Payments port of store/use-cases/services.ts'],
    [/^adaptivecards-templating$/, /^cards\//, 'make a card in cards/'],
  ]
  for (const [library, places, instead] of ONLY_IN) {
    it(`${library.source} stays where it belongs: ${instead}`, () => {
      const values = imports.filter(
        (each) => library.test(each.from) && !(each.typeOnly && !/^(mingo|classic)/.test(each.from)),
      )
      assert.deepEqual(
        values.filter((each) => !places.test(each.file)).map((each) => each.file),
        [],
      )
    })
  }

  it('the wall clock is read in bot/clock.ts and bot/main.ts only: elsewhere it is passed in', () => {
    const reads = code.filter((each) => /\bDate\.now\(\)|new Date\(\)|Temporal\.Now\b/.test(read(each)))
    assert.deepEqual(
      reads.filter((each) => !/^bot\/(clock|main)\.ts$/.test(each)),
      [],
    )
  })

  it('process.env is read in bot/main.ts (and the command lines) only', () => {
    const reads = code.filter((each) => /process\.env/.test(read(each)))
    assert.deepEqual(
      reads.filter((each) => !/^(bot\/main|bot\/admin\/main|manifest\/package)\.ts$/.test(each)),
      [],
    )
  })

  it('no file of code is longer than 200 lines, and nine in ten are under 150', () => {
    const lengths = code.map((each) => ({ each, lines: read(each).split('\n').length - 1 }))
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > 200),
      [],
    )
    assert.ok(lengths.filter(({ lines }) => lines >= 150).length <= lengths.length / 10)
  })

  it('names say what is inside: kebab-case, no utils, helpers, common, types, managers', () => {
    const names = code.map((each) => each.split('/').at(-1) ?? '')
    assert.deepEqual(
      names.filter((each) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(each)),
      [],
    )
    assert.deepEqual(
      names.filter((each) => /^(utils?|helpers?|common|types|managers?|misc)\.ts$/.test(each)),
      [],
    )
  })

  it('nothing else stands at the top level', () => {
    const top = new Set(files.map((each) => each.split('/')[0] ?? '').filter((each) => !each.startsWith('.')))
    const known = [
      'bot',
      'cards',
      'dialogs',
      'store',
      'test',
      'manifest',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
    ]
    const papers = ['README.md', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md', 'docs', 'deploy']
    assert.deepEqual(
      [...top].filter((each) => ![...known, ...papers].includes(each)),
      [],
    )
  })
})
