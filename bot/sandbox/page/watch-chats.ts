import type { Connector } from '../connector/connector.ts'

/** Notes where each chat stands. What it returns says in which of them the bot has written since: persons' and channels' keys. */
export function watchChats(connector: Pick<Connector, 'people' | 'channels' | 'conversation'>): () => string[] {
  const { people, channels, conversation } = connector
  const ids = [...people, ...channels].map((each) => each.id)
  const last = new Map(ids.map((id) => [id, conversation(id).at(-1)?.id]))
  return () =>
    ids.filter((id) => {
      const all = conversation(id)
      const since = all.findIndex((each) => each.id === last.get(id)) + 1
      return all.slice(since).some((each) => each.from === 'bot' && each.type === 'message')
    })
}
