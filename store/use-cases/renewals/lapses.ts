import { isLive } from '../../subscriptions/subscription.ts'
import { graceEnds } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { enqueue } from '../reminders/news.ts'
import type { Services } from '../services.ts'
import { bringUpToDate } from '../subscriptions/holdings.ts'

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
    const of = await bringUpToDate(services, id)
    if (!of?.term || of.term.number !== Number(number)) return undefined
    if (of.state === 'expired') {
      await enqueue(services, { kind: 'expired', subscription: of, term: of.term.number, about: 'expired' })
      return undefined
    }
    if (!isLive(of)) return undefined
    const over = graceEnds(of.term, catalogue.graceDays).toZonedDateTime(of.term.zone).toInstant()
    // A disputed one doesn't end before the bank has decided; when it has, this is looked at at once.
    const soon = clock.now().add(of.state === 'frozen' ? DAILY : SOON)
    return stored(over.epochMilliseconds > soon.epochMilliseconds ? over : soon)
  }
}
