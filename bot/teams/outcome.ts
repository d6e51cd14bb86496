import { SigningError } from './credentials.ts'
import { retryAfter, wasNotSent } from './retry-policy.ts'

/**
 * What became of one message to Teams.
 * `sent` · `unknown`: it may have arrived, so nobody sends it again blindly (F44) · `blocked`: 403, not before the person
 * acts · `gone`: 404, the conversation or the message to change is no more · `too-big`: 413 · `failed`: it did not arrive;
 * `retryAfterMs` (1 second to 15 minutes) says when another try makes sense, absent: never as it is.
 */
type Outcome = 'sent' | 'unknown' | 'blocked' | 'gone' | 'too-big' | 'failed'

export type Sent = {
  outcome: Outcome
  activityId?: string
  retryAfterMs?: number
  /** Status and code for logs and ledgers; never text of the message. */
  detail?: string
}

const SECOND = 1_000
/** No answer of Teams makes us wait longer than this before another try, or come back sooner than that (F43). */
const LONGEST = 15 * 60 * SECOND
const SHORTEST = SECOND

/**
 * What an error from a call to Teams means for the message (F43–F46): for `context.sendActivity` in a turn as for
 * outbound.ts. Where nothing proves that it did not arrive, it is `unknown`.
 */
export function outcomeOf(error: unknown): Sent {
  const { status, code, name } = factsOf(error)
  const detail = [status, code].filter(Boolean).join(' ') || name
  if (status !== undefined) return { ...outcomeOfStatus(status, code, error), detail }
  if (error instanceof SigningError || wasNotSent(error))
    return { outcome: 'failed', retryAfterMs: 30 * SECOND, detail }
  return { outcome: name === 'RestError' || name === 'AbortError' ? 'unknown' : 'failed', detail }
}

function outcomeOfStatus(status: number, code: string | undefined, error: unknown): Omit<Sent, 'detail'> {
  if (status >= 200 && status < 300) return { outcome: 'sent' }
  if (status === 403) return { outcome: 'blocked' }
  if (status === 404) return { outcome: 'gone' }
  if (status === 413 || code === 'MessageSizeTooBig') return { outcome: 'too-big' }
  if ([412, 429, 502, 504].includes(status)) return { outcome: 'failed', retryAfterMs: pauseOf(error) }
  if (status === 401) return { outcome: 'failed', retryAfterMs: 60 * SECOND }
  return { outcome: status >= 500 || status === 408 ? 'unknown' : 'failed' }
}

function pauseOf(error: unknown): number {
  const { response } = Object(error)
  const asked = response?.headers && retryAfter(response)
  return Math.min(Math.max(asked ?? 5 * SECOND, SHORTEST), LONGEST)
}

function factsOf(error: unknown): { status: number | undefined; code: string | undefined; name: string } {
  if (!(error instanceof Error)) return { status: undefined, code: undefined, name: 'thrown' }
  const { statusCode, details, code }: Record<string, unknown> = Object(error)
  // Teams' own word for it from the answer's body, else the system's.
  const word: unknown = Object(Object(details).error).code ?? code
  return {
    status: typeof statusCode === 'number' ? statusCode : undefined,
    code: typeof word === 'string' && /^\w{1,64}$/.test(word) ? word : undefined,
    name: error.name,
  }
}
