import type { Activity, InvokeResponse } from 'botframework-schema'

/** What an invoke is answered with when its turn failed, or has said nothing in time. */
export type InvokeFallback = (activity: Activity, why: 'failed' | 'late') => InvokeResponse

/**
 * Without words, which are not ours to choose here. A card's action gets the error that Teams knows, in a 200 (Teams,
 * "Universal Actions": response format); late, the card stays as it is. Any other invoke gets the status alone.
 */
export const plainFallback: InvokeFallback = ({ name }, why) => {
  if (name !== 'adaptiveCard/action') return { status: why === 'late' ? 200 : 500 }
  if (why === 'late') return { status: 200, body: messageOf('…') }
  const value = { code: 'InternalServerError', message: '…' }
  return { status: 200, body: { statusCode: 500, type: 'application/vnd.microsoft.error', value } }
}

function messageOf(value: string) {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value }
}

/** A status that HTTP can carry, and a body if there is one. */
export function asInvokeResponse(value: unknown): InvokeResponse {
  if (typeof value !== 'object' || value === null || !('status' in value)) return { status: 500 }
  const { status } = value
  const known = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599
  return { status: known ? status : 500, ...('body' in value ? { body: value.body } : {}) }
}
