import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Server as RestifyServer } from 'restify'
import type { Log } from '../log/log.ts'
import type { Limits } from './limits.ts'

/** How often slow clients are looked for; the runtime's own pace is 30 seconds. */
const LOOK_MS = 500
/** How long the last answers may take to leave. */
const FLUSH_MS = 1_000

export type Server = {
  port: number
  url: string
  /** Takes nothing new, lets running requests finish for at most so many milliseconds, then cuts them off (F67). */
  close(graceMs: number): Promise<void>
}

/** A server's way to begin to listen, and to stop without cutting off what runs. */
export function drainable(http: RestifyServer) {
  const running = new Set<Promise<void>>()
  const state = {
    draining: false,
    /** Counts as running until the work is done and its answer has left. */
    track(work: Promise<void>, response: ServerResponse): void {
      const whole = work.then(() => flushed(response))
      running.add(whole)
      whole.finally(() => running.delete(whole)).catch(() => undefined)
    },
    async listen({ host, port, log }: { host: string; port: number; log: Log }, limits: Limits): Promise<Server> {
      bound(http, limits)
      http.listen(port, host)
      await once(http, 'listening')
      http.on('error', (error) => log.error({ err: error }, 'server'))
      const { port: actual } = http.address()
      return { port: actual, url: `http://${nameOf(host)}:${actual}`, close }
    },
  }

  async function close(graceMs: number): Promise<void> {
    state.draining = true
    const patience = new AbortController()
    await Promise.race([allSettled(running), sleep(graceMs, undefined, { signal: patience.signal })])
    patience.abort()
    const closed = new Promise<void>((resolve) => http.close(() => resolve()))
    const { server } = http
    server.closeIdleConnections()
    await Promise.race([closed, sleep(running.size > 0 ? 0 : FLUSH_MS, undefined, { ref: false })])
    server.closeAllConnections()
    await closed
  }
  return state
}

/** The runtime takes a connection for idle as soon as its answer is written, and would cut it off unsent. */
async function flushed(response: ServerResponse): Promise<void> {
  if (response.writableFinished || response.destroyed || !response.writableEnded) return
  await new Promise((resolve) => response.once('finish', resolve).once('close', resolve))
}

async function allSettled(running: Set<Promise<void>>): Promise<void> {
  while (running.size > 0) await Promise.allSettled(running)
}

function bound(http: RestifyServer, limits: Limits): void {
  const { server } = http
  Object.assign(server, {
    connectionsCheckingInterval: LOOK_MS,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    timeout: limits.silentMs,
    maxHeadersCount: 100,
    maxConnections: limits.connections,
  })
  // Without a listener of ours the library would take such connections and never look at them again.
  http.on('upgrade', (_request, socket) => socket.destroy())
}

function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}
