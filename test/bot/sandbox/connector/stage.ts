import { Temporal } from 'temporal-polyfill'
import { PEOPLE } from '../../../../bot/sandbox/connector/cast.ts'
import { type ConnectorOptions, openConnector } from '../../../../bot/sandbox/connector/connector.ts'
import type { ChannelOnStage } from '../../../../bot/sandbox/connector/stage.ts'
import type { Clock } from '../../../../store/use-cases/services.ts'
import { HANGS_MS } from '../../../support/hangs.ts'

export const DESK: ChannelOnStage = {
  id: 'desk',
  name: 'Desk',
  team: 'Support',
  tenantId: PEOPLE[0]?.tenantId ?? '',
  members: ['purchaser-one', 'colleague-one'],
}

const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z')
const FIXED_CLOCK: Clock = {
  now: () => NOW,
  today: (zone) => NOW.toZonedDateTimeISO(zone).toPlainDate(),
}

/** A connector whose ids count from 1, with a desk channel. */
export function openStage(options: Partial<ConnectorOptions> & { botUrl: string }) {
  let last = 0
  const newId = () => `id-${++last}`
  return openConnector({
    people: PEOPLE,
    channels: [DESK],
    clock: FIXED_CLOCK,
    newId,
    patienceMs: HANGS_MS,
    ...options,
  })
}
