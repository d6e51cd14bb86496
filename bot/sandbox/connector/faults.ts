/**
 * What the connector can be asked to answer instead of serving (F43–F46). The three kinds of 403 are `blocked` (the
 * person blocked the bot), `uninstalled` (not in the conversation's roster) and `disabled` (by the tenant's administrator).
 */
type FaultAnswer = keyof typeof REFUSALS | 'reset' | 'hang'

export type Operation = 'send' | 'update' | 'delete' | 'create' | 'read'

export type Fault = {
  answer: FaultAnswer
  /** The message arrives all the same, and only then comes this answer. */
  accepted?: boolean
  /** The Retry-After header, word for word: seconds, an HTTP date or nonsense. */
  retryAfter?: string
  /** Only for this person's 1:1 conversation, or this channel (its short key); for all whose short keys match. */
  conversation?: string | RegExp
  /** Default: send and update, typing included. */
  operations?: Operation[]
}

/** Status, code and message as Teams gives them (Teams, "Conversation basics": status code responses). */
export const REFUSALS = {
  throttled: [429, 'Throttled', 'Too many requests.'],
  'precondition-failed': [412, 'PreconditionFailed', 'Precondition failed, please try again.'],
  'server-error': [500, 'ServiceError', 'An internal server error occurred.'],
  'bad-gateway': [502, 'ServiceError', 'A service dependency failed.'],
  unavailable: [503, 'ServiceUnavailable', 'The service is unavailable.'],
  'gateway-timeout': [504, 'GatewayTimeout', 'A dependency took too long.'],
  blocked: [403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.'],
  uninstalled: [403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'],
  disabled: [403, 'BotDisabledByAdmin', 'The tenant admin disabled this bot.'],
  'not-found': [404, 'ConversationNotFound', 'Conversation not found.'],
  'no-such-activity': [404, 'ActivityNotFoundInConversation', 'Message not found.'],
  'no-such-member': [404, 'MemberNotFoundInConversation', 'Member not found in the conversation.'],
  'too-big': [413, 'MessageSizeTooBig', 'Message size too large.'],
  'bad-syntax': [400, 'BadSyntax', 'The request could not be read.'],
} as const satisfies Record<string, readonly [number, string, string]>

export function openFaults() {
  let once: Fault[] = []
  let regular: { n: number; seen: number; fault: Fault }[] = []
  return {
    next(fault: Fault, times = 1): void {
      for (let i = 0; i < times; i++) once.push(fault)
    },
    every(n: number, fault: Fault): void {
      regular.push({ n, seen: 0, fault })
    },
    clear(): void {
      once = []
      regular = []
    },
    /** The fault that this request gets, if any. Asking uses it up. */
    take(operation: Operation, conversation: string): Fault | undefined {
      const index = once.findIndex((fault) => fits(fault, operation, conversation))
      if (index >= 0) return once.splice(index, 1)[0]
      for (const each of regular) {
        if (!fits(each.fault, operation, conversation)) continue
        each.seen++
        if (each.seen % each.n === 0) return each.fault
      }
      return undefined
    },
  }
}

export type Faults = ReturnType<typeof openFaults>

function fits(fault: Fault, operation: Operation, conversation: string): boolean {
  const { operations = ['send', 'update'], conversation: only } = fault
  const concerned = only instanceof RegExp ? only.test(conversation) : only === undefined || only === conversation
  return operations.includes(operation) && concerned
}
