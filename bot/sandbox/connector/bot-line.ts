import http from 'node:http'
import type { WireActivity } from './activities.ts'
import type { Answer } from './message.ts'

/** The Bot Connector's own patience with a bot. */
const PATIENCE_MS = 15_000

/** The most that is read of a bot's answer. */
const MAX_ANSWER_BYTES = 1_000_000

export type BotLine = { deliver(activity: WireActivity): Promise<Answer>; close(): void }

/** The way to the bot: POSTs activities to its endpoint and gives back what it answered. Never throws for what the bot does. */
export function openBotLine(options: {
  botUrl: string
  authorization?: ((activity: WireActivity) => Promise<string | undefined>) | undefined
  /** How long an answer may take, in milliseconds (15,000). */
  patienceMs?: number | undefined
}): BotLine {
  const agent = new http.Agent({ keepAlive: true })
  const url = new URL(options.botUrl)
  const patienceMs = options.patienceMs ?? PATIENCE_MS

  function post(activity: WireActivity, authorization: string | undefined): Promise<Answer> {
    const body = Buffer.from(JSON.stringify(activity))
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      ...(authorization === undefined ? {} : { authorization }),
    }
    return new Promise((resolve) => {
      const none = () => resolve({ status: 0, body: undefined, activityId: activity.id })
      const signal = AbortSignal.timeout(patienceMs)
      const request = http.request(url, { agent, method: 'POST', headers, signal }, (response) => {
        const parts: Buffer[] = []
        let size = 0
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size > MAX_ANSWER_BYTES) request.destroy()
          else parts.push(part)
        })
        response.on('error', none)
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: readJson(Buffer.concat(parts)), activityId: activity.id })
        })
      })
      request.on('close', none)
      request.on('error', none)
      request.end(body)
    })
  }

  return {
    deliver: async (activity) => post(activity, await options.authorization?.(activity)),
    close: () => agent.destroy(),
  }
}

/** The body as JSON, as text where it is none, undefined where it is empty. */
function readJson(body: Buffer): unknown {
  const text = body.toString('utf8')
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
