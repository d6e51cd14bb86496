import assert from 'node:assert/strict'
import { ConfigError, readConfig } from '../../../bot/settings/config.ts'
import { fileFaults } from '../../../bot/settings/file-faults.ts'

type Env = Record<string, string | undefined>

const SECRET = 'Pl4nted-c4nary-secret'
const APP_ID = '12345678-aaaa-4bbb-8ccc-1234567890ab'
const TENANT = '87654321-AAAA-4BBB-8CCC-BA0987654321'
const DEVELOPMENT: Env = {
  MicrosoftAppId: APP_ID,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: 'partner-one.example.com',
  MicrosoftAppPassword: SECRET,
}
const PRODUCTION: Env = {
  ...DEVELOPMENT,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://bot.example.com/',
  MONGODB_URI: `mongodb://user:${SECRET}@db.example.com/membership`,
  DATA_SECRET: `${SECRET}-of-32-characters-and-more`,
  STRIPE_SECRET_KEY: `sk_live_${SECRET}`,
  STRIPE_WEBHOOK_SECRET: `whsec_${SECRET}, whsec_next`,
}
const SIX: Env = {
  ToChannelFromBotLoginUrl: 'http://127.0.0.1:9/login',
  ToChannelFromBotOAuthScope: 'https://api.example.com',
  ToBotFromChannelTokenIssuer: 'https://issuer.example.com',
  OAuthUrl: 'https://oauth.example.com',
  ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/metadata',
  ToBotFromEmulatorOpenIdMetadataUrl: 'http://127.0.0.1:9/metadata',
}

function refusal(env: Env, argv: string[] = []): string {
  try {
    readConfig(env, argv)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message
  }
  assert.fail('the settings were taken')
}

const faultLines = (message: string) => message.split('\n').filter((line) => line.startsWith('- '))

