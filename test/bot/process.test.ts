import assert from 'node:assert/strict'
import { post } from '../support/front-door.ts'
import { runBot } from '../support/running-bot.ts'
import { openSink } from '../support/sink.ts'

const SECRET = 'Pl4nted-c4nary'
const APP = {
  MicrosoftAppId: '12345678-aaaa-4bbb-8ccc-1234567890ab',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: '87654321-aaaa-4bbb-8ccc-ba0987654321',
  MicrosoftAppPassword: SECRET,
}

const FAULTS: [what: string, env: Record<string, string>, argv: string[], says: RegExp][] = [
  ['nothing is set', {}, [], /MicrosoftAppId: is missing[\s\S]*npm run chat/],
  [
    'the app id is empty in production',
    { ...APP, MicrosoftAppId: '', NODE_ENV: 'production', MONGODB_URI: `mongodb://u:${SECRET}@db.example.com/x` },
    [],
    /MicrosoftAppId: is empty[\s\S]*PUBLIC_URL: is missing/,
  ],
  ['the type is misspelt', { ...APP, MicrosoftAppType: SECRET }, [], /MicrosoftAppType: must be/],
  ['the tenant is missing', { ...APP, MicrosoftAppTenantId: '' }, [], /MicrosoftAppTenantId: is empty/],
  [
    'a name is misspelt',
    { ...APP, MicrosoftAppPasswort: SECRET },
    [],
    /MicrosoftAppPasswort: there is no such setting/,
  ],
  [
    'three settings are wrong and the catalogue is missing: all are named',
    { ...APP, MicrosoftAppId: 'not-a-guid', TENANTS: 'opne', CATALOGUE: './none.json', PORT: 'x' },
    [],
    /PORT: must[\s\S]*MicrosoftAppId: must be a GUID[\s\S]*TENANTS: must be open[\s\S]*CATALOGUE: the catalogue can't be used/,
  ],
  ['a flag is unknown', {}, ['--locl'], /--locl: there are only/],
  ['local mode is told to listen to all', { HOST: '0.0.0.0' }, ['--local'], /HOST: with --local only a loopback/],
]

describe('the bot as a process', () => {
  for (const [what, env, argv, says] of FAULTS) {
    it(`F16: does not start when ${what}: exit 1, the setting named, no secret shown`, async () => {
      const bot = await runBot(env, argv)
      try {
        assert.equal(await bot.ended, 1)
        assert.match(bot.printed(), says)
        assert.ok(!bot.printed().includes(SECRET))
        assert.doesNotMatch(bot.printed(), /\n\s+at /)
      } finally {
        await bot.remove()
      }
    })
  }

  it('F67, F69: local mode answers, writes nothing of what was said, and ends with 0 when it is told to', async () => {
    const sink = await openSink()
    const bot = await runBot({ LOG_LEVEL: 'debug' })
    const { url } = bot
    const send = (body: string | Buffer, headers: Record<string, string> = {}) =>
      post(url, '/api/messages', { 'content-type': 'application/json', ...headers }, body)
    try {
      await bot.address()
      const say = (changes: object) => send(JSON.stringify({ ...ACTIVITY, serviceUrl: sink.url, ...changes }))
      assert.equal((await say({})).status, 200)
      assert.ok(
        sink.hits.some((hit) => hit.method === 'POST'),
        'the bot said nothing',
      )
      await say({ id: '2', text: '4242 4242 4242 4242 canary-text' })
      await say({
        id: '3',
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { verb: 'canary-verb', data: { a: 'canary-data' } } },
      })
      await say({ id: '4', type: 'installationUpdate', action: 'add' })
      assert.equal((await say({ id: '5', type: 'invoke', name: 'nobody/knows' })).status, 501)
      assert.equal((await send('canary-body')).status, 400)
      assert.equal((await send(JSON.stringify(ACTIVITY), { authorization: 'Bearer canary.token.x' })).status, 400)
      assert.equal((await post(url, '/nothing?canary-query', {}, '', 'GET')).status, 404)
      assert.equal(await bot.stop(), 0)
      for (const canary of [
        'canary',
        '4242',
        'Purchaser One',
        '0b0b0b0b',
        '29:person',
        'a:conversation-one',
        sink.url,
      ]) {
        assert.ok(!bot.printed().includes(canary), `${canary} was written: ${bot.printed()}`)
      }
    } finally {
      await bot.remove()
      await sink.close()
    }
  })
})

const ACTIVITY = {
  type: 'message',
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://example.com/canary',
  from: {
    id: '29:person-canary-0123456789',
    name: 'Purchaser One',
    aadObjectId: '0b0b0b0b-1111-4222-8333-444455556666',
  },
  conversation: {
    conversationType: 'personal',
    tenantId: '0a0a0a0a-1111-4222-8333-444455556666',
    id: 'a:conversation-one',
  },
  recipient: { id: '28:bot', name: 'Bot' },
  text: 'help canary-text',
  locale: 'en-US',
}
