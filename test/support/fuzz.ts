import type { FrontDoor } from './front-door.ts'
import { ISSUER, unsigned } from './issuer.ts'
import type { Chance } from './random.ts'

/** What requests are made from. */
type Door = Pick<FrontDoor, 'activity' | 'claims'>

export type FuzzRequest = { method: string; path: string; headers: Record<string, string>; body: Buffer }

const WORDS = [
  '',
  ' ',
  'hello',
  '您好',
  '🧾'.repeat(50),
  '\u202e\u0000',
  '\ud800',
  '<at>Bot</at> renew',
  '{"a":',
  '{{x}}',
  '../..',
  '%00',
] as const
const NUMBERS = [0, -1, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 0.1, -0] as const
const KEYS = ['$where', '__proto__', 'constructor', 'toString', 'valueOf', 'length', 'text', 'id', 'a.b', ''] as const

/** Any JSON value, up to so many levels deep. */
function anything(chance: Chance, depth = 4): unknown {
  const kind = chance.below(depth > 0 ? 9 : 6)
  if (kind === 0) return null
  if (kind === 1) return chance.often(0.5)
  if (kind === 2) return chance.pick(NUMBERS)
  if (kind < 6) return chance.pick(WORDS).repeat(chance.often(0.02) ? 5_000 : 1)
  if (kind === 6) return Array.from({ length: chance.below(5) }, () => anything(chance, depth - 1))
  const entries = Array.from({ length: chance.below(5) }, () => [chance.pick(KEYS), anything(chance, depth - 1)])
  return Object.fromEntries(entries)
}

const TYPES = [
  'message',
  'invoke',
  'conversationUpdate',
  'installationUpdate',
  'messageReaction',
  'messageUpdate',
  'event',
  'typing',
  'x',
] as const
const FIELDS = [
  'type',
  'id',
  'name',
  'text',
  'value',
  'locale',
  'from',
  'recipient',
  'conversation',
  'channelData',
  'entities',
  'attachments',
  'membersAdded',
  'reactionsAdded',
  'replyToId',
  'timestamp',
  'localTimestamp',
  'serviceUrl',
  'channelId',
  'action',
  'deliveryMode',
  'relatesTo',
  'textFormat',
  'suggestedActions',
  'expiration',
  'importance',
  'callerId',
  'semanticAction',
] as const

/** An activity that is nearly right: of some kind, a few fields or parts of fields replaced. */
function nearlyActivity(chance: Chance, door: Door): unknown {
  const activity = door.activity({
    type: chance.pick(TYPES),
    name: chance.pick(['adaptiveCard/action', 'task/fetch', 'x']),
    value: anything(chance),
  })
  for (let changes = chance.below(4); changes > 0; changes--) {
    const field = chance.pick(FIELDS)
    const old = activity[field]
    const deep = typeof old === 'object' && old !== null && chance.often(0.5)
    activity[field] = deep
      ? { ...old, [chance.pick(['id', 'tenantId', 'name', 'aadObjectId', 'tenant'])]: anything(chance) }
      : anything(chance)
  }
  return activity
}

/** Bytes with a few of them changed, cut or doubled. */
function damaged(chance: Chance, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  for (let changes = chance.below(6); changes > 0 && copy.length > 0; changes--)
    copy[chance.below(copy.length)] = chance.below(256)
  return chance.often(0.2) ? copy.subarray(0, chance.below(copy.length)) : copy
}

function authorization(chance: Chance, door: Door, good: string): string {
  const kind = chance.below(10)
  if (kind < 7) return `Bearer ${good}`
  if (kind === 7)
    return `Bearer ${damaged(chance, Buffer.from(good))
      .toString('latin1')
      .replace(/[^!-~]/g, 'x')}`
  if (kind === 8)
    return `Bearer ${unsigned({ alg: 'RS256', kid: 'key-1', x: anything(chance) }, { iss: ISSUER, ...door.claims(), exp: anything(chance) })}`
  return chance.pick(['', 'Bearer', 'Basic x', 'bearer a.b.c', 'Bearer ..'])
}

const HEADER_NAMES = [
  'content-encoding',
  'accept',
  'accept-version',
  'x-forwarded-for',
  'origin',
  'if-none-match',
  'range',
  'expect',
  'cookie',
  'te',
] as const
const HEADER_VALUES = [
  'gzip',
  '*/*',
  'identity',
  '100-continue',
  'bytes=0-',
  'x'.repeat(500),
  '[',
  '~1',
  'null',
] as const

/** One request out of the great number of those that somebody might send. */
export function fuzzRequest(
  chance: Chance,
  door: Door,
  paths: readonly [string, ...string[]],
  good: string,
): FuzzRequest {
  const toBot = chance.often(0.7)
  const path = toBot
    ? '/api/messages'
    : `${chance.pick(paths)}${chance.pick(['', '', '?a=1', '?%41=%42', '/', '%2e', ';x=1', '?x=[]&x[a]=1'])}`
  const method = toBot ? 'POST' : chance.pick(['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH'])
  const whole = Buffer.from(JSON.stringify(chance.often(0.9) ? nearlyActivity(chance, door) : anything(chance)) ?? '')
  const headers: Record<string, string> = {
    'content-type': chance.often(0.9)
      ? 'application/json'
      : chance.pick(['text/plain', 'multipart/form-data', 'application/json;charset=x', '']),
    // Longer headers end the connection, which the sender may see as a broken one before it sees the 431.
    authorization: authorization(chance, door, good).slice(0, 6_000),
  }
  if (chance.often(0.1)) headers[chance.pick(HEADER_NAMES)] = chance.pick(HEADER_VALUES)
  return {
    method,
    path,
    headers,
    body: method === 'GET' || method === 'HEAD' ? Buffer.alloc(0) : chance.often(0.8) ? whole : damaged(chance, whole),
  }
}

/** Bytes that should have been a request. */
export function fuzzBytes(chance: Chance): Buffer {
  const line = `${chance.pick(['GET', 'POST', 'X', ''])} ${chance.pick(['/healthz', '/api/messages', '*', '//', '/%', 'http://x/'])} HTTP/1.${chance.below(3)}\r\n`
  const host = `Host: ${chance.pick(['a', '[', '', 'a b', 'x:99999', '::1'])}\r\n`
  const more = chance.pick([
    '',
    'Content-Length: 5\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Upgrade: x\r\nConnection: Upgrade\r\n',
    'Expect: x\r\n',
  ])
  return damaged(
    chance,
    Buffer.from(`${line}${host}${more}\r\n${chance.pick(['', 'hello', '5\r\nhello\r\n', 'zz\r\n'])}`),
  )
}
