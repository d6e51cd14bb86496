import assert from 'node:assert/strict'
import { isFromHere } from '../../../bot/http/local-only.ts'
import { guardMessages } from '../../../bot/teams/guard.ts'
import { isServiceUrl } from '../../../bot/teams/service-url.ts'

const ACTIVITY = {
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'http://localhost:5000/',
  from: { id: '29:purchaser-one', aadObjectId: null },
  conversation: { id: 'a:one', tenantId: 'tenant-one' },
  recipient: { id: '28:bot' },
  timestamp: '2026-11-23T08:00:00.000Z',
  localTimestamp: 'yesterday',
}

describe('the guard', () => {
  const local = guardMessages({ issuer: '', serviceUrlHosts: [], local: true })
  const ask = (changes: Record<string, unknown>, headers: Record<string, string> = {}) =>
    local({ 'content-type': 'application/json', ...headers }, Buffer.from(JSON.stringify({ ...ACTIVITY, ...changes })))

  it('local mode asks for no token, and for everything else', () => {
    assert.ok(ask({}).ok)
    assert.deepEqual(ask({}, { 'content-type': 'text/plain' }), { ok: false, status: 415 })
    assert.deepEqual(ask({}, { 'content-encoding': 'br' }), { ok: false, status: 415 })
    assert.deepEqual(ask({ channelId: 'emulator' }), { ok: false, status: 400 })
    assert.deepEqual(ask({ serviceUrl: 'http://169.254.169.254/' }), { ok: false, status: 400 })
    assert.deepEqual(ask({ conversation: { id: 'a:one' } }), { ok: false, status: 400 })
    assert.deepEqual(ask({ text: 'x'.repeat(300_000) }), { ok: false, status: 413 })
  })

  it('F16: is not to be had without an app id but in local mode', () => {
    assert.throws(() => guardMessages({ issuer: 'x', serviceUrlHosts: [], local: false }))
  })

  it('F18: gives the tenant in one place, wherever Teams named it', () => {
    const verdict = ask({ conversation: { id: 'a:one' }, channelData: { tenant: { id: 'tenant-two' } } })
    assert.equal(verdict.ok && verdict.activity.conversation.tenantId, 'tenant-two')
  })

  it('F18: ids of Entra’s are the same in any case, and come through in lower case', () => {
    const verdict = ask({
      from: { id: '29:purchaser-one', aadObjectId: 'AB12CD34-1111-4222-8333-444455556666' },
      conversation: { id: 'a:one', tenantId: 'TENANT-TWO' },
      channelData: { tenant: { id: 'tenant-two' } },
    })
    assert.ok(verdict.ok)
    assert.equal(verdict.activity.conversation.tenantId, 'tenant-two')
    assert.equal(verdict.activity.from.aadObjectId, 'ab12cd34-1111-4222-8333-444455556666')
    assert.deepEqual(ask({ channelData: { tenant: { id: 'tenant-three' } } }), { ok: false, status: 400 })
  })

  it('gives dates where the library expects them, and nothing where there was null or nonsense', () => {
    const verdict = ask({})
    assert.ok(verdict.ok)
    assert.deepEqual(verdict.activity.timestamp, new Date('2026-11-23T08:00:00.000Z'))
    assert.equal(verdict.activity.localTimestamp, undefined)
    assert.ok(!('aadObjectId' in verdict.activity.from))
  })

  it('F24: no key named __proto__ comes through, however deep', () => {
    const body = `{"value":{"a":[{"__proto__":{"isAdmin":true}}]},"__proto__":{"isAdmin":true},${JSON.stringify(ACTIVITY).slice(1)}`
    const verdict = local({ 'content-type': 'application/json' }, Buffer.from(body))
    assert.ok(verdict.ok)
    assert.ok(!JSON.stringify(verdict.activity).includes('__proto__'))
    assert.equal(Reflect.get(Object.assign({}, verdict.activity), 'isAdmin'), undefined)
    assert.equal(Reflect.get({}, 'isAdmin'), undefined)
  })

  it('F23: an object that cannot become a number is refused where a text belongs, and harmless elsewhere', () => {
    assert.deepEqual(ask({ id: { length: { toString: '' } } }), { ok: false, status: 400 })
    const verdict = ask({ value: { length: { toString: '', valueOf: 1 } } })
    assert.deepEqual(verdict.ok && verdict.activity.value, { length: {} })
  })
})

