import { isReachable } from '../../people/conversation.ts'
import type { Services } from '../services.ts'

/** Whether anybody is left who could give roles: an admin whom a message of ours reaches ("Who" of the rules). */
export async function hasReachableAdmin({ store }: Services, partnerId: string): Promise<boolean> {
  for (const admin of await store.people.admins(partnerId)) {
    if (admin.standing === 'guest') continue
    if (isReachable({ chat: await store.conversations.get(admin._id) })) return true
  }
  return false
}
