import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer, type Request, type Response } from 'restify'
import type { Log } from '../log/log.ts'
import { type Guard, MESSAGE_BYTES } from '../teams/guard.ts'
import { otherChannelAnswer } from '../teams/other-channel.ts'
import { BodyError, BrokenBodyError, openBodies } from './body.ts'
import { drainable, type Server } from './drain.ts'
import { turnedAway } from './gate.ts'
import { LIMITS, type Limits } from './limits.ts'
import { refuse, sendPage } from './responses.ts'

export type PageRequest = {
  method: 'GET' | 'POST'
  path: string
  query: URLSearchParams
  /** Lower-case names. */
  headers: Record<string, string | undefined>
  /** The bytes as they came. */
  body: Buffer
  /** The peer's address. */
  remote: string
}

export type PageResponse = { status: number; headers?: Record<string, string>; body?: string | Buffer }

export type Route = {
  method: 'GET' | 'POST'
  /** HEAD is answered too: as GET, without the body. */
  head?: true
  /** Literal: no parameters, no patterns. */
  path: string
  /** Largest body that is read; 64 KB unless said. */
  maxBytes?: number
  handle(request: PageRequest): Promise<PageResponse>
}

export type ServerOptions = {
  host: string
  port: number
  routes: Route[]
  /** One activity that passed the guard. Must answer the response. */
  messages: (request: Request, response: Response, body: unknown) => Promise<void>
  guard: Guard
  log: Log
  /** Local mode: refuses what came through a proxy or from another site. */
  localOnly: boolean
  limits?: Partial<Limits>
}

/** Listens. Throws if it cannot. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const limits = { ...LIMITS, ...options.limits }
  const { log, guard } = options
  const readBody = openBodies(limits.allBytes)
  const http = createServer({ name: '', noWriteContinue: true })
  Object.assign(http, { log: log.child({}, { level: 'silent' }) })
  const drain = drainable(http)

  http.pre((request, response, next) => {
    if (drain.draining) response.setHeader('connection', 'close')
    const status =
      drain.draining && request.method !== 'GET' && request.method !== 'HEAD'
        ? 503
        : turnedAway(request, options.localOnly)
    if (status === undefined) return next()
    refuse(response, status)
    return next(false)
  })
  http.on('restifyError', (_request: Request, response: Response, error: { statusCode?: number }, done: () => void) => {
    refuse(response, error.statusCode ?? 500)
    done()
  })

  const handled = (work: (request: Request, response: Response) => Promise<void>) =>
    async function handle(request: Request, response: Response): Promise<void> {
      const done = work(request, response).catch((error: unknown) => fail(error, response, log))
      drain.track(done, response)
      await done
    }

  http.post(
    '/api/messages',
    handled(async (request, response) => {
      const headers = single(request.headers)
      const early = guard(headers, Buffer.alloc(0))
      if (!early.ok && early.status !== 400) return refuse(response, early.status)
      const body = await readBody(request, response, MESSAGE_BYTES)
      const verdict = guard(headers, body)
      const why = options.localOnly && !verdict.ok && verdict.status === 400 ? otherChannelAnswer(body) : undefined
      if (why) return sendPage(response, { status: 400, headers: { 'content-type': 'text/plain' }, body: why })
      if (!verdict.ok) return refuse(response, verdict.status)
      await options.messages(request, response, verdict.activity)
    }),
  )
  for (const route of options.routes) {
    if (!/^\/[\w./-]*$/.test(route.path)) throw new Error(`not a literal path: ${route.path}`)
    const serve = handled(async (request, response) => {
      if (isEncoded(request.headers)) return refuse(response, 415)
      const body = await readBody(request, response, route.maxBytes ?? limits.pageBytes)
      sendPage(response, await route.handle(pageRequest(route, request, body)))
    })
    if (route.head) http.head(route.path, serve)
    if (route.method === 'GET') http.get(route.path, serve)
    else http.post(route.path, serve)
  }
  return drain.listen(options, limits)
}

/** Whatever a handler throws stays here: the caller gets a reference to ask about, the log gets the rest. */
function fail(error: unknown, response: Response, log: Log): void {
  if (error instanceof BodyError) {
    refuse(response, error.status)
  } else if (!(error instanceof BrokenBodyError)) {
    const ref = randomBytes(6).toString('base64url')
    log.error({ ref, err: error }, 'request failed')
    refuse(response, 500, { 'x-reference': ref })
  }
}

function isEncoded(headers: IncomingHttpHeaders): boolean {
  return (headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity'
}

function pageRequest({ method, path }: Route, request: Request, body: Buffer): PageRequest {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams
  return { method, path, query, headers: single(request.headers), body, remote: request.socket.remoteAddress ?? '' }
}

function single(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}
