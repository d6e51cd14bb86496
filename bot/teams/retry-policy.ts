import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { pause, type Timer } from '../../store/values/timer.ts'

/** The parts of the library's HTTP pipeline that we go into. */
type Exchange = { url: string; abortSignal?: unknown; agent?: unknown }
export type Answer = { status: number; headers: { get(name: string): string | undefined }; bodyAsText?: string | null }
export type Policy = {
  name: string
  sendRequest(request: Exchange, next: (request: Exchange) => Promise<Answer>): Promise<Answer>
}

export type DeliveryOptions = {
  /** Milliseconds for one try, from opening the connection to the last byte of the answer (F45). */
  tryMs: number
  /** Tries at most. */
  tries: number
  /** Milliseconds that all tries and pauses may take before the last one begins. */
  totalMs: number
  timer: Timer
  /** From 0 to under 1. */
  random: () => number
}

/** Teams, "Rate limiting": tried again with a growing pause. Anything else that fails may have arrived (F44). */
const AGAIN = new Set([412, 429, 502, 504])
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const FIRST_PAUSE = 250

/** Whether a request failed before a byte of it went out. */
export function wasNotSent(error: unknown): boolean {
  return NOT_SENT.has(String(Object(error).code))
}

/**
 * How requests go to Teams: each try bounded, kept connections, and tried again only where that cannot say anything
 * twice, within bounds whatever Retry-After asks for (F43).
 */
export function deliveryPolicy(options: DeliveryOptions): Policy {
  const { tries, totalMs, timer } = options
  const agents = openAgents()
  return {
    name: 'delivery',
    async sendRequest(request, next) {
      request.agent ??= request.url.startsWith('https:') ? agents.https : agents.http
      const started = timer.now()
      for (let count = 1; ; count++) {
        const result = await oneTry(request, next, options).catch((error: unknown) => {
          if (wasNotSent(error)) return { error }
          throw error
        })
        const last = count >= tries || ('status' in result && !AGAIN.has(result.status))
        const wait = pauseBefore(count + 1, 'status' in result ? retryAfter(result) : undefined, options.random)
        if (last || timer.now() - started + wait > totalMs) {
          if ('error' in result) throw result.error
          return readable(result)
        }
        await pause(timer, wait)
      }
    },
  }
}

/** Idle connections are given up before the other side does: a request on a closing one could not be told from a lost one. */
function openAgents() {
  const options = { keepAlive: true, maxSockets: 256, maxFreeSockets: 64, timeout: 15_000 }
  return { http: new HttpAgent(options), https: new HttpsAgent(options) }
}

async function oneTry(
  request: Exchange,
  next: (request: Exchange) => Promise<Answer>,
  { timer, tryMs }: Pick<DeliveryOptions, 'timer' | 'tryMs'>,
): Promise<Answer> {
  const controller = new AbortController()
  const stop = timer.after(tryMs, () => controller.abort())
  request.abortSignal = controller.signal
  try {
    return await next(request)
  } finally {
    stop()
  }
}

/** What is accepted has arrived, even if the words around it are no JSON. */
function readable(answer: Answer): Answer {
  const ok = answer.status >= 200 && answer.status < 300
  if (ok && !/json/i.test(answer.headers.get('content-type') ?? '')) answer.bodyAsText = ''
  return answer
}

function pauseBefore(count: number, asked: number | undefined, random: () => number): number {
  const grown = FIRST_PAUSE * 2 ** (count - 2)
  return Math.max(grown * (0.5 + random() / 2), (asked ?? 0) + (asked === undefined ? 0 : random() * FIRST_PAUSE))
}

/** Retry-After in milliseconds: seconds, or a date, which is measured against the answer's own. Nonsense: undefined. */
export function retryAfter({ headers }: Pick<Answer, 'headers'>): number | undefined {
  const asked = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}(\.\d+)?$/.test(asked)) return Number(asked) * 1_000
  if (!/^\w{3}, .+ GMT$/.test(asked)) return undefined
  const ms = Date.parse(asked) - Date.parse(headers.get('date') ?? '')
  return Number.isFinite(ms) ? Math.max(ms, 0) : undefined
}
