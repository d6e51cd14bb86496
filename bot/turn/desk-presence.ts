import type { Activity } from 'botbuilder'
import { enqueueAll } from '../../dialogs/support/desk/set-up.ts'
import { referenceOf } from '../../store/people/conversation.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import { channelIn } from './desk-place.ts'

type News = 'lost' | 'reached' | 'perhaps'

/**
 * Whether the bot is in the desk's team, from what Teams tells of it (Teams, "Conversation events"). Most of these events
 * name the team's General channel and not the desk's; some name no channel at all.
 */
export function openDeskPresence({ services, log }: { services: Services; log: Log }) {
  const { store, clock } = services

  return async (activity: Activity, desk: Desk): Promise<void> => {
    if (activity.channelData?.team?.id !== desk.teamId) return
    const now = stored(clock.now())
    const news = newsIn(activity, desk)
    if (news === 'lost') {
      log.error({ desk: desk._id }, 'the bot was removed from the support desk: add it again, or set up another desk')
      return store.desks.setLost(now)
    }
    const reference = referenceBy(activity, desk)
    if (desk.reference !== reference) await store.desks.moved(reference)
    if (!desk.lostAt) return
    await (news === 'reached' ? store.desks.setLost(undefined) : store.desks.tryNow(now))
    await enqueueAll(services, now)
  }
}

function newsIn(activity: Activity, desk: Desk): News {
  const { type, channelData, recipient } = activity
  const channel: unknown = channelData?.channel?.id ?? channelData?.teamsChannelId
  if (type === 'installationUpdate') return /^remove/.test(activity.action ?? '') ? 'lost' : 'reached'
  // Whoever writes in the channel shows that it is there; elsewhere in its team, that it may be.
  if (type !== 'conversationUpdate') return channel === desk.channelId ? 'reached' : 'perhaps'
  if (activity.membersRemoved?.some((each) => each.id === recipient?.id)) return 'lost'
  if (activity.membersAdded?.some((each) => each.id === recipient?.id)) return 'reached'
  switch (String(channelData?.eventType).toLowerCase()) {
    case 'teamdeleted':
    case 'teamharddeleted':
    case 'teamarchived':
      return 'lost'
    case 'teamrestored':
    case 'teamunarchived':
      return 'reached'
    case 'channeldeleted':
      return channel === desk.channelId ? 'lost' : 'perhaps'
    case 'channelrestored':
      return channel === desk.channelId ? 'reached' : 'perhaps'
    default:
      return 'perhaps'
  }
}

/** How the desk's channel is written to from now on, as JSON: what its own messages say, or the address of its team. */
function referenceBy(activity: Activity, desk: Desk): string {
  const place = channelIn(activity)
  if (place?.channelId === desk.channelId) return place.reference
  const kept = referenceOf(desk)
  return kept ? JSON.stringify({ ...kept, serviceUrl: activity.serviceUrl }) : desk.reference
}
