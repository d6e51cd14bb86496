import assert from 'node:assert/strict'
import { type ConsoleRig, openConsoleRig, TOKEN } from './console-rig.ts'

describe('the try-it page: who is let in', () => {
  let rig: ConsoleRig
  beforeEach(async () => {
    rig = await openConsoleRig()
  })
  afterEach(() => rig.close())

  it('lets nobody in without the token or its cookie, on any route', async () => {
    const bad = [{}, { cookie: 'sandbox=x' }, { cookie: (await rig.cookie()).replace(/=.*/, '=nonce-9') }]
    for (const headers of bad) {
      for (const route of rig.routes()) assert.equal((await rig.ask(route.method, route.path, { headers })).status, 403)
    }
    assert.equal((await rig.ask('GET', '/sandbox?token=wrong')).status, 403)
    assert.equal((await rig.ask('GET', '/sandbox?token=')).status, 403)
    assert.equal(rig.endpoint.heard.length, 0)
  })

  it('sets a cookie that scripts cannot read and other sites do not send; then the token is not needed', async () => {
    const first = await rig.ask('GET', `/sandbox?token=${TOKEN}`)
    assert.match(
      first.headers?.['set-cookie'] ?? '',
      /^sandbox-[0-9a-f]{8}=nonce-1; Path=\/sandbox; HttpOnly; SameSite=Strict$/,
    )
    const second = await rig.ask('GET', '/sandbox', { headers: { cookie: `other=1; ${await rig.cookie()}` } })
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
        (await rig.ask('POST', '/sandbox/install', { headers: { cookie: await rig.cookie(), ...headers }, body }))
          .status,
      )
    }
    const json = { 'content-type': 'application/json' }
    statuses.push((await rig.ask('POST', `/sandbox/install?token=${TOKEN}`, { headers: json, body })).status)
    assert.deepEqual(statuses, [403, 403, 403, 403, 403])
    assert.equal(rig.endpoint.heard.length, 0)
    assert.equal(
      (await rig.post('install', { person: 'purchaser-one' }, { 'sec-fetch-site': 'same-origin' })).status,
      204,
    )
  })

  it('sends every answer with a policy that runs nothing but its own files', async () => {
    const { headers } = await rig.ask('GET', `/sandbox?token=${TOKEN}`)
    const policy = headers?.['content-security-policy'] ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/)
    assert.doesNotMatch(policy, /unsafe|\*|https?:/)
    assert.equal(headers?.['x-content-type-options'], 'nosniff')
    assert.equal(headers?.['cache-control'], 'no-store')
  })
})
