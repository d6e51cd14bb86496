import type { Request, Response } from 'restify'
import type { Guard } from './guard.ts'
import type { Log } from './log.ts'

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
  /** Literal: no parameters, no patterns. */
  path: string
  /** Largest body that is read; 64 KB unless said. */
  maxBytes?: number
  handle(request: PageRequest): Promise<PageResponse>
}

export type Server = {
  port: number
  url: string
  /** Takes no new requests, lets running ones finish for at most so many milliseconds, then cuts them off (F67). */
  close(graceMs: number): Promise<void>
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

/** Milliseconds and bytes. */
export type Limits = {
  /** From connecting to the last header. */
  headersMs: number
  /** From connecting to the last byte of the body. */
  requestMs: number
  keepAliveMs: number
  messageBytes: number
  connections: number
}

export async function openServer(_options: ServerOptions): Promise<Server> {
  throw new Error('the server is not open yet')
}
