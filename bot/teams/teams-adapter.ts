import { ActivityTypes, CloudAdapter, type ResourceResponse, type TurnContext } from 'botbuilder'
import type { BotFrameworkAuthentication } from 'botframework-connector'
import type { Activity, InvokeResponse } from 'botframework-schema'
import type { Pace } from './pace.ts'

/** Where a turn keeps the way to answer its invoke. */
const ANSWER = Symbol('answer to the invoke')

export type TurnLogic = (context: TurnContext) => Promise<void>

/** The library's adapter without its HTTP side, which would tell callers our errors. */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: BotFrameworkAuthentication
  readonly #pace: Pick<Pace, 'answer'> | undefined

  /** `pace`: asked before each message of a turn. */
  constructor(authentication: BotFrameworkAuthentication, pace?: Pick<Pace, 'answer'>) {
    super(authentication)
    this.#authentication = authentication
    this.#pace = pace
  }

  /**
   * Checks the token, then runs one turn. `answer` gets an invoke's answer as soon as it is there; if the turn ends
   * without one, 501 (F22).
   */
  async turn(authorization: string, activity: Activity, logic: TurnLogic, answer: (given: InvokeResponse) => void) {
    const checked = await this.#authentication.authenticateRequest(activity, authorization)
    const given = await this.processActivity(checked, activity, async (context) => {
      context.turnState.set(ANSWER, answer)
      await logic(context)
    })
    answer(given ?? { status: 200 })
  }

  /** An invoke's answer goes out when it is said, not when the turn is over. */
  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const { tenantId = '', id } = context.activity.conversation
    const toTeams = activities.filter((activity) => activity.type !== ActivityTypes.InvokeResponse)
    const answered = await Promise.all(toTeams.map(() => this.#pace?.answer(tenantId, id)))
    const responses = await super.sendActivities(context, activities).finally(() => {
      for (const each of answered) each?.()
    })
    const said = activities.find((activity) => activity.type === ActivityTypes.InvokeResponse)
    const answer: unknown = said && context.turnState.get(ANSWER)
    if (typeof answer === 'function') answer(said?.value)
    return responses
  }
}
