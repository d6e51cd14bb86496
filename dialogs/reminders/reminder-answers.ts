import { formatDate } from '../../cards/format.ts'
import type { TextKey, TextValues } from '../../cards/text.ts'
import { isReachable } from '../../store/people/conversation.ts'
import type { Person } from '../../store/people/person.ts'
import { type Delivery, newDelivery } from '../../store/reminders/delivery.ts'
import { laterThan } from '../../store/reminders/reminder.ts'
import { nextOpen } from '../../store/reminders/working-hours.ts'
import { hasStarted, isLive, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import { notTheirs } from '../../store/use-cases/people/not-theirs.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import { addressee, addressees } from '../../store/use-cases/reminders/addressees.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { asToday } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { ok, type Result, refused } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'

/** What a message told its person; somebody else's, guessed or gone, is "not found" (F25). */
export async function toldBy(services: Services, speaker: Speaker, message: string): Promise<Result<Delivery[]>> {
  const rows = await services.store.deliveries.ofMessage(message)
  const theirs = rows.filter((each) => each.personId === speaker.person._id && each.partnerId === speaker.tenantId)
  return theirs.length > 0 ? ok(theirs) : notTheirs(services, speaker, 'reminder')
}

/** "Remind me in 3 days", never past the event: owed once a day, however often it is pressed. */
export async function putOff(services: Services, speaker: Speaker, rows: Delivery[]): Promise<[TextKey, TextValues?]> {
  const { store, clock, hours, catalogue } = services
  const now = clock.now()
  const { zone = 'UTC' } = (await addressee(services, speaker.tenantId, speaker.person._id)) ?? {}
  const open = await stillOpen(services, rows)
  if (open.length === 0) return ['reminders.over']
  let told: string | undefined
  for (const { row, subscription } of open) {
    const at = laterThan(now, subscription.term, { zone, hours, graceDays: catalogue.graceDays })
    if (!at) continue
    told = at.toZonedDateTimeISO(zone).toPlainDate().toString()
    const run = `reminders:${told}`
    await store.runs.open(run, stored(now))
    const { personId, term } = row
    const _id = `remind:${subscription._id}:${term}:later-${told}:${personId}`
    const times = { plannedAt: stored(now), dueAt: stored(at) }
    await store.deliveries.insert(newDelivery(subscription, { _id, run, kind: 'reminder', personId, term, ...times }))
  }
  return told ? ['reminders.later', { date: formatDate(told, speaker.locale) }] : ['reminders.no-later']
}

/** "Got it": kept with what was told. */
export async function markKnown({ store, clock }: Services, rows: Delivery[]): Promise<TextKey> {
  for (const row of rows) if (!row.knownAt) await store.deliveries.save(row, { ...row, knownAt: stored(clock.now()) })
  return 'reminders.known'
}

/** A colleague who may renew looks after it from now on, and is told; the terms' other reminders go on for everybody else. */
export async function handOver(
  services: Services,
  speaker: Speaker,
  rows: Delivery[],
  to: string,
): Promise<Result<Person>> {
  const { store, clock, hours } = services
  const colleague = (await addressees(services, speaker.tenantId)).find((each) => each.person._id === to)
  if (!colleague || !isReachable(colleague) || to === speaker.person._id) return refused('not-found')
  const now = clock.now()
  const day = stored(now).slice(0, 10)
  const run = `reminders:${day}`
  await store.runs.open(run, stored(now))
  for (const { subscription } of await stillOpen(services, rows)) {
    const term = subscription.term.number
    const from = speaker.person._id
    await store.handOvers.hand(subscription._id, term, from, to, stored(now))
    const _id = `tell:${subscription._id}:${term}:handed-by-${from}-${day}:${to}`
    const times = { plannedAt: stored(now), dueAt: stored(nextOpen(now, colleague.zone, hours)) }
    const planned = { _id, run, kind: 'handed-over', personId: to, term, because: from, ...times } as const
    await store.deliveries.insert(newDelivery(subscription, planned))
  }
  return ok(colleague.person)
}

/** The terms that a message spoke of and that are neither renewed nor over, each once. */
async function stillOpen(services: Services, rows: Delivery[]) {
  const open = new Map<string, { row: Delivery; subscription: StartedSubscription }>()
  for (const row of rows) {
    const found = await services.store.subscriptions.get(row.subscriptionId)
    const subscription = found && (await asToday(services, found))
    if (subscription && hasStarted(subscription) && isLive(subscription) && subscription.term.number === row.term)
      open.set(row.subscriptionId, { row, subscription: subscription })
  }
  return [...open.values()]
}
