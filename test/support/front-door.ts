import { type Agent, request as httpRequest } from 'node:http'
import type { TurnContext } from 'botbuilder'
import { type ServiceClientCredentials, ServiceClientCredentialsFactory } from 'botframework-connector'
import type { Limits } from '../../bot/http/limits.ts'
import { openServer, type Route } from '../../bot/http/server.ts'
import { type Log, openLog } from '../../bot/log/log.ts'
import { type Config, readConfig } from '../../bot/settings/config.ts'
import { type AdapterOptions, createAdapter } from '../../bot/teams/adapter.ts'
import { guardOptions } from '../../bot/teams/channel.ts'
import { guardMessages } from '../../bot/teams/guard.ts'
import { invokeFallback } from '../../bot/turn/invoke-fallback.ts'
import { type Claims, ISSUER, openIssuer } from './issuer.ts'
import { openSink } from './sink.ts'

export const APP = 'b07a0000-1111-4222-8333-444455556666'
export const TENANT = '0a0a0a0a-1111-4222-8333-444455556666'
export const OUTBOUND_TOKEN = 'outbound-canary-token'

/** Signs outbound requests with a fixed bearer. */
class FixedBearer extends ServiceClientCredentialsFactory {
  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === APP
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false
  }

  override async createCredentials(): Promise<ServiceClientCredentials> {
    return {
      async signRequest(request) {
        request.headers.set('authorization', `Bearer ${OUTBOUND_TOKEN}`)
        return request
      },
    }
  }
}

export type FrontDoor = Awaited<ReturnType<typeof openFrontDoor>>

export type FrontDoorOptions = {
  logic?: (context: TurnContext) => Promise<void>
  routes?: Route[]
  limits?: Partial<Limits>
  adapter?: Partial<AdapterOptions>
  local?: boolean
  config?: Partial<Config>
  env?: Record<string, string>
}

/** Server, guard and adapter put together as in production, with an issuer and a connector on loopback. */
export async function openFrontDoor(options: FrontDoorOptions = {}) {
  const issuer = await openIssuer()
  const sink = await openSink()
  const lines: string[] = []
  const log: Log = openLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const settings = options.local ? {} : appSettings(issuer.metadataUrl, sink.host)
  const config = {
    ...readConfig({ PORT: '0', ...settings, ...options.env }, options.local ? ['--local'] : []),
    ...options.config,
  }
  const credentials = options.local ? {} : { credentials: new FixedBearer() }
  const adapter = createAdapter(config, { log, invokeFallback, ...credentials, ...options.adapter })
  const turns: string[] = []
  const logic = options.logic ?? (async (context) => void (await context.sendActivity('hello')))
  const server = await openServer({
    host: config.host,
    port: config.port,
    routes: options.routes ?? [],
    guard: guardMessages(guardOptions(config)),
    log,
    localOnly: config.mode === 'local',
    limits: options.limits ?? {},
    messages: (request, response, body) =>
      adapter.process(request, response, body, async (context) => {
        turns.push(context.activity.type)
        await logic(context)
      }),
  })
  return {
    issuer,
    sink,
    adapter,
    server,
    lines,
    turns,
    activity: (changes: Record<string, unknown> = {}) => activity(sink.url, changes),
    claims: (changes: Claims = {}) => claims(sink.url, changes),
    async close(): Promise<void> {
      await server.close(100)
      await issuer.close()
      await sink.close()
    },
  }
}

function appSettings(metadataUrl: string, host: string) {
  return {
    MicrosoftAppId: APP,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: TENANT,
    MicrosoftAppPassword: 'not-used',
    ToChannelFromBotLoginUrl: metadataUrl,
    ToChannelFromBotOAuthScope: ISSUER,
    ToBotFromChannelTokenIssuer: ISSUER,
    OAuthUrl: metadataUrl,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
    SERVICE_URL_HOSTS: host,
  }
}

/** A message in a 1:1 chat, as Teams sends it. */
export function activity(serviceUrl: string, changes: Record<string, unknown>): Record<string, unknown> {
  return {
    type: 'message',
    id: '1700000000001',
    timestamp: '2026-11-23T08:00:00.000Z',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:purchaser-one', name: 'Purchaser One', aadObjectId: '0b0b0b0b-1111-4222-8333-444455556666' },
    conversation: { conversationType: 'personal', tenantId: TENANT, id: 'a:conversation-one' },
    recipient: { id: `28:${APP}`, name: 'Bot' },
    text: 'hello',
    textFormat: 'plain',
    locale: 'en-US',
    channelData: { tenant: { id: TENANT } },
    ...changes,
  }
}

/** What the Bot Connector's tokens say. Times are in seconds. */
export function claims(serviceUrl: string, changes: Claims): Claims {
  const now = Math.floor((performance.timeOrigin + performance.now()) / 1_000)
  return { iss: ISSUER, aud: APP, iat: now, nbf: now, exp: now + 3_600, serviceurl: serviceUrl, ...changes }
}

export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: string }

/** POSTs to a server of ours, on a connection of its own unless an agent keeps one; rejects if there is no answer. */
export function post(
  url: string,
  path: string,
  headers: Record<string, string>,
  body: string | Buffer,
  method = 'POST',
  agent: Agent | false = false,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, url), { method, headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** A good activity with a good token. */
export async function postActivity(door: FrontDoor, changes: Record<string, unknown> = {}): Promise<Reply> {
  const token = await door.issuer.sign(door.claims())
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` }
  return post(door.server.url, '/api/messages', headers, JSON.stringify(door.activity(changes)))
}
