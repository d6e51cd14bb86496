import { messageCard } from '../../../cards/message.ts'
import { text } from '../../../cards/text.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { stored } from '../../../store/values/time.ts'
import type { DeskAnswer, DeskTurn } from './desk-turn.ts'

/** So many of the newest tickets give the times. */
const SAMPLE = 500
const HOUR_MS = 3_600_000
/** Widest bar, in signs. */
const WIDEST = 12

/** Opened, closed, waiting and times of the last days, drawn as bars beside the numbers. */
export async function showReport(services: Services, { speaker }: DeskTurn, days: number): Promise<DeskAnswer> {
  const { locale } = speaker
  const from = stored(services.clock.now().subtract({ hours: 24 * days }))
  const counted = await services.store.tickets.report(from, SAMPLE)
  const most = Math.max(counted.opened, counted.closed, counted.waitingForUs, counted.waitingForPartner, 1)
  const bar = (count: number) =>
    text(locale, 'report.bar', { bar: '█'.repeat(Math.round((count / most) * WIDEST)), count })
  const replied = counted.sample.flatMap((each) => hoursBetween(each, each.firstReplyAt))
  const closed = counted.sample.flatMap((each) => hoursBetween(each, each.closedAt))
  const { firstReplyHours } = services.targets
  const inTarget = replied.filter((each) => each <= firstReplyHours).length
  const card = messageCard(locale, {
    title: text(locale, 'report.title', { days }),
    lines: [],
    facts: [
      { title: text(locale, 'report.opened'), value: bar(counted.opened) },
      { title: text(locale, 'report.closed'), value: bar(counted.closed) },
      { title: text(locale, 'report.waiting-us'), value: bar(counted.waitingForUs) },
      { title: text(locale, 'report.unassigned'), value: bar(counted.unassigned) },
      { title: text(locale, 'report.waiting-them'), value: bar(counted.waitingForPartner) },
      { title: text(locale, 'report.first-reply'), value: hours(median(replied), locale) },
      { title: text(locale, 'report.in-target', { hours: firstReplyHours }), value: bar(inTarget) },
      { title: text(locale, 'report.resolve'), value: hours(median(closed), locale) },
    ],
  })
  return { said: [card] }
}

function hoursBetween({ openedAt }: Ticket, at: string | undefined): number[] {
  return at ? [(Date.parse(at) - Date.parse(openedAt)) / HOUR_MS] : []
}

function median(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  return sorted.length % 2 || upper === undefined ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

function hours(value: number | undefined, locale: Locale): string {
  if (value === undefined) return text(locale, 'report.none')
  const shown = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value)
  return text(locale, 'report.hours', { hours: shown })
}
