import { isLive } from '../../subscriptions/subscription.ts'
import { graceEnds } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { enqueue } from '../reminders/news.ts'
import type { Services } from '../services.ts'
import { bringUpToDate } from '../subscriptions/current-subscriptions.ts'

/** While a payment for the next term is under way, nothing expires. */
const SOON = { minutes: 10 }
const DAILY = { hours: 24 }

/**
 * The effect of the job `lapse:{subscription}:{term}`: what ended goes into grace, and when that is over it expires, its
 * benefits end, and everybody concerned is told (S13, S18, S19).
 */
export function openLapses(services: Services) {
  const { clock, catalogue } = services

  return async (about: string): Promise<string | undefined> => {
    const [id = '', number = ''] = about.split(':')
    const subscription = await bringUpToDate(services, id)
    if (!subscription?.term || subscription.term.number !== Number(number)) return undefined
    if (subscription.state === 'expired') {
      await enqueue(services, {
        kind: 'expired',
        subscription: subscription,
        term: subscription.term.number,
        about: 'expired',
      })
      return undefined
    }
    if (!isLive(subscription)) return undefined
    const over = graceEnds(subscription.term, catalogue.graceDays).toZonedDateTime(subscription.term.zone).toInstant()
    // A disputed one doesn't end before the bank has decided; when it has, this is looked at at once.
    const soon = clock.now().add(subscription.state === 'frozen' ? DAILY : SOON)
    return stored(over.epochMilliseconds > soon.epochMilliseconds ? over : soon)
  }
}
