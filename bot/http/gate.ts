import type { IncomingMessage } from 'node:http'
import { isFromHere } from './local-only.ts'

/**
 * The status to turn a request away with before anything reads it, or undefined. The router makes an address of Host and
 * target and falls over one that is none, and the whole process with it; so both are looked at first.
 */
export function turnedAway(request: IncomingMessage, localOnly: boolean): number | undefined {
  const { url = '', headers } = request
  if (url.length > 2_048) return 414
  if (!/^\/(?![/\\])[!-~]*$/.test(url) || !isDecodable(url)) return 400
  // Only HTTP/1.0 may leave it out, and some health checks do.
  const { host = 'localhost' } = headers
  if (!/^([a-z\d._-]{1,253}|\[[a-f\d:.]{2,45}\])(:\d{1,5})?$/i.test(host)) return 400
  if (!URL.canParse(`http://${host}${url}`)) return 400
  if (localOnly && !isFromHere(headers)) return 403
  return undefined
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}