describe('settings', () => {
  it('local mode needs none: loopback, folder, sandbox, no app', () => {
    const config = readConfig({}, ['--local'])
    assert.deepEqual(config, {
      mode: 'local',
      host: '127.0.0.1',
      port: 3978,
      publicUrl: 'http://127.0.0.1:3978',
      serviceUrlHosts: [],
      tenants: 'open',
      targets: { firstReplyHours: 8, resolveHours: 72 },
      store: { folder: './data' },
      payments: 'sandbox',
      tenantRps: 30,
      hours: { from: 9, to: 17, days: [1, 2, 3, 4, 5], holidays: [] },
      keepNotUnderstood: false,
      logLevel: 'info',
      terminal: false,
      fresh: false,
    })
  })

  it('local mode takes a MongoDB server and both flags', () => {
    const config = readConfig({ MONGODB_URI: 'mongodb://127.0.0.1:1/x', PORT: '0', DATA_SECRET: 'x'.repeat(32) }, [
      '--local',
      '--terminal',
      '--fresh',
    ])
    assert.deepEqual(config.store, { mongodbUri: 'mongodb://127.0.0.1:1/x' })
    assert.deepEqual([config.terminal, config.fresh, config.port], [true, true, 0])
  })

  it('development: tokens checked, folder and sandbox payments allowed', () => {
    const config = readConfig({ ...DEVELOPMENT, ...SIX, SERVICE_URL_HOSTS: '127.0.0.1:4000, Conn.Example.com' }, [])
    assert.equal(config.mode, 'development')
    assert.deepEqual(config.app, {
      id: APP_ID,
      type: 'SingleTenant',
      tenantId: 'partner-one.example.com',
      password: SECRET,
    })
    assert.deepEqual(config.channelUrls, SIX)
    assert.deepEqual(config.serviceUrlHosts, ['127.0.0.1:4000', 'conn.example.com'])
    assert.equal(config.payments, 'sandbox')
    assert.equal(config.host, '127.0.0.1')
  })

  it('production: everything real, no slash at the end of the public address, both webhook secrets kept', () => {
    const config = readConfig({ ...PRODUCTION, TENANTS: `${TENANT},${APP_ID}`, MicrosoftAppId: TENANT }, [])
    assert.equal(config.mode, 'production')
    assert.equal(config.publicUrl, 'https://bot.example.com')
    assert.equal(config.payments, 'stripe')
    assert.deepEqual(config.stripe?.webhookSecrets, [`whsec_${SECRET}`, 'whsec_next'])
    assert.deepEqual(config.tenants, [TENANT.toLowerCase(), APP_ID])
    assert.equal(config.app?.id, TENANT.toLowerCase())
  })

  it('F16: npm start without settings says what is missing and points to npm run chat', () => {
    const message = refusal({})
    assert.match(message, /^- MicrosoftAppId: is missing$/m)
    assert.match(message, /^- MicrosoftAppType: is missing$/m)
    assert.match(message, /npm run chat$/)
  })

  it('F16: production without settings names all that a single tenant needs, at once', () => {
    const named = refusal({ NODE_ENV: 'production' }).matchAll(/^- (\w+): is missing/gm)
    const names = [...named].map(([, name]) => name).sort()
    assert.deepEqual(
      names,
      Object.keys(PRODUCTION)
        .filter((name) => name !== 'NODE_ENV')
        .sort(),
    )
  })

  const without = (env: Env, name: string): Env => ({ ...env, [name]: undefined })
  type Row = [what: string, env: Env, argv: string[], line: RegExp]
  const FAULTS: Row[] = [
    ...Object.keys(PRODUCTION)
      .filter((name) => name !== 'NODE_ENV')
      .map((name): [string, Env, string[], RegExp] => [
        `production without ${name}`,
        without(PRODUCTION, name),
        [],
        new RegExp(`^- ${name}: is missing`, 'm'),
      ]),
    ...Object.keys(PRODUCTION).map((name): [string, Env, string[], RegExp] => [
      `${name} empty`,
      { ...PRODUCTION, [name]: ' ' },
      [],
      new RegExp(`^- ${name}: is empty`, 'm'),
    ]),
    ...Object.keys(SIX).map((name): [string, Env, string[], RegExp] => [
      `five of six addresses, ${name} left out`,
      without({ ...DEVELOPMENT, ...SIX }, name),
      [],
      new RegExp(`^- ${name}: is missing; the six`, 'm'),
    ]),
    ['type misspelt', { ...PRODUCTION, MicrosoftAppType: 'SingelTenant' }, [], /^- MicrosoftAppType: must be/m],
    [
      'MSI with a password',
      { ...PRODUCTION, MicrosoftAppType: 'UserAssignedMSI' },
      [],
      /MicrosoftAppPassword: has no use/,
    ],
    [
      'six and ChannelService',
      { ...DEVELOPMENT, ...SIX, ChannelService: 'https://botframework.azure.us' },
      [],
      /Channel/,
    ],
    ['ChannelService of no cloud', { ...DEVELOPMENT, ChannelService: 'public' }, [], /^- ChannelService: must be/m],
    [
      'plain http in production',
      { ...PRODUCTION, PUBLIC_URL: 'http://bot.example.com' },
      [],
      /PUBLIC_URL: must be a public/,
    ],
    ['loopback in production', { ...PRODUCTION, PUBLIC_URL: 'https://localhost' }, [], /PUBLIC_URL: must be a public/],
    ['public address with a password', { ...PRODUCTION, PUBLIC_URL: 'https://a:b@bot.example.com' }, [], /PUBLIC_URL/],
    ['sandbox in production', { ...PRODUCTION, PAYMENTS: 'sandbox' }, [], /^- PAYMENTS: sandbox takes no money/m],
    ['loopback connector in production', { ...PRODUCTION, SERVICE_URL_HOSTS: '127.0.0.1:1' }, [], /SERVICE_URL_HOSTS/],
    ['folder beside MongoDB', { ...PRODUCTION, DATA_DIR: './data' }, [], /^- DATA_DIR: has no use/m],
    ['the data secret is missing', { ...PRODUCTION, DATA_SECRET: undefined }, [], /^- DATA_SECRET: is missing beside/m],
    ['a short data secret', { ...PRODUCTION, DATA_SECRET: 'short' }, [], /^- DATA_SECRET: must be/m],
    ['not a MongoDB address', { ...PRODUCTION, MONGODB_URI: 'postgres://db' }, [], /^- MONGODB_URI: must begin/m],
    [
      'stripe key of another kind',
      { ...PRODUCTION, STRIPE_SECRET_KEY: 'pk_live_1' },
      [],
      /STRIPE_SECRET_KEY: must begin/,
    ],
    ['stripe keys with sandbox', { ...DEVELOPMENT, STRIPE_SECRET_KEY: 'sk_1' }, [], /STRIPE_SECRET_KEY: has no use/],
    [
      'a test key in production',
      { ...PRODUCTION, STRIPE_SECRET_KEY: 'sk_test_1' },
      [],
      /^- STRIPE_SECRET_KEY: is a test key/m,
    ],
    [
      'a restricted test key in production',
      { ...PRODUCTION, STRIPE_SECRET_KEY: 'rk_test_1' },
      [],
      /^- STRIPE_SECRET_KEY: is a test key/m,
    ],
    [
      'a live key in development',
      { ...DEVELOPMENT, PAYMENTS: 'stripe', STRIPE_SECRET_KEY: 'rk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' },
      [],
      /^- STRIPE_SECRET_KEY: is a live key/m,
    ],
    ...['A', 'TOO LONG TEXT', '12345', 'STAR*', "O'NEIL", 'A"B', 'A<B', 'A\\B', '會員'].map(
      (suffix): Row => [
        `${suffix} on card statements`,
        { ...PRODUCTION, STRIPE_STATEMENT_SUFFIX: suffix },
        [],
        /^- STRIPE_STATEMENT_SUFFIX: must be 2 to 10/m,
      ],
    ),
    ...['0', '3,3', '7,3', 'last,3', '3,seven', '1,2,3,4,5,6,7,8,9,10,11'].map(
      (days): Row => [
        `${days} as days of trying`,
        { ...DEVELOPMENT, RENEWAL_RETRY_DAYS: days },
        [],
        /^- RENEWAL_RETRY_DAYS: must be/m,
      ],
    ),
    ['stripe without keys', { ...DEVELOPMENT, PAYMENTS: 'stripe' }, [], /^- STRIPE_SECRET_KEY: is missing/m],
    ['port that is none', { ...DEVELOPMENT, PORT: '70000' }, [], /^- PORT: must be a whole number/m],
    ['port in words', { ...DEVELOPMENT, PORT: 'http' }, [], /^- PORT: must be a whole number/m],
    ['rate of nothing', { ...DEVELOPMENT, TEAMS_TENANT_RPS: '0' }, [], /^- TEAMS_TENANT_RPS: must be/m],
    ['log level that is none', { ...DEVELOPMENT, LOG_LEVEL: 'loud' }, [], /^- LOG_LEVEL: must be/m],
    ['open and a list', { ...DEVELOPMENT, TENANTS: `open,${TENANT}` }, [], /^- TENANTS: open, or/m],
    [
      'an app id that is none',
      { ...DEVELOPMENT, MicrosoftAppId: 'not-a-guid' },
      [],
      /^- MicrosoftAppId: must be a GUID/m,
    ],
    [
      'an app id with a digit too few',
      { ...DEVELOPMENT, MicrosoftAppId: APP_ID.slice(1) },
      [],
      /^- MicrosoftAppId: must/m,
    ],
    [
      'an app id in braces',
      { ...DEVELOPMENT, MicrosoftAppId: `{${APP_ID}}` },
      [],
      /^- MicrosoftAppId: must be a GUID/m,
    ],
    [
      'a tenant that is none',
      { ...DEVELOPMENT, MicrosoftAppTenantId: 'ours' },
      [],
      /^- MicrosoftAppTenantId: must be/m,
    ],
    [
      'a support tenant that is none',
      { ...DEVELOPMENT, SUPPORT_TENANT_ID: 'us' },
      [],
      /^- SUPPORT_TENANT_ID: must be a/m,
    ],
    ['open misspelt', { ...DEVELOPMENT, TENANTS: 'opne' }, [], /^- TENANTS: must be open, or tenant ids/m],
    [
      'a list with a name in it',
      { ...DEVELOPMENT, TENANTS: `${TENANT}, partner` },
      [],
      /^- TENANTS: must be open, or/m,
    ],
    ['a list with a hole in it', { ...DEVELOPMENT, TENANTS: `${TENANT},` }, [], /^- TENANTS: must be open, or/m],
    ['environment misspelt', { ...DEVELOPMENT, NODE_ENV: 'prod' }, [], /^- NODE_ENV: must be/m],
    ['local and production', { NODE_ENV: 'production' }, ['--local'], /^- NODE_ENV: production contradicts/m],
    ['local and an app id', { MicrosoftAppId: APP_ID }, ['--local'], /^- MicrosoftAppId: has no use/m],
    ['local and stripe', { PAYMENTS: 'stripe' }, ['--local'], /^- PAYMENTS: with --local only sandbox/m],
    ['local, open to the network', { HOST: '0.0.0.0' }, ['--local'], /^- HOST: with --local only a loopback/m],
    ['local, public address', { PUBLIC_URL: 'https://bot.example.com' }, ['--local'], /^- PUBLIC_URL: with --local/m],
    ['unknown flag', {}, ['--lcoal'], /^- --lcoal: there are only --local/m],
    ['terminal without local', DEVELOPMENT, ['--terminal'], /^- --terminal: works with --local only/m],
    ['fresh without local', DEVELOPMENT, ['--fresh'], /^- --fresh: works with --local only/m],
  ]
  for (const [what, env, argv, line] of FAULTS) {
    it(`F16: refuses: ${what}; names the setting, shows no value`, () => {
      const message = refusal(env, argv)
      assert.match(message, line)
      assert.ok(!message.includes(SECRET), 'a secret was shown')
    })
  }

  for (const [name, meant] of [
    ['MicrosoftAppID', 'MicrosoftAppId'],
    ['MICROSOFT_APP_ID', 'MicrosoftAppId'],
    ['MicrosoftAppPasswort', 'MicrosoftAppPassword'],
    ['MicrosoftAppSecret', 'MicrosoftAppId'],
    ['MONGO_URI', 'MONGODB_URI'],
    ['MONGO_URL', 'MONGODB_URI'],
    ['MONGODB_URL', 'MONGODB_URI'],
    ['TENANT', 'TENANTS'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['Port', 'PORT'],
    ['STRIPE_WEBHOOK_SECRETS', 'STRIPE_WEBHOOK_SECRET'],
  ] as const) {
    it(`F16: notices that ${name} was meant to be ${meant}`, () => {
      const message = refusal({ ...DEVELOPMENT, [name]: SECRET })
      assert.match(message, new RegExp(`^- ${name}: there is no such setting; ${meant}`, 'm'))
      assert.ok(!message.includes(SECRET))
    })
  }

  it('leaves other programs their variables', () => {
    const other = {
      HOME: '/',
      HOSTNAME: 'h',
      PATH: '/bin',
      POST: '1',
      npm_config_port: '1',
      MONGO_INITDB_ROOT_USERNAME: 'u',
    }
    assert.equal(readConfig({ ...DEVELOPMENT, ...other }, []).mode, 'development')
  })

  for (const open of ['open', 'Open', ' OPEN '])
    it(`takes TENANTS=${open} for everybody`, () => {
      assert.equal(readConfig({ ...DEVELOPMENT, TENANTS: open }, []).tenants, 'open')
    })

  it('S19: days of trying and what stands on card statements are taken as set; no day lies beyond grace', () => {
    const set = { RENEWAL_RETRY_DAYS: '3,7,21', STRIPE_STATEMENT_SUFFIX: 'MEMBER 1' }
    const config = readConfig({ ...PRODUCTION, ...set }, [], fileFaults)
    assert.deepEqual([config.retries, config.stripe?.suffix], [[3, 7, 21], 'MEMBER 1'])
    const last = readConfig({ ...PRODUCTION, RENEWAL_RETRY_DAYS: '1,29,last' }, [], fileFaults)
    assert.deepEqual(last.retries, [1, 29, 'last'])
    assert.throws(
      () => readConfig({ ...PRODUCTION, RENEWAL_RETRY_DAYS: '3,30,40' }, [], fileFaults),
      /^- RENEWAL_RETRY_DAYS: 30, 40: grace ends after 30 days, so 29 is the last one$/m,
    )
  })

  it('F16: what is wrong in the files that settings name stands with the rest', () => {
    const wrong = (settings: { CATALOGUE?: string | undefined }) => [`CATALOGUE: ${settings.CATALOGUE} is wrong`]
    assert.throws(
      () => readConfig({ ...DEVELOPMENT, TENANTS: 'opne', CATALOGUE: 'ours.json' }, [], wrong),
      ({ message }) => /^- TENANTS: /m.test(message) && /^- CATALOGUE: ours\.json is wrong/m.test(message),
    )
  })

  it('F16: all faults stand in one message, each once', () => {
    const message = refusal({ NODE_ENV: 'production', PORT: 'x', LOG_LEVEL: 'loud', MONGO_URI: 'y' }, [
      '--fresh',
      '--x',
    ])
    const lines = faultLines(message)
    assert.equal(new Set(lines).size, lines.length)
    for (const name of [
      'PORT',
      'LOG_LEVEL',
      'MONGO_URI',
      '--fresh',
      '--x',
      'MicrosoftAppId',
      'PUBLIC_URL',
      'MONGODB_URI',
    ]) {
      assert.ok(
        lines.some((line) => line.startsWith(`- ${name}:`)),
        `${name} is not named`,
      )
    }
  })
})
