import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../support/free-port.ts'
import { post } from '../support/front-door.ts'
import { startBot } from '../support/process.ts'
import { openSink } from '../support/sink.ts'

const SECRET = 'Pl4nted-c4nary'
const APP = {
  MicrosoftAppId: 'app-one',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: 't',
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
]
const MORE: typeof FAULTS = [
  ['the type is misspelt', { ...APP, MicrosoftAppType: SECRET }, [], /MicrosoftAppType: must be/],
  ['the tenant is missing', { ...APP, MicrosoftAppTenantId: '' }, [], /MicrosoftAppTenantId: is empty/],
  [
    'a name is misspelt',
    { ...APP, MicrosoftAppPasswort: SECRET },
    [],
    /MicrosoftAppPasswort: there is no such setting/,
  ],
  ['a flag is unknown', {}, ['--locl'], /--locl: there are only/],
  ['local mode is told to listen to all', { HOST: '0.0.0.0' }, ['--local'], /HOST: with --local only a loopback/],
]

describe('the bot as a process', () => {
  for (const [what, env, argv, says] of process.env.LONG ? [...FAULTS, ...MORE] : FAULTS) {
    it(`F16: does not start when ${what}: exit 1, the setting named, no secret shown`, async () => {
      const bot = startBot(env, argv)
      try {
        assert.equal(await bot.ended, 1)
        assert.match(bot.output(), says)
        assert.ok(!bot.output().includes(SECRET))
        assert.doesNotMatch(bot.output(), /\n\s+at /)
      } finally {
        await bot.dispose()
      }
    }).timeout(60_000)
  }

  it('F67, F69: local mode answers, writes nothing of what was said, and ends with 0 when it is told to', async () => {
    const port = await freePort()
    const sink = await openSink()
    const bot = startBot({ PORT: String(port), LOG_LEVEL: 'debug' }, ['--local'])
    const url = `http://127.0.0.1:${port}`
    const send = (body: string | Buffer, headers: Record<string, string> = {}) =>
      post(url, '/api/messages', { 'content-type': 'application/json', ...headers }, body)
    try {
      await isUp(url)
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
      bot.child.kill('SIGTERM')
      assert.equal(await bot.ended, 0)
      for (const canary of [
        'canary',
        '4242',
        'Purchaser One',
        '0b0b0b0b',
        '29:person',
        'a:conversation-one',
        sink.url,
      ]) {
        assert.ok(!bot.output().includes(canary), `${canary} was written: ${bot.output()}`)
      }
    } finally {
      await bot.dispose()
      await sink.close()
    }
  }).timeout(60_000)
})

async function isUp(url: string): Promise<void> {
  const deadline = performance.now() + 30_000
  while ((await post(url, '/healthz', {}, '', 'GET').catch(() => undefined))?.status !== 200) {
    assert.ok(performance.now() < deadline, 'the bot did not come up')
    await sleep(100)
  }
}

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
