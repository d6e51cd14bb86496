import { CHANNEL_URL_NAMES, isLoopback, type SettingName, type Settings } from './settings.ts'

/** `local`: named by `--local`, never guessed · `production`: NODE_ENV says so · `development`: neither. */
export type Mode = 'local' | 'development' | 'production'

type Env = Record<string, string | undefined>

const FLAGS = ['--local', '--terminal', '--fresh']

const STRIPE_NAMES = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_STATEMENT_SUFFIX'] satisfies SettingName[]

export function flagFaults(argv: string[]): string[] {
  const unknown = argv.filter((flag) => !FLAGS.includes(flag))
  const faults = unknown.map(
    (flag) => `${/^--[a-z-]{1,20}$/.test(flag) ? flag : 'an argument'}: there are only ${FLAGS.join(', ')}`,
  )
  for (const flag of ['--terminal', '--fresh']) {
    if (argv.includes(flag) && !argv.includes('--local')) faults.push(`${flag}: works with --local only`)
  }
  return faults
}

/** What is missing for this way to run, or contradicts it. What is malformed is somebody else's line already. */
export function settingFaults(mode: Mode, settings: Settings, env: Env): string[] {
  const rules = mode === 'local' ? localFaults : mode === 'production' ? productionFaults : openFaults
  return [...rules(settings, env), ...storeFaults(mode, settings, env), ...(mode === 'local' ? [] : mailFaults(env))]
}

const useless = (names: SettingName[], settings: Settings, why: string) =>
  names.filter((name) => settings[name] !== undefined).map((name) => `${name}: has no use ${why}`)

const missing = (names: SettingName[], env: Env, why: string) =>
  names.filter((name) => env[name] === undefined).map((name) => `${name}: is missing${why}`)

function localFaults(settings: Settings): string[] {
  const { HOST, PUBLIC_URL } = settings
  const faults = useless(
    [
      'MicrosoftAppId',
      'MicrosoftAppType',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
      'ChannelService',
      ...CHANNEL_URL_NAMES,
      'SERVICE_URL_HOSTS',
      ...STRIPE_NAMES,
      'SMTP_URL',
      'MAIL_FROM',
    ],
    settings,
    'with --local',
  )
  if (settings.NODE_ENV === 'production') faults.push('NODE_ENV: production contradicts --local')
  if (settings.PAYMENTS === 'stripe') faults.push('PAYMENTS: with --local only sandbox')
  if (HOST !== undefined && !isLoopback(HOST)) faults.push('HOST: with --local only a loopback address')
  if (PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname)) {
    faults.push('PUBLIC_URL: with --local only a loopback address')
  }
  return faults
}

/** With tokens checked: development and production alike. */
function openFaults(settings: Settings, env: Env): string[] {
  const faults = [...missing(['MicrosoftAppId', 'MicrosoftAppType'], env, ''), ...appFaults(settings, env)]
  const urls = CHANNEL_URL_NAMES.filter((name) => env[name] !== undefined)
  if (urls.length > 0) {
    faults.push(...missing([...CHANNEL_URL_NAMES], env, '; the six Bot Framework addresses go together'))
    faults.push(...useless(['ChannelService'], settings, 'beside the six Bot Framework addresses'))
  }
  if (settings.TENANTS?.includes('open') && settings.TENANTS.length > 1)
    faults.push('TENANTS: open, or a list, not both')
  if (settings.PAYMENTS === 'stripe') {
    faults.push(...missing(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'], env, ' for PAYMENTS=stripe'))
  } else if (settings.NODE_ENV !== 'production') {
    faults.push(...useless(STRIPE_NAMES, settings, 'without PAYMENTS=stripe'))
  }
  if (settings.NODE_ENV !== 'production' && /^[sr]k_live_/.test(settings.STRIPE_SECRET_KEY ?? ''))
    faults.push('STRIPE_SECRET_KEY: is a live key, which takes real money: only with NODE_ENV=production')
  return faults
}

function appFaults({ MicrosoftAppType: type, ...settings }: Settings, env: Env): string[] {
  // Most often a single tenant is meant: what that needs is named in the same go (F16).
  const single: SettingName[] = ['MicrosoftAppTenantId', 'MicrosoftAppPassword']
  if (env.MicrosoftAppType === undefined) return missing(single, env, ' for MicrosoftAppType=SingleTenant')
  if (type === undefined) return []
  const needed: SettingName[] = type === 'MultiTenant' ? [] : ['MicrosoftAppTenantId']
  if (type !== 'UserAssignedMSI') needed.push('MicrosoftAppPassword')
  const faults = missing(needed, env, ` for MicrosoftAppType=${type}`)
  if (type === 'UserAssignedMSI') faults.push(...useless(['MicrosoftAppPassword'], settings, `with ${type}`))
  return faults
}

function productionFaults(settings: Settings, env: Env): string[] {
  const faults = openFaults(settings, env)
  faults.push(...missing(['PUBLIC_URL', 'MONGODB_URI'], env, ' in production'))
  if (env.MONGODB_URI === undefined) faults.push(...missing(['DATA_SECRET'], env, ' in production'))
  if (settings.PAYMENTS === 'sandbox') faults.push('PAYMENTS: sandbox takes no money; production needs stripe')
  if (/^[sr]k_test_/.test(settings.STRIPE_SECRET_KEY ?? ''))
    faults.push('STRIPE_SECRET_KEY: is a test key, with which anybody pays by a test card; production needs a live one')
  if (settings.PAYMENTS === undefined) {
    faults.push(...missing(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'], env, ' in production'))
  }
  const { PUBLIC_URL, SERVICE_URL_HOSTS: hosts } = settings
  if (PUBLIC_URL !== undefined) {
    const { protocol, hostname } = new URL(PUBLIC_URL)
    if (protocol !== 'https:' || isLoopback(hostname)) faults.push('PUBLIC_URL: must be a public https address')
  }
  if (hosts?.some((host) => isLoopback(host.replace(/:\d+$/, '')))) {
    faults.push('SERVICE_URL_HOSTS: loopback is for tests, not for production')
  }
  return faults
}

/** A mail server, whom its messages are from, and a seller whose papers they carry go together. */
function mailFaults(env: Env): string[] {
  const given = env.SMTP_URL !== undefined || env.MAIL_FROM !== undefined
  return given ? missing(['SMTP_URL', 'MAIL_FROM', 'SELLER'], env, ' for papers by e-mail') : []
}

function storeFaults(mode: Mode, settings: Settings, env: Env): string[] {
  if (settings.MONGODB_URI === undefined) return []
  return [
    ...useless(['DATA_DIR'], settings, 'beside MONGODB_URI'),
    ...(mode === 'local' ? [] : missing(['DATA_SECRET'], env, ' beside MONGODB_URI')),
  ]
}
