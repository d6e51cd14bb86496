import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { exportSPKI, importJWK } from 'jose'
import { APP, type FrontDoor, TENANT } from './front-door.ts'
import { ISSUER, unsigned } from './issuer.ts'

type Ask = { headers: Record<string, string>; body: string | Buffer }

/** One case of the rig: what is sent, and the status that must come back. `turn`: the bot sees it. */
export type RigRow = { fault: string; what: string; status: number; turn: boolean; ask(door: FrontDoor): Promise<Ask> }

const JSON_TYPE = 'application/json; charset=utf-8'
const HOUR = 3_600
const now = () => Math.floor(Date.now() / 1_000)

type Changes = Record<string, unknown>

async function good(
  door: FrontDoor,
  {
    claims = {},
    activity = {},
    headers = {},
  }: { claims?: Changes; activity?: Changes; headers?: Record<string, string> } = {},
): Promise<Ask> {
  const token = await door.issuer.sign(door.claims(claims))
  return {
    headers: { 'content-type': JSON_TYPE, authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(door.activity(activity)),
  }
}

const refused = (fault: string, status: number, what: string, ask: RigRow['ask']): RigRow => ({
  fault,
  what,
  status,
  turn: false,
  ask,
})
const taken = (fault: string, what: string, ask: RigRow['ask']): RigRow => ({
  fault,
  what,
  status: 200,
  turn: true,
  ask,
})

const claimed =
  (what: string, claims: Changes) =>
  (fault: string, status = 401) =>
    refused(fault, status, what, (door) => good(door, { claims }))
const sent =
  (what: string, activity: Changes) =>
  (fault: string, status = 400) =>
    refused(fault, status, what, (door) => good(door, { activity }))
const body = (what: string, text: string | Buffer, fault = 'F4', status = 400) =>
  refused(fault, status, what, async (door) => ({ ...(await good(door)), body: text }))
const typed = (type: string) =>
  refused('F5', 415, `content-type ${type}`, (door) => good(door, { headers: { 'content-type': type } }))
const bearing = (
  what: string,
  authorization: (door: FrontDoor) => string | Promise<string>,
  fault = 'F7',
  status = 401,
) => refused(fault, status, what, async (door) => good(door, { headers: { authorization: await authorization(door) } }))
/** Neither of the two places where Teams names a tenant may be changed alone. */
const tenants = (what: string, conversation: unknown, channelData: unknown) =>
  sent(what, {
    conversation: { id: 'a:conversation-one', tenantId: conversation },
    channelData: { tenant: { id: channelData } },
  })('F18')

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

export const RIG_ROWS: RigRow[] = [
  taken('good', 'a message', (door) => good(door)),
  taken('good', 'content-type without charset', (door) =>
    good(door, { headers: { 'content-type': 'application/json' } }),
  ),
  taken('good', 'content-encoding identity', (door) => good(door, { headers: { 'content-encoding': 'identity' } })),
  taken('good', 'unknown activity type', (door) => good(door, { activity: { type: 'surprise' } })),
  taken('good', 'nulls where fields may be missing', (door) =>
    good(door, { activity: { text: null, replyToId: null, entities: null } }),
  ),
  taken('good', 'tenant named in channelData only', (door) =>
    good(door, { activity: { conversation: { id: 'a:conversation-one' } } }),
  ),
  taken('F21', '2,000 members added', (door) =>
    good(door, {
      activity: {
        type: 'conversationUpdate',
        membersAdded: Array.from({ length: 2_000 }, (_, n) => ({ id: `29:${n}` })),
      },
    }),
  ),
  taken('F21', 'a reaction without reactions', (door) => good(door, { activity: { type: 'messageReaction' } })),
  taken('F24', '__proto__ and constructor keys', async (door) => {
    const ask = await good(door)
    return {
      ...ask,
      body: String(ask.body).replace(
        '{',
        '{"__proto__":{"isAdmin":true},"value":{"constructor":{"prototype":{"isAdmin":true}}},',
      ),
    }
  }),
  taken('F4', 'a key twice: the last one counts', async (door) => {
    const ask = await good(door)
    return { ...ask, body: String(ask.body).replace('{', '{"channelId":"directline",') }
  }),
  refused('F1', 415, 'gzip promised, no gzip sent', (door) => good(door, { headers: { 'content-encoding': 'gzip' } })),
  refused('F1', 415, 'deflate promised, no deflate sent', (door) =>
    good(door, { headers: { 'content-encoding': 'deflate' } }),
  ),
  refused('F2', 415, 'gzip of 48 KB that would be 50 MB', async (door) => ({
    ...(await good(door, { headers: { 'content-encoding': 'gzip' } })),
    body: gzipSync(Buffer.alloc(50_000_000, 32)),
  })),
  body('body of 300 KB with content-length', Buffer.alloc(300_000, 32), 'F3', 413),
  refused('F3', 413, 'body of 300 KB in chunks', async (door) => ({
    ...(await good(door, { headers: { 'transfer-encoding': 'chunked' } })),
    body: Buffer.alloc(300_000, 32),
  })),
  body('garbage', 'hello'),
  body('nothing', ''),
  body('null', 'null'),
  body('a number', '1'),
  body('an empty array', '[]'),
  body('a string', '"x"'),
  body('60 KB of nested arrays', nested(30_000)),
  refused('F4', 400, '60 KB nested in the value', async (door) => {
    const ask = await good(door)
    return { ...ask, body: String(ask.body).replace('{', `{"value":${nested(30_000)},`) }
  }),
  refused('F4', 400, 'a byte order mark', async (door) => {
    const ask = await good(door)
    return { ...ask, body: `\ufeff${ask.body}` }
  }),
  body('invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  body('JSON cut off', '{"type":"message"'),
  typed('text/plain'),
  typed('application/x-www-form-urlencoded'),
  typed('multipart/form-data; boundary=x'),
  typed('text/csv'),
  typed('application/json; charset=utf-16'),
  typed('application/json, text/plain'),
  refused('F5', 415, 'no content-type', async (door) => {
    const { headers, ...ask } = await good(door)
    const { 'content-type': _, ...others } = headers
    return { ...ask, headers: others }
  }),
  refused('F7', 401, 'no authorization', async (door) => {
    const { headers, ...ask } = await good(door)
    const { authorization: _, ...others } = headers
    return { ...ask, headers: others }
  }),
  bearing('empty authorization', () => ''),
  bearing('Bearer and nothing', () => 'Bearer'),
  bearing('another scheme', () => 'Basic dXNlcjpwYXNzd29yZA=='),
  bearing('three parts of garbage', () => 'Bearer a.b.c'),
  bearing('two tokens', async (door) => `Bearer ${await door.issuer.sign(door.claims())} x`),
  bearing(
    'a token of 8 KB',
    async (door) => `Bearer ${await door.issuer.sign(door.claims({ more: 'x'.repeat(6_000) }))}`,
  ),
  bearing(
    'a token of 20 KB',
    async (door) => `Bearer ${await door.issuer.sign(door.claims({ more: 'x'.repeat(15_000) }))}`,
    'F7',
    431,
  ),
  claimed('issuer of another', { iss: 'https://login.example.com' })('F8'),
  claimed('issuer missing', { iss: undefined })('F8'),
  claimed('issuer in a list', { iss: [ISSUER] })('F8'),
  claimed('audience missing', { aud: undefined })('F8'),
  claimed('audience of another bot', { aud: 'c07a0000-1111-4222-8333-444455556666' })('F8'),
  claimed('audience in a list', { aud: [APP] })('F8'),
  bearing('another key under a known kid', async (door) => `Bearer ${await door.issuer.forge(door.claims())}`, 'F9'),
  bearing(
    'an unknown kid',
    async (door) => `Bearer ${await door.issuer.sign(door.claims(), { kid: 'key-none' })}`,
    'F9',
  ),
  bearing('no kid', (door) => `Bearer ${unsigned({ alg: 'RS256' }, door.claims())}`, 'F9'),
  bearing('alg none', (door) => `Bearer ${unsigned({ alg: 'none', kid: 'key-1' }, door.claims(), 'x')}`, 'F9'),
  bearing(
    'alg none without signature',
    (door) => `Bearer ${unsigned({ alg: 'none', kid: 'key-1' }, door.claims(), '')}`,
    'F9',
  ),
  bearing(
    'HS256 with the public key as secret',
    async (door) => {
      const key = await importJWK(door.issuer.publicJwk(), 'RS256')
      if (key instanceof Uint8Array) throw new Error('not a public key')
      const token = unsigned({ alg: 'HS256', kid: 'key-1' }, door.claims(), '').replace(/\.$/, '')
      return `Bearer ${token}.${createHmac('sha256', await exportSPKI(key))
        .update(token)
        .digest('base64url')}`
    },
    'F9',
  ),
  bearing(
    'a claim changed after signing',
    async (door) => {
      const [head, , signature] = (await door.issuer.sign(door.claims())).split('.')
      const claims = Buffer.from(JSON.stringify(door.claims({ exp: now() + 9 * HOUR }))).toString('base64url')
      return `Bearer ${head}.${claims}.${signature}`
    },
    'F9',
  ),
  bearing(
    'a header changed after signing',
    async (door) => {
      const [, claims, signature] = (await door.issuer.sign(door.claims())).split('.')
      const head = Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'key-1', crit: ['x'], x: 1 })).toString('base64url')
      return `Bearer ${head}.${claims}.${signature}`
    },
    'F9',
  ),
  claimed('expired ten minutes ago', { exp: now() - 600 })('F10'),
  claimed('valid in an hour', { nbf: now() + HOUR })('F10'),
  claimed('no expiry', { exp: undefined })('F10'),
  claimed('expiry in words', { exp: 'tomorrow' })('F10'),
  claimed('expiry as text', { exp: String(now() + HOUR) })('F10'),
  taken('F10', 'expired four minutes ago', (door) => good(door, { claims: { exp: now() - 240 } })),
  claimed('made out for another service URL', { serviceurl: 'https://smba.trafficmanager.net/emea/' })('F11'),
  claimed('made out for no service URL', { serviceurl: undefined })('F11'),
  sent('service URL missing', { serviceUrl: undefined })('F11'),
  sent('service URL empty', { serviceUrl: '' })('F11'),
  sent('service URL a number', { serviceUrl: 7 })('F11'),
  ...[
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/',
    'http://127.0.0.1:9/',
    'https://localhost/',
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net.example.com/',
    'https://example.com/smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://user@smba.trafficmanager.net/',
    'https://example.com#@smba.trafficmanager.net/',
    'https://example.com\\@smba.trafficmanager.net/',
    'file:///etc/passwd',
    'smba.trafficmanager.net',
  ].map((serviceUrl) =>
    refused('F12', 400, `service URL ${serviceUrl}`, (door) =>
      good(door, { activity: { serviceUrl }, claims: { serviceurl: serviceUrl } }),
    ),
  ),
  sent('channel missing', { channelId: undefined })('F13'),
  sent('channel a number', { channelId: 1 })('F13'),
  ...['directline', 'emulator', 'AseChannel', 'MSTEAMS', 'msteams ', 'webchat'].map((channelId) =>
    sent(`channel ${JSON.stringify(channelId)}`, { channelId })('F13'),
  ),
  claimed("an emulator's token", { iss: `https://sts.windows.net/${TENANT}/`, appid: APP, ver: '1.0', tid: TENANT })(
    'F14',
  ),
  claimed("an emulator's token, version 2", {
    iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    azp: APP,
    ver: '2.0',
  })('F14'),
  claimed("a skill's token", {
    iss: `https://sts.windows.net/${TENANT}/`,
    appid: 'd07a0000-1111-4222-8333-444455556666',
    ver: '1.0',
  })('F14'),
  taken('F17', 'the same token, another conversation', (door) =>
    good(door, { activity: { conversation: { id: 'a:conversation-two', tenantId: TENANT } } }),
  ),
  tenants('tenants disagree', TENANT, 'other-tenant'),
  tenants('tenants absent', undefined, undefined),
  tenants('tenant null in both', null, null),
  tenants('tenant a number', 1, TENANT),
  tenants('tenant empty', '', TENANT),
  tenants('tenant of another kind', TENANT, { id: TENANT }),
  sent('type missing', { type: undefined })('F21'),
  sent('type a list', { type: ['message'] })('F21'),
  sent('from missing', { from: undefined })('F21'),
  sent('from without id', { from: { name: 'Purchaser One' } })('F21'),
  sent('from a word', { from: '29:purchaser-one' })('F21'),
  sent('conversation missing', { conversation: undefined })('F21'),
  sent('conversation id a number', { conversation: { id: 1, tenantId: TENANT } })('F21'),
  sent('conversation id of 4 KB', { conversation: { id: 'a'.repeat(4_096), tenantId: TENANT } })('F21'),
  sent('conversation id with a line break', { conversation: { id: 'a\r\nb', tenantId: TENANT } })('F21'),
  sent('text a number', { text: 1 })('F21'),
  sent('entities a word', { entities: 'mention' })('F21'),
  sent('attachments an object', { attachments: {} })('F21'),
  sent('members without ids', { membersAdded: [{}] })('F21'),
  sent('channelData a word', { channelData: 'x' })('F21'),
  sent('replies asked for in the answer', { deliveryMode: 'expectReplies' })('F21'),
  refused('F22', 501, 'an invoke that nobody answers', (door) =>
    good(door, { activity: { type: 'invoke', name: 'nobody/knows', value: {} } }),
  ),
]
