import { type CryptoKey, importJWK } from 'jose'
import { z } from 'zod'
import type { Timer } from '../../store/values/timer.ts'

/** A key that the Bot Connector signs with, and the channels that it may sign for (none named: all). */
export type SigningKey = { key: CryptoKey | Uint8Array; endorsements: string[] }

/** The keys cannot be had, and the ones we hold do not help. Answer 503; the next request may try again. */
export class KeysUnavailableError extends Error {
  override name = 'KeysUnavailableError'
}

const MINUTE = 60_000
/** Bot Framework, "Authenticate requests": keys are fetched anew at least every 24 hours. */
const FRESH = 24 * 60 * MINUTE
/** How long known keys go on while the metadata cannot be had. */
const USABLE = 48 * 60 * MINUTE
/** Floods of unknown key ids ask once in so many milliseconds (F14); a rotation is seen after as many (F15). */
const MISSED = 30_000
const FAILED = 1_000
const PATIENCE = 2_500

const metadata = z.object({ jwks_uri: z.string() })
const rsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).default([]),
})

/** The issuer's keys, fetched when first needed, kept, refreshed, one fetch at a time (F15). */
export function openSigningKeys({ metadataUrl, timer }: { metadataUrl: string; timer: Timer }) {
  const { now } = timer
  let keys = new Map<string, SigningKey>()
  let loadedAt = Number.NEGATIVE_INFINITY
  let tried = { at: Number.NEGATIVE_INFINITY, well: true }
  let loading: Promise<void> | undefined

  async function load(): Promise<void> {
    tried = { at: now(), well: false }
    keys = await fetchKeys(metadataUrl, timer)
    loadedAt = now()
    tried = { at: loadedAt, well: true }
  }

  function refresh(): Promise<void> {
    loading ??= load().finally(() => {
      loading = undefined
    })
    return loading
  }

  return {
    /** Undefined if there is no such key. Throws `KeysUnavailableError` when that cannot be known now. */
    async find(kid: string): Promise<SigningKey | undefined> {
      const age = now() - loadedAt
      const known = age < USABLE ? keys.get(kid) : undefined
      const pause = tried.well ? MISSED : FAILED
      if (known) {
        if (age > FRESH && now() - tried.at > pause) refresh().catch(() => undefined)
        return known
      }
      if (loading || now() - tried.at > pause) {
        await refresh().catch((cause) => {
          throw new KeysUnavailableError('the signing keys cannot be fetched', { cause })
        })
      }
      if (!tried.well) throw new KeysUnavailableError('the signing keys could not be fetched just now')
      return keys.get(kid)
    },
  }
}

export type SigningKeys = ReturnType<typeof openSigningKeys>

/** Metadata, then keys; both within 2.5 seconds. Throws if either is not what it should be or holds no usable key. */
async function fetchKeys(metadataUrl: string, timer: Timer): Promise<Map<string, SigningKey>> {
  const keys = await namedKeys(metadataUrl, timer)
  const found = new Map<string, SigningKey>()
  for (const candidate of keys) {
    const jwk = rsaKey.safeParse(candidate)
    if (!jwk.success) continue
    const { kid, kty, n, e, endorsements } = jwk.data
    const key = await importJWK({ kty, n, e }, 'RS256').catch(() => undefined)
    if (key) found.set(kid, { key, endorsements })
  }
  if (found.size === 0) throw new Error('no usable key')
  return found
}

async function namedKeys(metadataUrl: string, timer: Timer): Promise<unknown[]> {
  const patience = new AbortController()
  const stop = timer.after(PATIENCE, () => patience.abort(new Error('no keys in time')))
  try {
    const { jwks_uri: address } = metadata.parse(await fetchJson(metadataUrl, patience.signal))
    return z.object({ keys: z.array(z.unknown()) }).parse(await fetchJson(address, patience.signal)).keys
  } finally {
    stop()
  }
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.json()
}
