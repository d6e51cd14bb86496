import { ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import { type ServiceClientCredentials, ServiceClientCredentialsFactory } from 'botframework-connector'
import { type Timer, within } from '../../store/values/timer.ts'
import type { Config } from '../settings/config.ts'

/** No token of our own could be had: nothing was sent. */
export class SigningError extends Error {
  override name = 'SigningError'
}

/** Milliseconds to wait for a token of our own; the library waits for ever. */
const PATIENCE = 5_000

/** Our credentials towards Teams, as the settings name them; none in local mode. */
export function credentialsOf({ app }: Pick<Config, 'app'>): ServiceClientCredentialsFactory {
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: app?.id ?? '',
    MicrosoftAppType: app?.type ?? 'MultiTenant',
    MicrosoftAppTenantId: app?.tenantId ?? '',
    MicrosoftAppPassword: app?.password ?? '',
  })
}

/** The same credentials, bounded in time, and failing with a `SigningError`. */
export class BoundedCredentials extends ServiceClientCredentialsFactory {
  readonly #inner: ServiceClientCredentialsFactory
  readonly #timer: Timer

  constructor(inner: ServiceClientCredentialsFactory, timer: Timer) {
    super()
    this.#inner = inner
    this.#timer = timer
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return this.#inner.isValidAppId(appId)
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return this.#inner.isAuthenticationDisabled()
  }

  override async createCredentials(...args: Parameters<ServiceClientCredentialsFactory['createCredentials']>) {
    const credentials = await this.#inner.createCredentials(...args)
    const bounded: ServiceClientCredentials = {
      signRequest: (request) => this.#inTime(credentials.signRequest(request)),
    }
    return bounded
  }

  async #inTime<T>(signing: Promise<T>): Promise<T> {
    try {
      return await within(this.#timer, PATIENCE, signing, () => {
        throw new Error('no token in time')
      })
    } catch (cause) {
      throw new SigningError('no token to send with', { cause })
    }
  }
}
