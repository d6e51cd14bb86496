import assert from 'node:assert/strict'
import { type ServiceClientCredentials, ServiceClientCredentialsFactory } from 'botframework-connector'
import { openLog } from '../../../bot/log/log.ts'
import { readConfig } from '../../../bot/settings/config.ts'
import { createAdapter } from '../../../bot/teams/adapter.ts'
import { BoundedCredentials, credentialsOf, SigningError } from '../../../bot/teams/credentials.ts'
import { invokeFallback } from '../../../bot/turn/invoke-fallback.ts'
import { openSink } from '../../support/sink.ts'
import { standingTimer } from '../../support/standing-timer.ts'

class Failing extends ServiceClientCredentialsFactory {
  readonly #sign: ServiceClientCredentials['signRequest']

  constructor(sign: ServiceClientCredentials['signRequest']) {
    super()
    this.#sign = sign
  }

  override isValidAppId = async () => true
  override isAuthenticationDisabled = async () => false
  override createCredentials = async () => ({ signRequest: this.#sign })
}

const REGISTRATION = {
  MicrosoftAppId: '12345678-aaaa-4bbb-8ccc-1234567890ab',
  MicrosoftAppTenantId: '87654321-aaaa-4bbb-8ccc-ba0987654321',
}

describe('our credentials towards Teams', () => {
  it('F45: no token of our own -> nothing is sent, and it is said when to try again', async () => {
    const sink = await openSink()
    try {
      const credentials = new Failing(() => Promise.reject(new Error('the issuer is down')))
      const adapter = createAdapter(readConfig({}, ['--local']), {
        log: openLog({ level: 'silent' }),
        invokeFallback,
        credentials,
      })
      const reference = {
        serviceUrl: sink.url,
        conversation: { id: 'a:one', isGroup: false, conversationType: '', name: '' },
      }
      const sent = await adapter.outbound.send(reference, { type: 'message', text: 'hello' })
      assert.deepEqual(sent, { outcome: 'failed', retryAfterMs: 30_000, detail: 'SigningError' })
      assert.equal(sink.hits.length, 0)
    } finally {
      await sink.close()
    }
  })

  it('F45: a token that does not come is waited for no longer than the set time', async () => {
    const timers = standingTimer()
    const bounded = new BoundedCredentials(new Failing(() => new Promise(() => {})), timers.timer)
    const { signRequest } = await bounded.createCredentials('app-one', '', 'https://login.example.com', true)
    const rejected = assert.rejects(signRequest(Object.create(null)), SigningError)
    await timers.awaited(5_000)
    timers.turn(5_000)
    await rejected
  })

  for (const [type, password] of [
    ['SingleTenant', 'x'],
    ['MultiTenant', 'x'],
    ['UserAssignedMSI', undefined],
  ] as const) {
    it(`F16: ${type}: the library knows our app id, and no other, and asks for tokens`, async () => {
      const config = readConfig({ ...REGISTRATION, MicrosoftAppType: type, MicrosoftAppPassword: password }, [])
      const credentials = credentialsOf(config)
      assert.equal(await credentials.isAuthenticationDisabled(), false)
      assert.equal(await credentials.isValidAppId(REGISTRATION.MicrosoftAppId), true)
      assert.equal(await credentials.isValidAppId('app-two'), false)
    })
  }

  it('local mode has none', async () => {
    assert.equal(await credentialsOf(readConfig({}, ['--local'])).isAuthenticationDisabled(), true)
  })
})
