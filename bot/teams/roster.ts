import { TeamsInfo, type TurnContext } from 'botbuilder'

/** Whether the speaker belongs to the tenant or is its guest; `unknown` when nobody can say. */
export type Roster = (context: TurnContext) => Promise<'member' | 'guest' | 'unknown'>

/** The roster's word on whether somebody belongs to the tenant or is its guest: guests read, and buy nothing. */
export const teamsRoster: Roster = async (context) => {
  try {
    const { from, conversation } = context.activity
    const found = await TeamsInfo.getMember(context, from.id)
    if (found.userRole === 'guest' || (found.tenantId && found.tenantId !== conversation.tenantId)) return 'guest'
    return found.aadObjectId === from.aadObjectId || found.userRole === 'user' ? 'member' : 'unknown'
  } catch {
    return 'unknown'
  }
}
