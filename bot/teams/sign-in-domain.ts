import { TeamsInfo, type TurnContext } from 'botbuilder'

/** The domain with which who speaks signs in, as the roster says; undefined when nobody can say. */
export type MemberDomain = (context: TurnContext) => Promise<string | undefined>

export const teamsMemberDomain: MemberDomain = async (context) => {
  const found = await TeamsInfo.getMember(context, context.activity.from.id)
  const name = found.userPrincipalName ?? ''
  // A guest's name is made up by the host's directory: it says nothing about where they come from.
  return name.includes('#EXT#') ? undefined : /@([\w.-]{1,100})$/.exec(name)?.[1]?.toLowerCase()
}
