import type { Activity, ConversationReference } from 'botframework-schema'

/**
 * What became of one message to Teams.
 * `sent` · `unknown`: it may have arrived, so nobody sends it again blindly (F44) · `blocked`: 403, not before the person
 * acts · `gone`: 404, the conversation is no more · `too-big`: 413 · `failed`: it did not arrive; `retryAfterMs` says
 * when another try makes sense, absent: never as it is.
 */
export type Outcome = 'sent' | 'unknown' | 'blocked' | 'gone' | 'too-big' | 'failed'

export type Sent = {
  outcome: Outcome
  activityId?: string
  retryAfterMs?: number
  /** Status and code for logs and ledgers; never text of the message. */
  detail?: string
}

export type Outbound = {
  send(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<Sent>
  update(reference: Partial<ConversationReference>, activityId: string, activity: Partial<Activity>): Promise<Sent>
}
