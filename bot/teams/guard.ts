import type { Activity } from 'botframework-schema'
import { readObject } from './activity-json.ts'
import { asActivity } from './activity-shape.ts'
import { plausibleBearer } from './bearer.ts'
import { isServiceUrl } from './service-url.ts'

/** What the guard makes of a request: an activity that a bot may see, or the status to refuse it with. */
type Verdict = { ok: true; activity: Activity } | { ok: false; status: 400 | 401 | 413 | 415 }

/** Header names in lower case. */
export type Guard = (headers: Record<string, string | undefined>, body: Buffer) => Verdict

export type GuardOptions = {
  /** The app id that tokens must be for; absent: local mode without tokens. */
  appId?: string | undefined
  /** Exactly the token's `iss`. */
  issuer: string
  /** Hosts of Bot Connectors besides Teams' own. */
  serviceUrlHosts: string[]
  /** Loopback connectors are allowed, and only they need no token. */
  local: boolean
}

/** The largest activity that is read, in bytes (F3). */
export const MESSAGE_BYTES = 256 * 1024

/**
 * A filter ahead of the adapter: is this a request that a bot may see? Pure, no look-ups, so nothing grows under floods
 * (F14). It lets nobody in by itself: the adapter still checks the token's signature.
 */
export function guardMessages({ appId, issuer, serviceUrlHosts: hosts, local }: GuardOptions): Guard {
  if (appId === undefined && !local) throw new Error('without an app id only local mode is open')
  return (headers, body) => {
    if (!isPlainJson(headers)) return refuse(415)
    if (body.length > MESSAGE_BYTES) return refuse(413)
    if (appId !== undefined && !plausibleBearer(headers.authorization, { issuer, appId })) return refuse(401)
    const value = readObject(body)
    const activity = value && asActivity(value)
    if (!activity || !isServiceUrl(activity.serviceUrl, { hosts, local })) return refuse(400)
    return { ok: true, activity }
  }
}

function refuse(status: 400 | 401 | 413 | 415): Verdict {
  return { ok: false, status }
}

/** Never compressed: the library inflates without a bound and dies of what is not gzip (F1, F2, F5). */
function isPlainJson(headers: Record<string, string | undefined>): boolean {
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return false
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')
}
