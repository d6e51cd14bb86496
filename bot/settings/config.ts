import { OFFICE_HOURS, type WorkingHours } from '../../store/reminders/working-hours.ts'
import type { Retries } from '../../store/subscriptions/automatic-renewal.ts'
import { type Targets, USUAL_TARGETS } from '../../store/tickets/targets.ts'
import { flagFaults, type Mode, settingFaults } from './config-rules.ts'
import { misspeltNames } from './misspelt.ts'
import { CHANNEL_URL_NAMES, readSettings, type Settings } from './settings.ts'

/** Everything that the operator sets. Read once at start, never again. */
export type Config = {
  mode: Mode
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
  /** The tenant in which support works; absent: nobody can set up a desk. */
  supportTenantId?: string
  /** Within how many hours the desk means to answer first, and to be done. */
  targets: Targets
  store: { mongodbUri: string } | { folder: string }
  /**
   * Encrypt benefit keys and sign receipt links: the first one does, the others are going out of use. Absent beside a
   * folder only: then one is made and kept in it.
   */
  dataSecrets?: string[]
  /** A catalogue file of the operator's own; absent: the shipped samples. */
  catalogueFile?: string
  /** A file that says who sells and what tax is on it; absent: the shipped sample in local mode, else nobody. */
  sellerFile?: string
  /** How papers go out by e-mail; absent: they don't. */
  mail?: { smtpUrl: string; from: string }
  payments: 'sandbox' | 'stripe'
  /** `suffix`: what stands on the card's statement after the account's own prefix. */
  stripe?: { secretKey: string; webhookSecrets: string[]; suffix?: string }
  /** When a renewal that was declined is tried again (S19); absent: after 3 and 7 days and on the last day of grace. */
  retries?: Retries
  /** Requests per second that we allow ourselves per app and tenant. */
  tenantRps: number
  /** When people may be written to unasked, in their own zone (S16). */
  hours: WorkingHours
  /** Texts that weren't understood are kept, scrubbed of everything personal. */
  keepNotUnderstood: boolean
  logLevel: LogLevel
  /** `--terminal`: talk in the terminal instead of the try-it page. Local mode only. */
  terminal: boolean
  /** `--fresh`: begin with an empty embedded store. Local mode only. */
  fresh: boolean
}

type App = {
  id: string
  type: NonNullable<Settings['MicrosoftAppType']>
  tenantId?: string
  password?: string
}

type ChannelUrls = Record<(typeof CHANNEL_URL_NAMES)[number], string>

export type LogLevel = NonNullable<Settings['LOG_LEVEL']>

/** The settings cannot be used. The message names every fault, one a line, and no secret's value. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads the settings. Throws `ConfigError` with all faults at once (F16).
 * `argv` is what follows the script: flags only. `faultsIn`: what is wrong with the files that the settings name.
 */
export function readConfig(
  env: Record<string, string | undefined>,
  argv: string[],
  faultsIn: (settings: Settings) => string[] = () => [],
): Config {
  const { settings, faults } = readSettings(env)
  const flags = new Set(argv)
  const mode = flags.has('--local') ? 'local' : settings.NODE_ENV === 'production' ? 'production' : 'development'
  for (const { name, meant } of misspeltNames(Object.keys(env))) {
    faults.push(`${name}: there is no such setting; ${meant} is meant?`)
  }
  faults.push(...flagFaults(argv), ...settingFaults(mode, settings, env), ...faultsIn(settings))
  if (faults.length > 0) throw new ConfigError(explain(faults, mode))
  return { mode, ...whereToListen(mode, settings), ...whoWeAre(settings), ...whatWeUse(mode, settings), ...talk(flags) }
}

function explain(faults: string[], mode: Mode): string {
  const hint = mode === 'local' ? [] : ['To try the bot without any settings: npm run chat']
  return ['The settings do not do:', ...faults.map((fault) => `- ${fault}`), ...hint].join('\n')
}

