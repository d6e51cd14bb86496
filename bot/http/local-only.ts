import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback } from '../settings/settings.ts'

/**
 * Whether a request to local mode comes from this machine and our own pages: not through a proxy, not under another
 * name (DNS rebinding), not from another site. No-referrer pages post with `Origin: null`; then the browser's own word
 * for it counts.
 */
export function isFromHere(headers: IncomingHttpHeaders): boolean {
  const names = Object.keys(headers)
  if (
    names.some(
      (name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded') || name === 'x-real-ip',
    )
  ) {
    return false
  }
  const { host = '', origin } = headers
  if (!isLoopback(host.replace(/:\d{1,5}$/, ''))) return false
  if (origin === undefined || origin === `http://${host}`) return true
  return origin === 'null' && headers['sec-fetch-site'] === 'same-origin'
}
