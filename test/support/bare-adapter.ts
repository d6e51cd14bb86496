import { type Activity, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder'

export type Sent = Partial<Activity>

/** An adapter without HTTP: turns run as they do behind the real one, and what is said is kept in order. */
export class BareAdapter extends BotAdapter {
  readonly sent: Sent[] = []
  readonly updated: Sent[] = []
  /** What became, outside of any turn, of messages by their ids. */
  readonly changed = new Map<string, Sent>()
  /** Ids of messages that were deleted, outside of any turn. */
  readonly deleted: string[] = []
  /** Fails the next sends, as a Bot Connector that is gone would. */
  failNextSends = 0
  private next = 0

  override async sendActivities(_context: TurnContext, activities: Sent[]): Promise<ResourceResponse[]> {
    if (this.failNextSends > 0) {
      this.failNextSends -= 1
      throw new Error('the connector is gone')
    }
    return activities.map((each) => ({ id: this.keep(each) }))
  }

  /** It has been sent: its id. */
  keep(activity: Sent): string {
    const id = `sent-${++this.next}`
    this.sent.push({ ...activity, id })
    return id
  }

  /** What had been said and changed before, by another process maybe. */
  recall({ sent, changed }: Pick<BareAdapter, 'sent' | 'changed'>): void {
    this.sent.push(...sent)
    for (const [id, each] of changed) this.changed.set(id, each)
    this.next += sent.length
  }

  override async updateActivity(_context: TurnContext, activity: Sent): Promise<void> {
    this.updated.push(activity)
  }

  override async deleteActivity(): Promise<void> {}

  override async continueConversation(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.run(
      TurnContext.applyConversationReference({ type: 'event', name: 'ContinueConversation' }, reference, true),
      logic,
    )
  }

  async run(activity: Sent, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const context = new TurnContext(this, activity)
    try {
      await this.runMiddleware(context, logic)
    } finally {
      // As the library does after a turn; what is kept of the context must not be used any more (F42).
      context.turnState.clear()
    }
  }
}
