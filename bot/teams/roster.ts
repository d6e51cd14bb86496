import { TeamsInfo, type TurnContext } from 'botbuilder'

/** Whether the speaker belongs to the tenant or is its guest; `unknown` when nobody can say. */
export type Roster = (context: TurnContext) => Promise<'member' | 'guest' | 'unknown'>

/** The roster's word on whether somebody belongs to the tenant or is its guest: guests read, and buy nothing. */
export const teamsRoster: Roster = async (context) => {
  try {
    const { from, conversation } = context.activity
    const found = await TeamsInfo.getMember(context, from.id)
    if (isGuest(found, conversation.tenantId)) return 'guest'
    return isPerson(found, from.aadObjectId) || Object(found).userRole === 'user' ? 'member' : 'unknown'
  } catch {
    return 'unknown'
  }
}

/** Whether a roster's entry says that they are a guest of the tenant: by their role, their home, or the name they sign in with. */
export function isGuest(entry: object, tenantId: string | undefined): boolean {
  const { userRole, tenantId: home, userPrincipalName: name } = Object(entry)
  if (/^guest$/i.test(String(userRole)) || (typeof name === 'string' && name.includes('#EXT#'))) return true
  return typeof home === 'string' && home !== '' && !same(home, tenantId)
}

/** Whether a roster's entry is this person's. Some rosters say `objectId` where others say `aadObjectId`; none minds its case. */
export function isPerson(entry: object, objectId: string | undefined): boolean {
  const { aadObjectId, objectId: other } = Object(entry)
  return [aadObjectId, other].some((each) => typeof each === 'string' && each !== '' && same(each, objectId))
}

function same(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase()
}
