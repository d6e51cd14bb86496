import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Files, faultsOf } from '../../manifest/check.ts'
import { packageFiles, writeZip } from '../../manifest/package.ts'
import { schemaFaults } from '../../manifest/schema.ts'

const env = { MicrosoftAppId: '11111111-2222-3333-4444-555555555555', PUBLIC_URL: 'https://bot.example.com' }
const offered = {
  developer: 'Partner "One" Ltd.',
  website: 'https://example.com',
  privacy: 'https://example.com/privacy',
  terms: 'https://example.com/terms',
}

describe('the Teams package', () => {
  /** Made once: it takes the compiling of Teams' schemas. */
  let made: Awaited<ReturnType<typeof packageFiles>>
  before(async () => {
    made = await packageFiles(env, offered)
  })

  it('is made of the settings, valid by Teams’ schemas in both languages', () => {
    const { files, faults } = made
    assert.deepEqual(faults, [])
    const manifest = contentOf(files, 'manifest.json')
    assert.equal(manifest.id, env.MicrosoftAppId)
    assert.equal(manifest.bots[0].botId, env.MicrosoftAppId)
    assert.deepEqual(manifest.validDomains, ['bot.example.com'])
    assert.equal(manifest.developer.name, offered.developer)
  })

  it('names every setting that is missing or wrong, all at once', async () => {
    const { faults } = await packageFiles({ MicrosoftAppId: 'not a word', PUBLIC_URL: 'http://bot.example.com' }, {})
    const said = faults.join('\n')
    for (const each of ['MicrosoftAppId', 'PUBLIC_URL', 'developer', 'website', 'privacy', 'terms'])
      assert.match(said, new RegExp(each))
  })

  const BROKEN: [what: string, change: (files: Map<string, Buffer>) => void, fault: RegExp][] = [
    ['a missing icon', (files) => files.delete('outline.png'), /outline\.png: the file is missing/],
    ['an icon of another size', (files) => copy(files, 'color.png', 'outline.png'), /outline\.png: is 192 × 192/],
    ['an opaque outline', (files) => files.set('outline.png', opaque(files)), /outline\.png: has no transparency/],
    ['no picture at all', (files) => files.set('color.png', Buffer.from('x')), /color\.png: is no PNG/],
    ['a scope twice', (files) => edit(files, (it) => it.bots[0].scopes.push('team')), /has the scope team twice/],
    [
      'two menus for one place',
      (files) => edit(files, (it) => it.bots[0].commandLists[1].scopes.push('personal')),
      /two command lists for the scope personal/,
    ],
    [
      'commands where the bot isn’t',
      (files) => edit(files, (it) => it.bots[0].scopes.pop()),
      /commands for team, where the bot isn’t|where the bot isn't/,
    ],
    [
      'a command more than translated',
      (files) => edit(files, (it) => it.bots[0].commandLists[1].commands.push({ title: 'x', description: 'x' })),
      /zh-tw\.json: bots\[0\]\.commandLists\[1\]\.commands\[6\]\.title is missing/,
    ],
    [
      'a translation of nothing',
      (files) => edit(files, (it) => Object.assign(it, { 'bots[0].x': 'x' }), 'zh-tw.json'),
      /bots\[0\]\.x is of nothing/,
    ],
    [
      'a title too long for the menu',
      (files) =>
        edit(
          files,
          (it) => Object.assign(it, { 'bots[0].commandLists[0].commands[0].title': '優'.repeat(33) }),
          'zh-tw.json',
        ),
      /優+” is too long/,
    ],
    [
      'one title twice',
      (files) => edit(files, (it) => Object.assign(it.bots[0].commandLists[0].commands[0], { title: 'Help' })),
      /“Help” twice in one menu/,
    ],
  ]
  for (const [what, change, fault] of BROKEN)
    it(`refuses ${what}`, () => {
      const changed = new Map(made.files)
      change(changed)
      assert.match(faultsOf(changed).join('\n'), fault)
    })

  it('refuses what the schemas refuse, in the manifest and in its translation', async () => {
    const changed = new Map(made.files)
    edit(changed, (it) => Object.assign(it, { accentColor: 'violet' }))
    edit(
      changed,
      (it) => Object.assign(it, { 'name.short': 'x'.repeat(31), 'bots[0].commandLists[9].x': 'x' }),
      'zh-tw.json',
    )
    const faults = (await schemaFaults(changed, ['zh-tw.json'])).join('\n')
    assert.match(faults, /manifest\.json: .*accentColor/)
    assert.match(faults, /zh-tw\.json: .*30 characters/)
    assert.match(faults, /zh-tw\.json: .*additional properties/)
  })

  it('lies with all its files at the root of the zip, the same bytes each time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'package-'))
    try {
      const { files } = made
      const [one, two] = [join(folder, 'a/one.zip'), join(folder, 'two.zip')]
      await writeZip(files, one)
      await writeZip(files, two)
      assert.deepEqual(namesIn(readFileSync(one)), ['color.png', 'manifest.json', 'outline.png', 'zh-tw.json'])
      assert.ok(readFileSync(one).equals(readFileSync(two)))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

// biome-ignore lint/suspicious/noExplicitAny: a manifest that a test takes apart.
type Json = any

function contentOf(files: Files, name: string): Json {
  return JSON.parse(files.get(name)?.toString('utf8') ?? '')
}

function edit(files: Map<string, Buffer>, change: (content: Json) => void, name = 'manifest.json'): void {
  const content = contentOf(files, name)
  change(content)
  files.set(name, Buffer.from(JSON.stringify(content)))
}

function copy(files: Map<string, Buffer>, from: string, to: string): void {
  files.set(to, files.get(from) ?? Buffer.alloc(0))
}

/** The outline icon, said to have no transparency: byte 25 of a PNG is its kind of colours. */
function opaque(files: Files): Buffer {
  const png = Buffer.from(files.get('outline.png') ?? Buffer.alloc(0))
  png[25] = 2
  return png
}

/** The names in a zip's central directory. */
function namesIn(zip: Buffer): string[] {
  const names: string[] = []
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4))
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)))
  return names
}
