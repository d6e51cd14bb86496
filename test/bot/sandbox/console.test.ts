import assert from 'node:assert/strict'
import type { Connector } from '../../../bot/sandbox/connector.ts'
import { type Controls, consoleRoutes } from '../../../bot/sandbox/console.ts'
import type { PageRequest, Route } from '../../../bot/server.ts'
import { startEndpoint } from './endpoint.ts'
import { openStage } from './stage.ts'

const TOKEN = 'the-token'

describe('the try-it page’s routes', () => {
  let endpoint: Awaited<ReturnType<typeof startEndpoint>>
  let connector: Connector
  let routes: Route[]
  let closing: AbortController

  async function open(controls: Controls = {}) {
    let nonces = 0
    const commands = { en: ['offers'], 'zh-TW': ['優惠'] }
    const newNonce = () => `nonce-${++nonces}`
    routes = consoleRoutes({ connector, token: TOKEN, controls, commands, newNonce, closing: closing.signal })
  }
  beforeEach(async () => {
    endpoint = await startEndpoint()
    connector = await openStage({ botUrl: endpoint.url })
    closing = new AbortController()
    await open()
  })
  afterEach(async () => {
    await connector.close()
    await endpoint.close()
  })

  async function ask(method: 'GET' | 'POST', path: string, more: Partial<PageRequest> = {}) {
    const [literal = '', query = ''] = path.split('?')
    const route = routes.find((each) => each.method === method && each.path === literal)
    assert.ok(route, `no route ${method} ${literal}`)
    const request = { method, path: literal, headers: {}, body: Buffer.alloc(0), remote: '127.0.0.1', ...more }
    return route.handle({ query: new URLSearchParams(query), ...request })
  }
  async function cookie(): Promise<string> {
    const { headers } = await ask('GET', `/sandbox?token=${TOKEN}`)
    return headers?.['set-cookie']?.split(';')[0] ?? ''
  }
  async function post(name: string, body: unknown, headers: Record<string, string> = {}) {
    const all = { cookie: await cookie(), 'content-type': 'application/json', ...headers }
    return ask('POST', `/sandbox/${name}`, { headers: all, body: Buffer.from(JSON.stringify(body)) })
  }
  async function look(path: string) {
    const { status, body } = await ask('GET', `/sandbox/${path}`, { headers: { cookie: await cookie() } })
    assert.equal(status, 200)
    return JSON.parse(String(body))
  }

  it('lets nobody in without the token or its cookie, on any route', async () => {
    const bad = [{}, { cookie: 'sandbox=x' }, { cookie: (await cookie()).replace(/=.*/, '=nonce-9') }]
    for (const headers of bad) {
      for (const route of routes) assert.equal((await ask(route.method, route.path, { headers })).status, 403)
    }
    assert.equal((await ask('GET', '/sandbox?token=wrong')).status, 403)
    assert.equal((await ask('GET', '/sandbox?token=')).status, 403)
    assert.equal(endpoint.heard.length, 0)
  })

  it('sets a cookie that scripts cannot read and other sites do not send; then the token is not needed', async () => {
    const first = await ask('GET', `/sandbox?token=${TOKEN}`)
    assert.match(
      first.headers?.['set-cookie'] ?? '',
      /^sandbox-[0-9a-f]{8}=nonce-1; Path=\/sandbox; HttpOnly; SameSite=Strict$/,
    )
    const second = await ask('GET', '/sandbox', { headers: { cookie: `other=1; ${await cookie()}` } })
    assert.equal(second.status, 200)
    assert.equal(second.headers?.['set-cookie'], undefined)
    assert.ok(!String(second.body).includes(TOKEN))
  })

  it('takes POSTs as JSON from its own page only, and no token in their address', async () => {
    const body = Buffer.from('{"person":"purchaser-one"}')
    const statuses: number[] = []
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      { 'content-type': 'application/json', 'sec-fetch-site': 'same-site' },
    ]) {
      statuses.push(
        (await ask('POST', '/sandbox/install', { headers: { cookie: await cookie(), ...headers }, body })).status,
      )
    }
    const json = { 'content-type': 'application/json' }
    statuses.push((await ask('POST', `/sandbox/install?token=${TOKEN}`, { headers: json, body })).status)
    assert.deepEqual(statuses, [403, 403, 403, 403, 403])
    assert.equal(endpoint.heard.length, 0)
    assert.equal((await post('install', { person: 'purchaser-one' }, { 'sec-fetch-site': 'same-origin' })).status, 204)
  })

  it('sends every answer with a policy that runs nothing but its own files', async () => {
    const { headers } = await ask('GET', `/sandbox?token=${TOKEN}`)
    const policy = headers?.['content-security-policy'] ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/)
    assert.doesNotMatch(policy, /unsafe|\*|https?:/)
    assert.equal(headers?.['x-content-type-options'], 'nosniff')
    assert.equal(headers?.['cache-control'], 'no-store')
  })

  it('has a file for everything that the page loads, the two libraries among them', async () => {
    const files = routes.filter((each) => each.method === 'GET' && /\.(js|css|json)$/.test(each.path))
    const headers = { cookie: await cookie() }
    const bodies = new Map<string, string>()
    for (const { path } of files) bodies.set(path, String((await ask('GET', path, { headers })).body))
    bodies.set('/sandbox', String((await ask('GET', '/sandbox', { headers })).body))
    const named = [...bodies].flatMap(([path, text]) =>
      path.includes('adaptivecards') || path.includes('markdown-it') ? [] : addressesIn(text),
    )
    assert.ok(named.length > 20)
    for (const path of new Set(named)) assert.ok(bodies.has(path), `${path} is not served`)
    for (const path of bodies.keys()) assert.ok(path === '/sandbox' || named.includes(path), `${path} is not loaded`)
  })

  it('says and presses for the person, and gives back what changed, at once or when it happens', async () => {
    assert.equal((await post('install', { person: 'purchaser-one' })).status, 204)
    assert.equal((await post('say', { person: 'purchaser-one', text: 'hello' })).status, 204)
    const first = await look('events?after=0')
    assert.deepEqual(
      first.conversations['purchaser-one'].map((each: { text: string }) => each.text),
      ['hello'],
    )
    assert.deepEqual(first.people.map((each: { installed: boolean }) => each.installed).slice(0, 2), [true, false])
    const held = look(`events?epoch=${first.epoch}&after=${first.after}`)
    await post('change', { person: 'purchaser-one', locale: 'zh-TW' })
    const next = await held
    assert.deepEqual([next.people[0].locale, next.conversations['purchaser-one']], ['zh-TW', []])
    const otherProcess = await look('events?epoch=another&after=999')
    assert.equal(otherProcess.conversations['purchaser-one'].length, 1)
  })

  it('F67: ends held requests when the server closes', async () => {
    const { epoch, after } = await look('events?after=0')
    const held = look(`events?epoch=${epoch}&after=${after}`)
    closing.abort()
    assert.equal((await held).after, after)
    assert.equal((await look(`events?epoch=${epoch}&after=${after}`)).after, after)
  })

  it('answers 400 to what is no request of its own, 409 to what is not on stage, and sends the bot nothing', async () => {
    const bad: [string, unknown][] = [
      ['say', { person: 'purchaser-one' }],
      ['say', { person: 'purchaser-one', text: '' }],
      ['say', { person: ['purchaser-one'], text: 'x' }],
      ['say', { person: 'purchaser-one', text: 'x', from: 'another' }],
      ['press', { person: 'purchaser-one', message: '1', action: 'x', trigger: 'manual' }],
      ['change', { person: 'purchaser-one', locale: 'not a locale' }],
      ['change', { person: 'purchaser-one', zone: 'Mars/Base' }],
      ['advance', { days: 0 }],
      ['outcome', { outcome: 'succeed' }],
      ['install', null],
    ]
    for (const [name, body] of bad) assert.equal((await post(name, body)).status, 400, name)
    const missing: [string, unknown][] = [
      ['install', { person: 'nobody' }],
      ['say', { person: 'purchaser-one', text: 'not added yet' }],
      ['press', { person: 'purchaser-one', message: '1', action: { type: 'Action.Submit' }, trigger: 'manual' }],
      ['install-team', { person: 'purchaser-one', channel: 'none' }],
    ]
    for (const [name, body] of missing) assert.equal((await post(name, body)).status, 409, name)
    assert.equal(endpoint.heard.length, 0)
  })

  it('shows of the controls what there is, and turns it', async () => {
    assert.deepEqual((await look('stage')).shown, {
      clock: false,
      nextEvent: false,
      outcomes: [],
      jobs: false,
      deliveries: false,
    })
    const turned: unknown[] = []
    await open({
      clock: {
        now: () => '2026-11-23T08:00:00.000Z',
        advance: async (days) => {
          turned.push(days)
        },
        toNextEvent: async () => {
          turned.push('next')
          return undefined
        },
      },
      outcomes: ['succeed', 'decline'],
      nextCharge: (outcome) => turned.push(outcome),
      jobs: async () => [{ key: 'renew:1', dueAt: '2026-11-24T08:00:00.000Z', state: 'waiting' }],
    })
    const { shown } = await look('stage')
    assert.deepEqual(shown, {
      clock: true,
      nextEvent: true,
      outcomes: ['succeed', 'decline'],
      jobs: true,
      deliveries: false,
    })
    assert.deepEqual(await look('behind'), {
      now: '2026-11-23T08:00:00.000Z',
      jobs: [{ key: 'renew:1', dueAt: '2026-11-24T08:00:00.000Z', state: 'waiting' }],
    })
    await post('advance', { days: 30 })
    await post('next-event', {})
    await post('outcome', { outcome: 'decline' })
    assert.equal((await post('outcome', { outcome: 'free' })).status, 400)
    assert.deepEqual(turned, [30, 'next', 'decline'])
  })

  it('S25: has every sentence of the page in both languages, none empty, the Chinese with full-width marks', async () => {
    const texts = await look('texts.json')
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
    const headers = { cookie: await cookie() }
    const found = new Set<string>()
    for (const name of modules) {
      const source = String((await ask('GET', `/sandbox/${name}.js`, { headers })).body)
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
