import type { Operation } from './faults.ts'

/** What one REST request asks for. */
export type Ask =
  | { operation: 'create' }
  | { operation: 'send'; conversationId: string; replyToId?: string }
  | { operation: 'update' | 'delete'; conversationId: string; activityId: string }
  | { operation: 'read'; what: 'members' | 'pagedmembers'; conversationId: string }
  | { operation: 'read'; what: 'member'; conversationId: string; memberId: string }
  | { operation: 'read'; what: 'team' | 'channels'; teamId: string }

/** Reads method and path of the Bot Connector's REST interface, as far as Teams serves it; undefined for anything else. */
export function readAsk(method: string, url: string): Ask | undefined {
  const path = (url.split('?')[0] ?? '').split('/').filter(Boolean).map(decode)
  const [version, what, id, part, last, more] = path
  if (version !== 'v3' || more !== undefined || path.includes(undefined)) return undefined
  if (what === 'teams' && method === 'GET' && id) return team(id, part)
  if (what !== 'conversations') return undefined
  if (!id) return method === 'POST' ? { operation: 'create' } : undefined
  if (method === 'GET') return read(id, part, last)
  if (part !== 'activities') return undefined
  if (method === 'POST') return { operation: 'send', conversationId: id, ...(last ? { replyToId: last } : {}) }
  const operation: Operation | undefined = method === 'PUT' ? 'update' : method === 'DELETE' ? 'delete' : undefined
  return operation && last ? { operation, conversationId: id, activityId: last } : undefined
}

function team(teamId: string, part: string | undefined): Ask | undefined {
  if (part === undefined) return { operation: 'read', what: 'team', teamId }
  return part === 'conversations' ? { operation: 'read', what: 'channels', teamId } : undefined
}

function read(conversationId: string, part: string | undefined, last: string | undefined): Ask | undefined {
  if (part === 'members' && last) return { operation: 'read', what: 'member', conversationId, memberId: last }
  if (part === 'members' || part === 'pagedmembers') return { operation: 'read', what: part, conversationId }
  return undefined
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
