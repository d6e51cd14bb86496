import { type Activity, TurnContext } from 'botbuilder'

/** Where in Teams a message at the desk stands. */
export type DeskPlace = {
  tenantId: string
  teamId: string
  channelId: string
  /** The first message of its thread. */
  thread: string | undefined
  /** How to begin a thread in the channel, as JSON. */
  reference: string
}

/** The standard channel of a team that an activity comes from; undefined for chats, private and shared channels. */
export function channelIn(activity: Activity): DeskPlace | undefined {
  const { conversation, channelData } = activity
  const teamId: unknown = channelData?.team?.id
  const channelId: unknown = channelData?.channel?.id ?? channelData?.teamsChannelId
  const tenantId = conversation?.tenantId ?? channelData?.tenant?.id
  if (conversation?.conversationType !== 'channel' || typeof teamId !== 'string' || typeof channelId !== 'string')
    return undefined
  const kind: unknown = channelData?.channel?.type
  if (typeof tenantId !== 'string' || (kind !== undefined && kind !== 'standard')) return undefined
  const { activityId: _activity, user: _user, ...where } = TurnContext.getConversationReference(activity)
  const reference = JSON.stringify({ ...where, conversation: { ...where.conversation, id: channelId } })
  return { tenantId, teamId, channelId, thread: conversation.id.split(';messageid=')[1], reference }
}
