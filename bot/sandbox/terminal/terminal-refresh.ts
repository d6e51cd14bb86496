import type { Connector } from '../connector/connector.ts'
import { type Message, refreshOf } from '../connector/message.ts'
import { accountId } from '../connector/stage.ts'

/** A client shows what a card's refresh brings instead of what was sent; it asks once per person and version. */
export function openRefreshes(connector: Connector, answered: () => void) {
  const asked = new Map<string, Promise<void> | undefined>()
  return {
    /** Whether the message's card is being refreshed for this person; asks for it if it should be. */
    isUnderWay(message: Message, personId: string): boolean {
      const action = message.deleted ? undefined : refreshOf(message.cards[0], accountId(connector.person(personId)))
      if (!action) return false
      const version = `${personId} ${message.id} ${message.updates}`
      if (!asked.has(version)) {
        const answer = connector.press(personId, message.id, action, {}, { trigger: 'automatic' }).then(() => {
          asked.set(version, undefined)
          answered()
        })
        asked.set(version, answer)
      }
      return asked.get(version) !== undefined
    },
    /** Resolves when all that was asked is answered. */
    async settled(): Promise<void> {
      await Promise.all(asked.values())
    },
  }
}
