import http from 'node:http'
import { jsonIn } from '../../../store/values/json.ts'
import type { Fault, Faults } from './faults.ts'
import type { Limits } from './limits.ts'
import { type Ask, readAsk } from './rest-path.ts'
import type { Place } from './roster.ts'
import { placeOf, type Reply, refusal, type Service, serve } from './service.ts'

/** The most that a request may weigh at all. */
const MAX_REQUEST_BYTES = 1_000_000

/** Teams' limit for one message, as UTF-16. */
const MAX_MESSAGE_BYTES = 28 * 1024

/** Requests that the bot made, by what they were; `throttled` by the limits, `faults` on request, `unknown`: no such place. */
export type Stats = Record<
  'sends' | 'typing' | 'updates' | 'deletes' | 'creates' | 'reads' | 'throttled' | 'faults' | 'unknown',
  number
>

export type RestOptions = {
  service: Service
  faults: Faults
  stats: Stats
  /** Absent: no limits are kept. */
  limits?: Limits | undefined
  installed: (place: Place) => boolean
  /** Told when a request comes in; what it returns is called when the request is answered. */
  started: () => () => void
}

/** The HTTP side of the connector: reads a request, lets faults and limits have their say, serves it. */
export function restServer(options: RestOptions): http.Server {
  return http.createServer((request, response) => {
    const done = options.started()
    response.on('close', done)
    answer(request, options).then(
      (outcome) => {
        if (outcome === 'reset') request.socket.destroy()
        else if (outcome === 'hang') done()
        else write(response, outcome)
      },
      () => request.socket.destroy(),
    )
  })
}

async function answer(request: http.IncomingMessage, options: RestOptions): Promise<Reply | 'reset' | 'hang'> {
  const { service, faults, stats, installed } = options
  const body = await readBody(request)
  if (body === undefined) return refusal('too-big')
  const ask = readAsk(request.method ?? '', request.url ?? '')
  const json = jsonIn(body)
  count(stats, ask, json)
  const place = ask && placeOf(ask, json, service)
  if (!ask || !place) {
    stats.unknown++
    return refusal('not-found')
  }
  const fault = faults.take(ask.operation, place.id)
  if (fault) {
    stats.faults++
    if (fault.accepted) serve(ask, json, place, service)
    return faultReply(fault)
  }
  if (!installed(place)) return refusal('uninstalled')
  return refuseByLimits(ask, place, body, options) ?? serve(ask, json, place, service)
}

function refuseByLimits(ask: Ask, place: Place, body: string, { limits, stats }: RestOptions): Reply | undefined {
  if (!limits) return undefined
  const { id: conversation, tenantId } = place
  const seconds = limits.take({ conversation, tenantId, read: ask.operation === 'read' })
  if (seconds !== undefined) {
    stats.throttled++
    return refusal('throttled', { 'retry-after': String(seconds) })
  }
  return body.length * 2 > MAX_MESSAGE_BYTES ? refusal('too-big') : undefined
}

function faultReply(fault: Fault): Reply | 'reset' | 'hang' {
  if (fault.answer === 'reset' || fault.answer === 'hang') return fault.answer
  return refusal(fault.answer, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter })
}

function count(stats: Stats, ask: Ask | undefined, json: unknown): void {
  if (!ask) return
  const typing = ask.operation === 'send' && Object(json).type === 'typing'
  if (typing) stats.typing++
  else stats[`${ask.operation}s`]++
}

/** The body as text; undefined if it is beyond the limit. */
async function readBody(request: http.IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > MAX_REQUEST_BYTES) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function write(response: http.ServerResponse, { status, body, headers }: Reply): void {
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  })
  response.end(text)
}
