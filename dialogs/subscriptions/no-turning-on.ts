import type { TurnContext } from 'botbuilder'
import { noTurningOnCard } from '../../cards/auto-renew.ts'
import { isLive } from '../../store/subscriptions/subscription.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { say, show, turnOf } from '../talk/turn.ts'
import { framesOf } from '../understanding/frames.ts'
import { normalise } from '../understanding/normalise.ts'
import { listedFor, shownAs } from './subscription-cards.ts'

/** Whether a sentence asks for auto-renew to be on again. */
export function wantsAutoRenewOn(said: string): boolean {
  const frames = framesOf(normalise(said))
  return frames.has('auto-on') && !frames.has('auto-state') && !frames.has('who-did')
}

/** Somebody wants auto-renew on again: why nothing does that but renewing, and Renew (S14). */
export async function explainNoTurningOn(services: Services, context: TurnContext): Promise<void> {
  const { speaker } = turnOf(context)
  if (!isMember(speaker)) return say(context, 'refusal.not-a-member')
  const live = (await listedFor(services, speaker.partner._id)).filter(isLive)
  if (live.length === 0) return say(context, 'refusal.nothing-held')
  const shown = await Promise.all(
    live.filter((each) => !each.autoRenew).map((each) => shownAs(services, speaker, each)),
  )
  const off = shown.map(({ subscription: held, renewal }) => ({ held, renewable: renewal.ok }))
  await show(context, noTurningOnCard(speaker.locale, { nonce: services.newId(), off }))
}
