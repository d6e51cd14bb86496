import type { Activity } from 'botframework-schema'

/** What the guard makes of a request: an activity that a bot may see, or the status to refuse it with. */
export type Verdict = { ok: true; activity: Activity } | { ok: false; status: 400 | 401 | 413 | 415 }

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

/** A filter ahead of the adapter. It lets nothing in by itself: the adapter still checks the signature. */
export function guardMessages(_options: GuardOptions): Guard {
  return () => ({ ok: false, status: 401 })
}
