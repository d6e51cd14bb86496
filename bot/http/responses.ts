import type { Response } from 'restify'
import { pageHeaders } from './page-headers.ts'

/** A status and nothing else: no words, no version, no reason. If an answer has begun, it ends here, broken off. */
export function refuse(response: Response, status: number, headers: Record<string, string> = {}): void {
  if (response.headersSent && !response.writableEnded) response.destroy()
  send(response, status, '', headers)
}

export function sendPage(
  response: Response,
  page: { status: number; headers?: Record<string, string>; body?: string | Buffer },
): void {
  send(response, page.status, page.body ?? '', page.headers)
}

function send(response: Response, status: number, body: string | Buffer, own: Record<string, string> = {}): void {
  if (response.headersSent || response.destroyed) return
  const length = String(Buffer.byteLength(body))
  response.sendRaw(status, body, { ...pageHeaders(own), 'content-length': length })
}
