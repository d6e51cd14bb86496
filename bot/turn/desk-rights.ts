import { TeamsInfo, type TurnContext } from 'botbuilder'
import type { AgentStatus } from '../../dialogs/support/desk/desk-turn.ts'
import { referenceOf } from '../../store/people/conversation.ts'
import type { Person } from '../../store/people/person.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import type { Clock } from '../../store/values/time.ts'
import type { Adapter } from '../teams/adapter.ts'
import { isGuest, isPerson } from '../teams/roster.ts'

/** Whether somebody, by their Entra object id, is in a team now; `unknown` when it can't be asked. */
export type TeamRoster = (context: TurnContext, teamId: string, objectId: string) => Promise<AgentStatus>

/** How long an answer is good for reading; for what changes money or rights it is asked anew. */
const REMEMBERED_MS = 60_000
const MOST = 500

/** The team's roster for one person: a member who isn't a guest is an agent (F31). */
export const teamsTeamRoster: TeamRoster = async (context, teamId, objectId) => {
  try {
    const found = await TeamsInfo.getTeamMember(context, teamId, objectId)
    const tenantId = context.activity.conversation.tenantId ?? context.activity.channelData?.tenant?.id
    if (isGuest(found, tenantId)) return 'not'
    return isPerson(found, objectId) ? 'agent' : 'unknown'
  } catch (error) {
    return Object(error).statusCode === 404 ? 'not' : 'unknown'
  }
}

/** Looked up for the one person, remembered for a minute; a look-up that failed is not remembered. */
export function openDeskRights({ roster, clock }: { roster: TeamRoster; clock: Clock }) {
  const known = new Map<string, { status: AgentStatus; at: number }>()

  return async (context: TurnContext, desk: Desk, objectId: string, fresh: boolean): Promise<AgentStatus> => {
    if (!objectId) return 'not'
    const key = `${desk.teamId}\n${objectId}`
    const now = clock.now().epochMilliseconds
    const before = known.get(key)
    if (before && !fresh && now >= before.at && now - before.at < REMEMBERED_MS) return before.status
    known.delete(key)
    const status = await roster(context, desk.teamId, objectId)
    if (status !== 'unknown') known.set(key, { status: status, at: now })
    for (const oldest of known.keys()) if (known.size > MOST) known.delete(oldest)
    return status
  }
}

/** The same from outside a turn, of several people, through the desk's channel; who can't be asked about isn't among them. */
export function agentsThroughChannel(
  { adapter }: { adapter: Pick<Adapter, 'continueConversation'> },
  rights: DeskRights,
): (desk: Desk, people: Person[]) => Promise<Person[]> {
  return async (desk, people) => {
    const reference = referenceOf(desk)
    const agents: Person[] = []
    if (reference)
      await adapter.continueConversation(reference, async (context) => {
        for (const each of people)
          if ((await rights(context, desk, each.objectId, false)) === 'agent') agents.push(each)
      })
    return agents
  }
}

export type DeskRights = ReturnType<typeof openDeskRights>
