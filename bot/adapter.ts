import type { InvokeResponse, TurnContext } from 'botbuilder'
import type { ServiceClientCredentialsFactory } from 'botframework-connector'
import type { Activity, ConversationReference } from 'botframework-schema'
import type { Request, Response } from 'restify'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

export type Logic = (context: TurnContext) => Promise<void>

export type Adapter = {
  /** Checks the token, runs one turn, answers the response. Never throws. */
  process(request: Request, response: Response, body: unknown, logic: Logic): Promise<void>
  /** A turn that nobody's message started. Throws what the logic throws. */
  continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void>
}

export type AdapterOptions = {
  /** Instead of those that the settings name: tests sign their outbound requests with a fixed bearer. */
  credentials?: ServiceClientCredentialsFactory
  log: Log
  /** Called once, when a turn threw: says sorry in the person's language. What it throws is logged, nothing more. */
  apologise?: (context: TurnContext) => Promise<void>
  /** What an invoke is answered with when its turn threw, or has set no answer within `invokeMs`. */
  invokeFallback?: (activity: Activity, why: 'failed' | 'late') => InvokeResponse
  /** Milliseconds until an invoke is answered in any case (F22). */
  invokeMs?: number
}

export function createAdapter(_config: Config, _options: AdapterOptions): Adapter {
  throw new Error('the adapter is not there yet')
}
