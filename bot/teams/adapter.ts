import { randomBytes } from 'node:crypto'
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { ClaimsIdentity, type ServiceClientCredentialsFactory } from 'botframework-connector'
import type { Activity, ConversationReference, InvokeResponse } from 'botframework-schema'
import type { Request, Response } from 'restify'
import { machineTimer, type Timer } from '../../store/values/timer.ts'
import type { Log } from '../log/log.ts'
import type { Config } from '../settings/config.ts'
import { isActivity } from './activity-shape.ts'
import { BotAuthentication } from './bot-authentication.ts'
import { tokenSource } from './channel.ts'
import { openConnectors } from './connectors.ts'
import { BoundedCredentials, credentialsOf } from './credentials.ts'
import { type Outbound, openOutbound } from './outbound.ts'
import type { Pace } from './pace.ts'
import type { DeliveryOptions } from './retry-policy.ts'
import { KeysUnavailableError, openSigningKeys } from './signing-keys.ts'
import { TeamsAdapter, type TurnLogic } from './teams-adapter.ts'
import { openTokens, TokenError } from './tokens.ts'

export type Adapter = {
  /** Checks the token, runs one turn, answers the response. Never throws. */
  process(request: Request, response: Response, body: unknown, logic: TurnLogic): Promise<void>
  /** A turn that nobody's message started. Throws what the logic throws. */
  continueConversation(reference: Partial<ConversationReference>, logic: TurnLogic): Promise<void>
  /** Messages outside a turn, through the same clients. */
  outbound: Outbound
}

export type AdapterOptions = {
  /** Instead of those that the settings name: tests sign their outbound requests with a fixed bearer. */
  credentials?: ServiceClientCredentialsFactory
  log: Log
  /** What requests, tries and invokes are waited for with; absent: the machine's. */
  timer?: Timer
  /** What an invoke is answered with when its turn threw, or has set no answer in time (F22). */
  invokeFallback: (activity: Activity, why: 'failed' | 'late') => InvokeResponse
  delivery?: Partial<DeliveryOptions>
  /** Keeps Teams' limits; absent: nothing is paced. */
  pace?: Pace
}

/** Milliseconds until an invoke is answered in any case (F22). */
const INVOKE_MS = 2_800

export function createAdapter(config: Config, options: AdapterOptions): Adapter {
  const { timer = machineTimer } = options
  const { authentication, connectors, single } = connected(config, { ...options, timer })
  const adapter = new TeamsAdapter(authentication, options.pace)
  return {
    async process(request, response, body, logic) {
      if (!isActivity(body)) return respond(response, { status: 400 })
      const authorization = request.headers.authorization ?? ''
      const log = options.log.child({ turn: randomBytes(6).toString('base64url') })
      const answer = once((given) => respond(response, given))
      const fallback = (why: 'failed' | 'late') => answer(options.invokeFallback(body, why))
      const isInvoke = body.type === 'invoke'
      const stop = isInvoke ? timer.after(INVOKE_MS, () => fallback('late')) : undefined
      try {
        await adapter.turn(authorization, body, bounded(logic, log, isInvoke && (() => fallback('failed'))), answer)
      } catch (error) {
        answer({ status: refusalOf(error, log) })
      } finally {
        stop?.()
      }
    },
    continueConversation: (reference, logic) =>
      adapter.continueConversationAsync(config.app?.id ?? '', reference, logic),
    outbound: openOutbound(connectors, single, options.pace),
  }
}

function connected(config: Config, options: AdapterOptions & { timer: Timer }) {
  const { app, channelUrls, channelService, serviceUrlHosts: hosts, mode } = config
  const { timer } = options
  const cloud = { ...channelUrls, ...(channelService ? { ChannelService: channelService } : {}) }
  const credentials = new BoundedCredentials(options.credentials ?? credentialsOf(config), timer)
  const library = new ConfigurationBotFrameworkAuthentication(cloud, credentials)
  const ourselves = new ClaimsIdentity([{ type: 'aud', value: app?.id ?? '' }], true)
  const to = {
    factory: library.createConnectorFactory(ourselves),
    serviceUrls: { hosts, local: mode === 'local' },
  }
  const delivery = { timer, ...options.delivery }
  const connectors = openConnectors({ ...to, delivery })
  const single = openConnectors({ ...to, delivery: { ...delivery, tries: 1 } })
  const { issuer, metadataUrl } = tokenSource(config)
  const tokens = app && openTokens({ appId: app.id, issuer, keys: openSigningKeys({ metadataUrl, timer }) })
  const userTokens = () => library.createUserTokenClient(ourselves)
  return { authentication: new BotAuthentication({ tokens, connectors, userTokens }), connectors, single }
}

/** Whatever a turn throws ends here at the latest, and Teams is told 200, so that it sends nothing again (F41). */
function bounded(logic: TurnLogic, log: Log, answerInvoke: false | (() => void)): TurnLogic {
  return async (context) => {
    try {
      await logic(context)
    } catch (error) {
      log.error({ err: error, type: context.activity.type }, 'turn failed')
      if (answerInvoke) answerInvoke()
    }
  }
}

function refusalOf(error: unknown, log: Log): number {
  if (error instanceof TokenError) return 401
  if (error instanceof KeysUnavailableError) {
    log.warn({ err: error }, 'signing keys unavailable')
    return 503
  }
  log.error({ err: error }, 'request failed')
  return 500
}

function once(say: (given: InvokeResponse) => void): (given: InvokeResponse) => void {
  let said = false
  return (given) => {
    if (said) return
    said = true
    say(asInvokeResponse(given))
  }
}

/** A status that HTTP can carry, and a body if there is one. */
function asInvokeResponse(value: unknown): InvokeResponse {
  if (typeof value !== 'object' || value === null || !('status' in value)) return { status: 500 }
  const { status } = value
  const known = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599
  return { status: known ? status : 500, ...('body' in value ? { body: value.body } : {}) }
}

function respond(response: Response, { status, body }: InvokeResponse): void {
  if (response.headersSent || response.destroyed) return
  const text = body === undefined || body === null ? '' : JSON.stringify(body)
  if (text) response.setHeader('content-type', 'application/json; charset=utf-8')
  response.writeHead(status)
  response.end(text)
}
