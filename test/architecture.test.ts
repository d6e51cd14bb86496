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

const inside = imports
  .filter((each) => each.from.startsWith('.'))
  .map(({ file, from }) => ({ file, from, target: normalize(join(dirname(file), from)) }))

/** The room a file stands in: its folder; what stands at the top of a module, where its rooms are joined, is one by itself. */
function roomOf(file: string): string {
  return file.split('/').length === 2 ? file : dirname(file)
}

describe('the layout', () => {
  it('imports go bot → dialogs → cards → store, never back', () => {
    const wrong = inside
      .filter(({ file, target }) => !MAY[file.split('/')[0] ?? '']?.includes(target.split('/')[0] ?? ''))
      .map(
        ({ file, from }) => `${file} imports ${from}: pass what it needs in as an argument, or move it down a module`,
      )
    assert.deepEqual(wrong, [])
  })

  it('records know nothing of what is done with them: use-cases stand on them', () => {
    const wrong = inside
      .filter(
        ({ file, target }) =>
          /^store\/.+\//.test(file) && !file.startsWith('store/use-cases/') && /^store\/use-cases\//.test(target),
      )
      .map(
        ({ file, from }) =>
          `${file} imports ${from}: a rule takes the record and the time; what asks others is a use-case`,
      )
    assert.deepEqual(wrong, [])
  })

  it('rooms have no circles: of two that need each other, one is not cut by its reason', () => {
    const doors = new Map<string, Set<string>>()
    for (const { file, target } of inside) {
      const [from, to] = [roomOf(file), roomOf(target)]
      if (from !== to) doors.set(from, (doors.get(from) ?? new Set()).add(to))
    }
    assert.deepEqual(circleIn(doors), [])
  })

  it('files have no circles, of types neither', () => {
    const doors = new Map<string, Set<string>>()
    for (const { file, target } of inside) doors.set(file, (doors.get(file) ?? new Set()).add(target))
    assert.deepEqual(circleIn(doors), [])
  })

  it('no room holds more than 25 files of code: a reason to open one is a folder', () => {
    const held = new Map<string, number>()
    for (const file of code.filter((each) => !each.startsWith('cards/')))
      held.set(dirname(file), (held.get(dirname(file)) ?? 0) + 1)
    assert.deepEqual(
      [...held].filter(([, files]) => files > 25),
      [],
    )
  })

  it('only dialogs/ and bot/ know of a turn: everything else can be done without anybody talking', () => {
    const named = code.filter((each) => /\b(TurnContext|DialogContext|WaterfallStepContext)\b/.test(read(each)))
    assert.deepEqual(
      named.filter((each) => !/^(dialogs|bot)\//.test(each)),
      [],
    )
  })

  const ONLY_IN: [library: RegExp, places: RegExp, instead: string][] = [
    [/^mongodb$/, /^store\/database\/mongo\//, 'write the repository over store/database/collection.ts'],
    [
      /^(mingo|classic-level)(\/|$)/,
      /^store\/database\/embedded\//,
      'write the repository over store/database/collection.ts',
    ],
    [
      /^bot(builder|builder-.*|framework-connector)$/,
      /^(bot|dialogs)\/|^store\/database\/bot-storage\.ts$/,
      'keep the library in bot/ and dialogs/',
    ],
    [
      /^botbuilder-dialogs$/,
      /^$/,
      'import the file of it that you need: the whole loads recognisers of dates and numbers, which nobody here asks',
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

  it('F16: the settings are judged before anything else is loaded', () => {
    const first = imports.filter((each) => each.file === 'bot/main.ts' && each.from.startsWith('.'))
    assert.deepEqual(
      first.filter((each) => !each.from.startsWith('./settings/')),
      [],
    )
    const settings = imports.filter((each) => each.file.startsWith('bot/settings/') && !each.typeOnly)
    assert.deepEqual(
      settings.filter((each) => /^(botbuilder|restify|mongodb|stripe)/.test(each.from)),
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

/** One way round in the graph, as its stations; empty if there is none. */
function circleIn(doors: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>()
  const walk = (at: string, path: string[]): string[] => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at]
    if (done.has(at)) return []
    for (const next of doors.get(at) ?? []) {
      const found = walk(next, [...path, at])
      if (found.length > 0) return found
    }
    done.add(at)
    return []
  }
  for (const each of doors.keys()) {
    const found = walk(each, [])
    if (found.length > 0) return found
  }
  return []
}
