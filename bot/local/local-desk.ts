import { randomBytes } from 'node:crypto'
import type { ConversationReference } from 'botframework-schema'
import type { Store } from '../../store/store.ts'
import { type Clock, stored } from '../../store/values/time.ts'
import { DESK_CHANNEL, SUPPORT } from '../sandbox/connector/cast.ts'
import type { Connector } from '../sandbox/connector/connector.ts'
import { channelThreadId, teamThreadId } from '../sandbox/connector/stage.ts'

type Parts = { store: Store; clock: Clock; connector: Connector }

/** Local mode's support desk: the cast's channel, set up as with the operator's code, so that a ticket has a card at once. */
export async function setUpLocalDesk({ store, clock, connector }: Parts): Promise<void> {
  const channelId = channelThreadId(DESK_CHANNEL)
  const reference: Partial<ConversationReference> = {
    channelId: 'msteams',
    serviceUrl: connector.url,
    bot: { id: connector.bot.id, name: connector.bot.name },
    conversation: {
      id: channelId,
      name: DESK_CHANNEL.name,
      isGroup: true,
      conversationType: 'channel',
      tenantId: SUPPORT.tenantId,
    },
  }
  const place = { tenantId: SUPPORT.tenantId, teamId: teamThreadId(DESK_CHANNEL), channelId }
  const now = stored(clock.now())
  if (await store.desks.get()) return store.desks.moved(JSON.stringify(reference))
  const code = await store.desks.newCode(randomBytes(10), now)
  const by = { locale: 'en' as const, zone: 'Europe/London', setUpBy: 'local', setUpAt: now }
  await store.desks.setUp({ ...place, ...by, reference: JSON.stringify(reference) }, code, now)
}
