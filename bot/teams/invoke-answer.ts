import type { Activity, InvokeResponse } from 'botframework-schema'

/** What an invoke is answered with when its turn failed, or has said nothing in time. */
export type InvokeFallback = (activity: Activity, why: 'failed' | 'late') => InvokeResponse

/** A status that HTTP can carry, and a body if there is one. */
export function asInvokeResponse(value: unknown): InvokeResponse {
  if (typeof value !== 'object' || value === null || !('status' in value)) return { status: 500 }
  const { status } = value
  const known = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599
  return { status: known ? status : 500, ...('body' in value ? { body: value.body } : {}) }
}
