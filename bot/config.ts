/** Everything that the operator sets. Read once at start, never again. */
export type Config = {
  mode: 'local' | 'development' | 'production'
  host: string
  port: number
  /** Where people's browsers and the gateway's webhooks reach us. No slash at its end. */
  publicUrl: string
  /** The bot's registration. Absent in local mode only: then no token is asked for and none is sent. */
  app?: App
  /** Set for the US government's cloud; absent for the public one. */
  channelService?: string
  /** All six or none: sovereign clouds and test issuers. */
  channelUrls?: ChannelUrls
  /** Host names of Bot Connectors that we may talk to besides Teams' own. */
  serviceUrlHosts: string[]
  /** Whose people may use the bot: everybody's, or only those Entra tenants. */
  tenants: 'open' | string[]
  store: { mongodbUri: string } | { folder: string }
  /** A catalogue file of the operator's own; absent: the shipped samples. */
  catalogueFile?: string
  payments: 'sandbox' | 'stripe'
  stripe?: { secretKey: string; webhookSecrets: string[] }
  /** Requests per second that we allow ourselves per app and tenant. */
  tenantRps: number
  logLevel: LogLevel
  /** Key of the references that stand for persons in logs. Derived from other secrets; says nothing about them. */
  logKey: string
  /** `--terminal`: talk in the terminal instead of the try-it page. Local mode only. */
  terminal: boolean
  /** `--fresh`: begin with an empty embedded store. Local mode only. */
  fresh: boolean
}

export type App = {
  id: string
  type: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant'
  tenantId?: string
  password?: string
}

export type ChannelUrls = {
  ToChannelFromBotLoginUrl: string
  ToChannelFromBotOAuthScope: string
  ToBotFromChannelTokenIssuer: string
  OAuthUrl: string
  ToBotFromChannelOpenIdMetadataUrl: string
  ToBotFromEmulatorOpenIdMetadataUrl: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** The settings cannot be used. The message names every fault, one a line, and no secret's value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads the settings. Throws `ConfigError` with all faults at once.
 * `argv` is what follows the script: flags only.
 */
export function readConfig(_env: Record<string, string | undefined>, _argv: string[]): Config {
  throw new ConfigError('settings are not read yet')
}