function whereToListen(mode: Mode, settings: Settings) {
  const port = settings.PORT ?? 3978
  const host = settings.HOST ?? (mode === 'production' ? '0.0.0.0' : '127.0.0.1')
  return { host, port, publicUrl: settings.PUBLIC_URL ?? `http://127.0.0.1:${port}` }
}

function whoWeAre(settings: Settings) {
  const { MicrosoftAppId: id, MicrosoftAppType: type, MicrosoftAppTenantId: tenantId } = settings
  const password = settings.MicrosoftAppPassword
  const urls: Partial<ChannelUrls> = {}
  for (const name of CHANNEL_URL_NAMES) if (settings[name] !== undefined) urls[name] = settings[name]
  return {
    ...(id && type ? { app: { id, type, ...(tenantId && { tenantId }), ...(password && { password }) } } : {}),
    ...(settings.ChannelService ? { channelService: settings.ChannelService } : {}),
    ...(isComplete(urls) ? { channelUrls: urls } : {}),
    serviceUrlHosts: (settings.SERVICE_URL_HOSTS ?? []).map((host) => host.toLowerCase()),
    tenants: tenantsOf(settings.TENANTS),
    targets: {
      firstReplyHours: settings.DESK_FIRST_REPLY_HOURS ?? USUAL_TARGETS.firstReplyHours,
      resolveHours: settings.DESK_RESOLVE_HOURS ?? USUAL_TARGETS.resolveHours,
    },
    ...(settings.SUPPORT_TENANT_ID ? { supportTenantId: settings.SUPPORT_TENANT_ID } : {}),
  }
}

function isComplete(urls: Partial<ChannelUrls>): urls is ChannelUrls {
  return CHANNEL_URL_NAMES.every((name) => urls[name] !== undefined)
}

function tenantsOf(names: string[] | undefined): Config['tenants'] {
  return names === undefined || names.includes('open') ? 'open' : names
}

function whatWeUse(mode: Mode, settings: Settings) {
  const {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecrets,
    STRIPE_STATEMENT_SUFFIX: suffix,
    CATALOGUE: catalogueFile,
    SELLER: sellerFile,
    SMTP_URL: smtpUrl,
    MAIL_FROM: from,
  } = settings
  const payments = settings.PAYMENTS ?? (mode === 'production' ? 'stripe' : 'sandbox')
  const mongodbUri = settings.MONGODB_URI
  return {
    store: mongodbUri === undefined ? { folder: settings.DATA_DIR ?? './data' } : { mongodbUri },
    ...(settings.DATA_SECRET ? { dataSecrets: settings.DATA_SECRET } : {}),
    ...(catalogueFile ? { catalogueFile } : {}),
    ...(sellerFile ? { sellerFile } : {}),
    ...(smtpUrl && from ? { mail: { smtpUrl, from } } : {}),
    payments,
    ...(secretKey && webhookSecrets ? { stripe: { secretKey, webhookSecrets, ...(suffix ? { suffix } : {}) } } : {}),
    ...(settings.RENEWAL_RETRY_DAYS ? { retries: settings.RENEWAL_RETRY_DAYS } : {}),
    tenantRps: settings.TEAMS_TENANT_RPS ?? 30,
    hours: hoursOf(settings),
    keepNotUnderstood: settings.KEEP_NOT_UNDERSTOOD === 'true',
    logLevel: settings.LOG_LEVEL ?? 'info',
  }
}

function hoursOf({ REMINDER_HOURS: hours, REMINDER_DAYS: days, REMINDER_HOLIDAYS: holidays }: Settings): WorkingHours {
  const [from = OFFICE_HOURS.from, to = OFFICE_HOURS.to] = hours ?? []
  return { from, to, days: days?.map(Number) ?? OFFICE_HOURS.days, holidays: holidays ?? OFFICE_HOURS.holidays }
}

function talk(flags: Set<string>) {
  return { terminal: flags.has('--terminal'), fresh: flags.has('--fresh') }
}
