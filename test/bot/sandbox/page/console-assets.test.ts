import assert from 'node:assert/strict'
import { type ConsoleRig, openConsoleRig } from './console-rig.ts'

describe('the try-it page: its files and texts', () => {
  let rig: ConsoleRig
  beforeEach(async () => {
    rig = await openConsoleRig()
  })
  afterEach(() => rig.close())

  it('has a file for everything that the page loads, the two libraries among them', async () => {
    const files = rig.routes().filter((each) => each.method === 'GET' && /\.(js|css|json)$/.test(each.path))
    const headers = { cookie: await rig.cookie() }
    const bodies = new Map<string, string>()
    for (const { path } of files) bodies.set(path, String((await rig.ask('GET', path, { headers })).body))
    bodies.set('/sandbox', String((await rig.ask('GET', '/sandbox', { headers })).body))
    const named = [...bodies].flatMap(([path, text]) =>
      path.includes('adaptivecards') || path.includes('markdown-it') ? [] : addressesIn(text),
    )
    assert.ok(named.length > 20)
    for (const path of new Set(named)) assert.ok(bodies.has(path), `${path} is not served`)
    for (const path of bodies.keys()) assert.ok(path === '/sandbox' || named.includes(path), `${path} is not loaded`)
  })

  it('S25: has every sentence of the page in both languages, none empty, the Chinese with full-width marks', async () => {
    const texts = await rig.look('texts.json')
    assert.deepEqual(Object.keys(texts['zh-TW']).sort(), Object.keys(texts.en).sort())
    for (const [language, sentences] of Object.entries(texts)) {
      for (const [key, sentence] of Object.entries(Object(sentences))) {
        assert.ok(typeof sentence === 'string' && sentence.trim() !== '', `${language} ${key}`)
        if (language === 'zh-TW') assert.doesNotMatch(sentence, /[\u4e00-\u9fff][,:;!?]|[\u4e00-\u9fff]\.(?!\.)/, key)
      }
    }
    const used = await usedKeys(['main', 'api', 'people', 'chat', 'composer', 'message', 'card', 'controls'])
    for (const key of used) assert.ok(key in texts.en, `${key} has no sentence`)
  })

  async function usedKeys(modules: string[]): Promise<Set<string>> {
    const headers = { cookie: await rig.cookie() }
    const found = new Set<string>()
    for (const name of modules) {
      const source = String((await rig.ask('GET', `/sandbox/${name}.js`, { headers })).body)
      for (const [, key = ''] of source.matchAll(
        /(?:text|section|tell|toggle)\((?:\w+, )?(?:\w+ \? )?'(\w+\.[\w.]+)'/g,
      ))
        found.add(key)
    }
    assert.ok(found.size > 30)
    return found
  }
})

/** Addresses of the page's own files in a source: src, href, import, fetch; relative ones made whole. */
function addressesIn(source: string): string[] {
  const whole = [...source.matchAll(/["'](\/sandbox\/[\w.-]+\.\w+)["']/g)].map(([, path = '']) => path)
  const relative = [...source.matchAll(/from '\.\/([\w.-]+)'/g)].map(([, file = '']) => `/sandbox/${file}`)
  return [...whole, ...relative]
}
