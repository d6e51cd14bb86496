import { Temporal } from 'temporal-polyfill'
import { button } from '../../cards/actions.ts'
import { formatDate } from '../../cards/format.ts'
import { messageCard } from '../../cards/message.ts'
import { offerName, text } from '../../cards/text.ts'
import { isReachable } from '../../store/people/conversation.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import { endOf, hearsAt, kindOf, LADDER } from '../../store/reminders/reminder.ts'
import { hasStarted, isLive, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import { addressees } from '../../store/use-cases/reminders/addressees.ts'
import { isHandedOver } from '../../store/use-cases/reminders/handed-over.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { currentSubscriptions } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Question } from '../talk/question.ts'
import { saysWord } from '../talk/words.ts'

/** What can be answered to a message that reminded somebody. */
export type ReminderAnswer = { verb: 'remind-later' | 'got-it' | 'hand-over'; message: string }
/** Reminders shown of one subscription. */
const SHOWN = 3
/** Subscriptions of which they are shown; a card has an end. */
const DETAILED = 8
/** Messages looked through for the one that was told last. */
const LOOKED_AT = 20

/** The list of what comes when, and what can be done about what came last: `message`, if there is such a one. */
export function remindersQuestion(services: Services): Question<{ message?: string }, ReminderAnswer> {
  return {
    async card({ message }, { speaker }) {
      const { locale, tenantId, person } = speaker
      const everybody = await addressees(services, tenantId)
      const zone = everybody.find((each) => each.person._id === person._id)?.zone ?? 'UTC'
      const waiting = await services.store.deliveries.nextFor(person._id, LOOKED_AT)
      const subscriptions = (await currentSubscriptions(services, tenantId)).filter(hasStarted)
      const facts = await Promise.all(
        subscriptions.map((subscription) => outlook(services, subscription, speaker, zone, waiting)),
      )
      const colleagues = everybody.some((each) => each.person._id !== person._id && isReachable(each))
      const nonce = services.newId()
      const act = (key: 'button.remind-later' | 'button.hand-over', verb: 'remind-later' | 'hand-over') =>
        message ? [button(text(locale, key), { verb, message, nonce })] : []
      const buttons = [
        ...act('button.remind-later', 'remind-later'),
        ...(colleagues ? act('button.hand-over', 'hand-over') : []),
      ]
      const words = { later: text(locale, 'word.later'), over: text(locale, 'word.hand-over') }
      return messageCard(locale, {
        title: text(locale, 'reminders.title'),
        lines: [text(locale, facts.length > 0 ? 'reminders.intro' : 'reminders.nothing')],
        facts: facts.flatMap((rows, i) => (i < DETAILED ? rows : rows.slice(0, 1))),
        hints: message ? [text(locale, 'reminders.typed', words)] : [],
        buttons,
      })
    },
    read(input, { message }) {
      if (input.kind === 'text' && message) {
        if (saysWord(input.text, 'later')) return { verb: 'remind-later', message }
        if (saysWord(input.text, 'got-it')) return { verb: 'got-it', message }
        return saysWord(input.text, 'hand-over') ? { verb: 'hand-over', message } : undefined
      }
      if (input.kind !== 'action') return undefined
      const { action } = input
      const ours = action.verb === 'remind-later' || action.verb === 'got-it' || action.verb === 'hand-over'
      return ours ? { verb: action.verb, message: action.message } : undefined
    },
    hint: (say) => say('hint.reminders'),
    optional: true,
  }
}

/** The message that last reminded somebody of what is still to be renewed. */
export async function lastMessage({ store }: Services, { person }: Speaker): Promise<string | undefined> {
  for (const row of await store.deliveries.lastToldTo(person._id, LOOKED_AT)) {
    if (row.kind !== 'reminder' && row.kind !== 'handed-over') continue
    const subscription = await store.subscriptions.get(row.subscriptionId)
    if (subscription && isLive(subscription) && subscription.term?.number === row.term) return row.message
  }
  return undefined
}

type Fact = { title: string; value: string }

/** The offer with what becomes of it, and below it what comes when: a line each. */
async function outlook(
  services: Services,
  subscription: StartedSubscription,
  { locale, person }: Speaker,
  zone: string,
  waiting: Delivery[],
): Promise<Fact[]> {
  const { clock, hours } = services
  const now = clock.now().epochMilliseconds
  const ended = endOf(subscription.term).epochMilliseconds <= now
  const key = subscription.autoRenew ? 'reminders.charge' : ended ? 'reminders.ended' : 'reminders.ends'
  const title = offerName(services, subscription, locale)
  const asOfToday = { title, value: text(locale, key, { date: formatDate(subscription.term.end, locale) }) }
  const theirs = {
    partnerId: subscription.partnerId,
    subscriptionId: subscription._id,
    term: subscription.term.number,
    personId: person._id,
  }
  if (!subscription.autoRenew && (await isHandedOver(services, theirs)))
    return [{ title, value: `${asOfToday.value} · ${text(locale, 'reminders.handed')}` }]
  const planned = LADDER.flatMap((step) => {
    const kind = kindOf(step, subscription)
    return kind ? [{ at: hearsAt(step, subscription.term, zone, hours), what: text(locale, `reminders.${kind}`) }] : []
  })
  const asked = waiting
    .filter((each) => each.subscriptionId === subscription._id && each.kind === 'reminder' && each.step === undefined)
    .map((each) => ({ at: Temporal.Instant.from(each.dueAt), what: text(locale, 'reminders.snoozed') }))
  const coming = [...planned, ...asked]
    .filter(({ at }) => at.epochMilliseconds > now)
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
    .slice(0, SHOWN)
    .map(({ at, what }) => ({ title: dateIn(at, zone, locale), value: what }))
  if (coming.length > 0) return [asOfToday, ...coming]
  return [{ title, value: `${asOfToday.value} · ${text(locale, 'reminders.none-for')}` }]
}

function dateIn(at: Temporal.Instant, zone: string, locale: Locale): string {
  return formatDate(at.toZonedDateTimeISO(zone).toPlainDate().toString(), locale)
}
