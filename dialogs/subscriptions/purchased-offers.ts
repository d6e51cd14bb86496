import { PAGE } from '../../cards/list.ts'
import { purchasedOffersCard } from '../../cards/purchased-offers.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { findOwnSubscription } from '../../store/use-cases/subscriptions/own-subscription.ts'
import { type Listed, listQuestion, type Picked, pageOf } from '../talk/list-question.ts'
import { end, next, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { say, show, type Turn } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { detailsOf, listedFor, shownAs } from './subscription-cards.ts'

type Wish = { page?: number; pick?: string | undefined }

/** S7, S17: what the company holds, and the details of one with its Actions. Everybody at a member may look. */
export function purchasedOffersDialog(services: Services) {
  const { newId } = services
  const questions = { list: listQuestion('purchased-offers', card) }

  const list: Step<Wish, undefined, Picked> = async (step) => {
    const { speaker } = step.turn
    const { page = 0, pick } = step.wish
    if (!isMember(speaker)) return refuse(step, 'not-a-member')
    if (pick) return next({ pick })
    const all = await listedFor(services, speaker.partner._id)
    if (all.length === 0) await say(step.context, 'refusal.nothing-held')
    if (all.length < 2) return all[0] ? next({ pick: all[0]._id }) : end()
    const { ids, more } = pageOf(page, all.slice(page * PAGE))
    return prompt(questions.list, { page, ids, more })
  }

  const details: Step<Wish, Picked> = async (step, picked) => {
    if ('page' in picked) return replaceDialog('purchased-offers', { page: picked.page })
    const { speaker } = step.turn
    const found = await findOwnSubscription(services, speaker, picked.pick)
    if (!found.ok || !isMember(speaker)) return refuse(step, 'not-found')
    await show(step.context, detailsOf(services, speaker, found.value, await shownAs(services, speaker, found.value)))
    return end()
  }

  return waterfall('purchased-offers', [list, details], questions)

  async function card({ page }: Listed, { speaker }: Turn) {
    const member = isMember(speaker) ? speaker : undefined
    const all = member ? await listedFor(services, member.partner._id) : []
    const { shown, more } = pageOf(page, all.slice(page * PAGE))
    const held = member ? await Promise.all(shown.map((each) => shownAs(services, member, each))) : []
    return purchasedOffersCard(speaker.locale, {
      nonce: newId(),
      held: held.map((each) => each.subscription),
      page,
      more,
    })
  }
}
