import {
  type AuthenticateRequestResult,
  BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector'
import type { Activity } from 'botframework-schema'
import type { Connectors } from './connectors.ts'
import type { Tokens } from './tokens.ts'

export type BotAuthenticationOptions = {
  /** Absent in local mode: nobody is asked for a token. */
  tokens?: Tokens | undefined
  connectors: Connectors
  /** The library wants one in every turn; no dialog of ours signs anybody in. */
  userTokens: () => Promise<UserTokenClient>
}

/** Only skills would have another one; our credentials know their own. */
const AUDIENCE = ''

/**
 * The library's seam between a turn and the network. Its own makes new clients for every turn, keeps a second way in for
 * emulators and skills, and grows under unsigned requests (F14); this one has one way in and keeps its clients.
 */
export class BotAuthentication extends BotFrameworkAuthentication {
  readonly #options: BotAuthenticationOptions
  readonly #factory: ConnectorFactory
  #userTokens: Promise<UserTokenClient> | undefined

  constructor(options: BotAuthenticationOptions) {
    super()
    this.#options = options
    this.#factory = new KeptClients(options.connectors)
  }

  override async authenticateRequest(activity: Activity, authHeader: string): Promise<AuthenticateRequestResult> {
    const { tokens } = this.#options
    const claimsIdentity = tokens ? await tokens.check(authHeader, activity) : new ClaimsIdentity([], true)
    return { audience: AUDIENCE, claimsIdentity, connectorFactory: this.#factory }
  }

  override createConnectorFactory(): ConnectorFactory {
    return this.#factory
  }

  override createUserTokenClient(): Promise<UserTokenClient> {
    this.#userTokens ??= this.#options.userTokens()
    return this.#userTokens
  }

  override async authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    throw new Error('there is no streaming here')
  }
}

class KeptClients extends ConnectorFactory {
  readonly #connectors: Connectors

  constructor(connectors: Connectors) {
    super()
    this.#connectors = connectors
  }

  override create(serviceUrl: string): Promise<ConnectorClient> {
    return this.#connectors.client(serviceUrl)
  }
}
