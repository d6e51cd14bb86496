import { setTimeout as sleep } from 'node:timers/promises'
import type { Connector } from '../connector/connector.ts'

/** What the page knows already: the running number of the last change it saw, in that process. */
export type Seen = { epoch: string | null; after: number }

/** How long a request is held when nothing happens. */
const HELD_MS = 25_000

/**
 * Everything that changed after `seen`, at once or as soon as something does; after 25 s, or when `closing` says so,
 * whatever there is. `epoch` names this process: numbers of another one mean nothing here.
 */
export async function changesSince(connector: Connector, epoch: string, seen: Seen, closing?: AbortSignal) {
  const after = seen.epoch === epoch ? seen.after : 0
  if (seen.epoch === epoch && connector.changes() <= after) await nextChange(connector, closing)
  const ids = [...connector.people, ...connector.channels].map((each) => each.id)
  return {
    epoch,
    after: connector.changes(),
    people: connector.people.map(({ id }) => {
      const { locale, zone } = connector.person(id)
      return { id, locale, zone, installed: connector.installed(id), removed: connector.removed(id) }
    }),
    channels: connector.channels.map((each) => each.id).filter(connector.installed),
    conversations: Object.fromEntries(
      ids.map((id) => [id, connector.conversation(id).filter((each) => each.changed > after)]),
    ),
  }
}

async function nextChange(connector: Connector, closing = new AbortController().signal): Promise<void> {
  const changed = new AbortController()
  const stop = connector.onChange(() => changed.abort())
  await sleep(HELD_MS, undefined, { signal: AbortSignal.any([changed.signal, closing]) }).catch(() => undefined)
  stop()
}
