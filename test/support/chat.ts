import type { CardAction } from '../../bot/sandbox/connector/acts.ts'
import type { Connector } from '../../bot/sandbox/connector/connector.ts'
import { type Answer, type Card, cardsFor, type Message } from '../../bot/sandbox/connector/message.ts'
import { HANGS_MS } from './hangs.ts'

/** `anyStatus`: don't throw when the bot's endpoint answers other than 2xx. */
type Patience = { timeoutMs?: number; anyStatus?: boolean }

/**
 * One person's 1:1 chat, for tests. Every act waits until the bot has answered and nothing is on its way any more, and
 * gives what the bot newly said or changed. What the bot says later by itself is waited for with `waitFor`.
 */
export async function openChat(connector: Connector, personId: string, { install = true } = {}) {
  const messages = () => connector.conversation(personId)
  const fromBot = () => messages().filter((each) => each.from === 'bot' && each.type === 'message' && !each.deleted)

  async function act(what: () => Promise<Answer | undefined>, how: Patience = {}): Promise<Message[]> {
    const before = Math.max(0, ...messages().map((each) => each.changed))
    const answer = await what()
    if (answer && !how.anyStatus && (answer.status < 200 || answer.status > 299)) {
      throw new Error(`the bot answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    }
    await connector.quiet({ timeoutMs: how.timeoutMs ?? HANGS_MS })
    return fromBot().filter((each) => each.changed > before)
  }

  /** The newest message that shows this person a card with such a button. */
  function find(titleOrVerb: string, messageId?: string): { message: Message; action: CardAction } {
    for (const message of fromBot().reverse()) {
      if (messageId !== undefined && message.id !== messageId) continue
      for (const card of cardsFor(message, personId)) {
        const action = findAction(card, titleOrVerb)
        if (action) return { message, action }
      }
    }
    throw new Error(`no card has a button '${titleOrVerb}'; the last one says: ${textsOf(lastCard()).join(' | ')}`)
  }

  const cards = () => fromBot().flatMap((message) => cardsFor(message, personId))
  const lastCard = () => cards().at(-1)

  if (install && !connector.installed(personId)) {
    await connector.install(personId)
    await connector.quiet({ timeoutMs: HANGS_MS })
  }
  return {
    say: (text: string, how: Patience & { locale?: string } = {}) =>
      act(() => connector.say(personId, text, how.locale === undefined ? {} : { locale: how.locale }), how),
    /** Presses the button of that title, verb or id on the newest card that has it. */
    press: (titleOrVerb: string, inputs: Record<string, unknown> = {}, how: Patience & { messageId?: string } = {}) =>
      act(() => {
        const { message, action } = find(titleOrVerb, how.messageId)
        return connector.press(personId, message.id, action, inputs)
      }, how),
    find,
    lastCard,
    cards,
    /** The bot's texts, then nothing of its cards. */
    texts: () => fromBot().flatMap((message) => (message.text === undefined ? [] : [message.text])),
    messages,
    waitFor: <T>(predicate: (messages: Message[]) => T, how?: { timeoutMs?: number }) =>
      connector.waitFor(personId, predicate, { timeoutMs: HANGS_MS, ...how }),
  }
}

/** The first Submit or Execute of that title, verb or id, also in an action set, a shown card or a column. */
export function findAction(node: unknown, titleOrVerb: string): CardAction | undefined {
  for (const each of nodesOf(node)) {
    const isAction = each.type === 'Action.Submit' || each.type === 'Action.Execute'
    if (isAction && [each.title, each.verb, each.id].includes(titleOrVerb)) return each
  }
  return undefined
}

/** Everything that the card says to the eye, in reading order: texts, facts, labels, choices, button titles. */
export function textsOf(card: Card | undefined): string[] {
  const keys = ['text', 'title', 'value', 'label', 'placeholder']
  return nodesOf(card).flatMap((node) => keys.flatMap((key) => (typeof node[key] === 'string' ? [node[key]] : [])))
}

/** All objects in a card, from the outside in; a fallback and the data of an action are not part of what is seen. */
function nodesOf(node: unknown): Card[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.entries(node).filter(([key]) => key !== 'data' && key !== 'fallback')
  return [{ ...node }, ...inner.flatMap(([, value]) => nodesOf(value))]
}
