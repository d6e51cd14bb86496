import { z } from 'zod'

/** The hosts under which a machine reaches only itself. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname)
}

function asUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

const secret = z.string().regex(/^\S+$/, 'must not hold spaces')
const GUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
/** Entra writes its ids in small letters; people, and other tools of Microsoft's, in capitals too. */
const guid = z
  .string()
  .regex(new RegExp(`^${GUID}$`, 'i'), 'must be a GUID, such as 12345678-90ab-cdef-1234-567890abcdef')
  .toLowerCase()
const list = (item: RegExp, what: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().regex(item, `must be ${what}, separated by commas`)))

const wholeNumber = (least: number, most: number) => {
  const hint = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,9}$/, hint)
    .transform(Number)
    .pipe(z.number().min(least, hint).max(most, hint))
}

/** Of days of trying: `last` is the last day of grace, whichever that is. */
function isLater(day: number | 'last', i: number, days: readonly (number | 'last')[]): boolean {
  const before = days[i - 1] ?? 0
  return before !== 'last' && (day === 'last' || day > before)
}

/** https, or http that does not leave this machine. */
const endpoint = z.string().refine((text) => {
  const url = asUrl(text)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
}, 'must be an https address')

const publicUrl = z
  .string()
  .refine((text) => {
    const url = asUrl(text)
    return url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash
  }, 'must be an http or https address without user, query and fragment')
  .transform((text) => text.replace(/\/+$/, ''))

/** A mail server's address: no path, and nothing that would be asked of a shell or a file. */
function isSmtp(text: string): boolean {
  const url = asUrl(text)
  const bare = url && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname)
  return bare === true && !url.search && !url.hash && (url.username === '') === (url.password === '')
}

/** Every setting that there is, and what its value must look like. Whether it is needed depends: see config.ts. */
const schema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test'], 'must be production, development or test'),
    HOST: z.string().regex(/^[\w.:[\]-]{1,253}$/, 'must be a host name or an address'),
    PORT: wholeNumber(0, 65_535),
    PUBLIC_URL: publicUrl,
    MicrosoftAppId: guid,
    MicrosoftAppType: z.enum(
      ['SingleTenant', 'UserAssignedMSI', 'MultiTenant'],
      'must be SingleTenant, UserAssignedMSI or MultiTenant',
    ),
    MicrosoftAppTenantId: z
      .string()
      .regex(
        new RegExp(`^(?:${GUID}|[a-z\\d-]+(?:\\.[a-z\\d-]+)+)$`, 'i'),
        'must be a tenant id, a GUID, or its domain',
      ),
    MicrosoftAppPassword: secret,
    ChannelService: z.literal('https://botframework.azure.us', 'must be https://botframework.azure.us or left out'),
    ToChannelFromBotLoginUrl: endpoint,
    ToChannelFromBotOAuthScope: secret,
    ToBotFromChannelTokenIssuer: secret,
    OAuthUrl: endpoint,
    ToBotFromChannelOpenIdMetadataUrl: endpoint,
    ToBotFromEmulatorOpenIdMetadataUrl: endpoint,
    SERVICE_URL_HOSTS: list(
      /^([a-z\d-]+(\.[a-z\d-]+)*|\[::1\])(:\d{1,5})?$/i,
      'host names, each with or without a port',
    ),
    SUPPORT_TENANT_ID: guid,
    DESK_FIRST_REPLY_HOURS: wholeNumber(1, 720),
    DESK_RESOLVE_HOURS: wholeNumber(1, 8_760),
    TENANTS: list(new RegExp(`^(?:open|${GUID})$`, 'i'), 'open, or tenant ids (GUIDs)').transform((names) =>
      names.map((name) => name.toLowerCase()),
    ),
    MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must begin with mongodb:// or mongodb+srv://'),
    DATA_DIR: z.string(),
    DATA_SECRET: list(/^[^\s,]{32,500}$/, 'one or more secrets of at least 32 characters'),
    CATALOGUE: z.string().regex(/\.json$/, 'must be the path of a .json file'),
    SELLER: z.string().regex(/\.json$/, 'must be the path of a .json file'),
    SMTP_URL: z.string().refine(isSmtp, 'must be smtp://USER:PASSWORD@HOST:PORT, or smtps:'),
    MAIL_FROM: z.email('must be an e-mail address'),
    PAYMENTS: z.enum(['sandbox', 'stripe'], 'must be sandbox or stripe'),
    STRIPE_SECRET_KEY: z.string().regex(/^[sr]k_\S+$/, 'must begin with sk_ or rk_'),
    STRIPE_WEBHOOK_SECRET: list(/^whsec_\S+$/, 'one or more secrets that begin with whsec_'),
    STRIPE_STATEMENT_SUFFIX: z
      .string()
      .regex(
        /^(?=.*[A-Za-z])[A-Za-z\d !#$%&()+,./:;=?@^_-]{2,10}$/,
        'must be 2 to 10 Latin letters, digits and signs but < > \\ \' " *, with a letter among them',
      ),
    RENEWAL_RETRY_DAYS: list(/^([1-9]\d{0,2}|last)$/, 'days after the renewal date, and last, such as 3,7,last')
      .transform((days) => days.map((day) => (day === 'last' ? day : Number(day))))
      .refine(
        (days) => days.length <= 10 && days.every(isLater),
        'must be at most 10 days, each later than the one before',
      ),
    TEAMS_TENANT_RPS: wholeNumber(1, 1_000),
    REMINDER_HOURS: z
      .string()
      .regex(/^([01]?\d|2[0-3])-([01]?\d|2[0-4])$/, 'must be two hours such as 9-17')
      .transform((text) => text.split('-').map(Number))
      .refine(([from = 0, to = 0]) => from < to, 'must be an earlier hour and a later one, such as 9-17'),
    REMINDER_DAYS: list(/^[1-7]$/, 'days of the week from 1 (Monday) to 7'),
    REMINDER_HOLIDAYS: list(/^\d{4}-\d\d-\d\d$/, 'dates such as 2027-01-01'),
    KEEP_NOT_UNDERSTOOD: z.enum(['true', 'false'], 'must be true or false'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent'),
  })
  .partial()

export type SettingName = keyof typeof schema.shape
export type Settings = z.output<typeof schema>

export const SETTING_NAMES = Object.keys(schema.shape)

/** Where tokens come from and go to: sovereign clouds and test issuers set all six (setting one drops the rest). */
export const CHANNEL_URL_NAMES = [
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'OAuthUrl',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
] as const satisfies SettingName[]

/** The settings that are well formed, and a line for each one that is not. No line holds a value. */
export function readSettings(env: Record<string, string | undefined>): { settings: Settings; faults: string[] } {
  const faults: string[] = []
  const given: Record<string, string> = {}
  for (const name of SETTING_NAMES) {
    const value = env[name]?.trim()
    if (value === '') faults.push(`${name}: is empty; give it a value or leave it out`)
    else if (value !== undefined) given[name] = value
  }
  const whole = schema.safeParse(given)
  if (whole.success) return { settings: whole.data, faults }
  for (const { path, message } of whole.error.issues) {
    const fault = `${String(path[0])}: ${message}`
    if (!faults.includes(fault)) faults.push(fault)
    delete given[String(path[0])]
  }
  return { settings: schema.parse(given), faults }
}
