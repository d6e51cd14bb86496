/**
 * What the connector can be asked to answer instead of serving (F43–F46). The three kinds of 403 are `blocked` (the
 * person blocked the bot), `uninstalled` (not in the conversation's roster) and `disabled` (by the tenant's administrator).
 */
export type FaultAnswer =
  | 'throttled'
  | 'precondition-failed'
  | 'server-error'
  | 'bad-gateway'
  | 'unavailable'
  | 'gateway-timeout'
  | 'blocked'
  | 'uninstalled'
  | 'disabled'
  | 'not-found'
  | 'too-big'
  | 'reset'
  | 'hang'

export type Operation = 'send' | 'update' | 'delete' | 'create' | 'read'

export type Fault = {
  answer: FaultAnswer
  /** The message arrives all the same, and only then comes this answer. */
  accepted?: boolean
  /** The Retry-After header, word for word: seconds, an HTTP date or nonsense. */
  retryAfter?: string
  /** Only for this person's 1:1 conversation, or this channel (its short key). */
  conversation?: string
  /** Default: send and update (typing included). */
  operations?: Operation[]
}