describe('service URLs', () => {
  const teams = { hosts: [], local: false }
  const TABLE: [url: string, where: { hosts: string[]; local: boolean }, ok: boolean][] = [
    ['https://smba.trafficmanager.net/emea/', teams, true],
    ['https://smba.trafficmanager.net/apac/0a0a0a0a-1111-4222-8333-444455556666/', teams, true],
    ['https://SMBA.trafficmanager.net/emea/', teams, true],
    ['https://smba.trafficmanager.net:443/emea/', teams, true],
    ['https://smba.onyx.prod.teams.trafficmanager.net/amer/', teams, true],
    ['https://smba.infra.gcc.teams.microsoft.com/gcc', teams, true],
    ['https://smba.infra.gov.teams.microsoft.us/gcch', teams, true],
    ['https://smba.infra.dod.teams.microsoft.us/dod', teams, true],
    ['http://smba.trafficmanager.net/emea/', teams, false],
    ['https://smba.trafficmanager.net./emea/', teams, false],
    ['https://evil.smba.trafficmanager.net/', teams, false],
    ['https://onyx.prod.teams.trafficmanager.net/', teams, false],
    ['https://smba.trafficmanager.net@example.com/', teams, false],
    ['https://smba.trafficmanager.net/?to=example.com', teams, false],
    [`https://smba.trafficmanager.net/${'a'.repeat(500)}`, teams, false],
    ['https://connector.example.com/', { hosts: ['connector.example.com'], local: false }, true],
    ['https://connector.example.com:8443/', { hosts: ['connector.example.com'], local: false }, false],
    ['https://connector.example.com:8443/', { hosts: ['connector.example.com:8443'], local: false }, true],
    ['http://connector.example.com/', { hosts: ['connector.example.com'], local: false }, false],
    ['http://127.0.0.1:5000/', teams, false],
    ['http://127.0.0.1:5000/', { hosts: ['127.0.0.1:5000'], local: false }, true],
    ['http://127.0.0.1:5001/', { hosts: ['127.0.0.1:5000'], local: false }, false],
    ['http://127.0.0.1:5000/', { hosts: ['127.0.0.1'], local: false }, true],
    ['http://127.0.0.1:5000/', { hosts: [], local: true }, true],
    ['http://[::1]:5000/', { hosts: [], local: true }, true],
    ['http://localhost:5000/', { hosts: [], local: true }, true],
    ['http://0.0.0.0:5000/', { hosts: [], local: true }, false],
    ['http://2130706433/', teams, false],
    ['http://169.254.169.254/', { hosts: [], local: true }, false],
    ['http://localhost.example.com/', { hosts: [], local: true }, false],
    ['javascript:alert(1)', { hosts: [], local: true }, false],
    ['', teams, false],
  ]
  for (const [url, where, ok] of TABLE) {
    it(`F12: ${ok ? 'sends' : 'does not send'} to ${url.slice(0, 60) || 'nothing'} (${where.local ? 'local' : where.hosts.join() || 'Teams only'})`, () => {
      assert.equal(isServiceUrl(url, where), ok)
    })
  }
})

describe('local mode', () => {
  const TABLE: [what: string, headers: Record<string, string>, ok: boolean][] = [
    ['a program on this machine', { host: '127.0.0.1:3978' }, true],
    ['by name', { host: 'localhost:3978' }, true],
    ['by IPv6', { host: '[::1]:3978' }, true],
    ['our own page', { host: 'localhost:3978', origin: 'http://localhost:3978' }, true],
    [
      'our own page without referrer',
      { host: 'localhost:3978', origin: 'null', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    [
      'a sandboxed frame of another site',
      { host: 'localhost:3978', origin: 'null', 'sec-fetch-site': 'cross-site' },
      false,
    ],
    ['a page that hides its origin', { host: 'localhost:3978', origin: 'null' }, false],
    ['a page of another port', { host: 'localhost:3978', origin: 'http://localhost:3000' }, false],
    ['a page of another site', { host: 'localhost:3978', origin: 'https://example.com' }, false],
    ['another name that leads here', { host: 'rebound.example.com:3978' }, false],
    ['a name that begins like ours', { host: 'localhost.example.com' }, false],
    ['no name', {}, false],
    ['through a proxy', { host: 'localhost:3978', forwarded: 'for=203.0.113.1' }, false],
    ['through another proxy', { host: 'localhost:3978', 'x-forwarded-for': '203.0.113.1' }, false],
    ['through a tunnel', { host: 'localhost:3978', 'x-forwarded-host': 'bot.example.com' }, false],
  ]
  for (const [what, headers, ok] of TABLE) {
    it(`${ok ? 'lets in' : 'turns away'}: ${what}`, () => assert.equal(isFromHere(headers), ok))
  }
})
