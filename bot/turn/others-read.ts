import type { Activity } from 'botbuilder'

/**
 * Whether others than who speaks read what is said here, by any sign of it: not every activity of a group or channel has
 * `conversationType`, nor has each `isGroup` (F20). A chat with the bot alone is no thread and has no channel.
 */
export function othersRead({ conversation, channelData }: Activity): boolean {
  const kind = (conversation.conversationType ?? '').toLowerCase()
  if (conversation.isGroup === true || (kind !== '' && kind !== 'personal')) return true
  const { team, channel, teamsChannelId, teamsTeamId, meeting } = Object(channelData)
  if ([team, channel, teamsChannelId, teamsTeamId, meeting].some(Boolean)) return true
  return /@thread\.|^19:meeting_|;messageid=/i.test(conversation.id) || (/^19:/.test(conversation.id) && kind === '')
}
