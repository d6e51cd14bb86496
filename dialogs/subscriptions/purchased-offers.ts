import { PAGE } from '../../cards/list.ts'
import { purchasedOffersCard } from '../../cards/purchased-offers.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { findOwnSubscription } from '../../store/use-cases/subscriptions/own-subscription.ts'
import { type Listed, listQuestion, type Picked, pageOf } from '../talk/list-question.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { show, type Turn, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { detailsOf, listedFor, shownAs } from './held-cards.ts'

type Wish = { page?: number; pick?: string | undefined }

/** S7, S17: what the company holds, and the details of one with its Actions. Everybody at a member may look. */
export function purchasedOffersDialog(services: Services) {
  const { newId } = services

  const list: Step<Wish> = async (step) => {
    const { speaker } = turnOf(step.context)
    const { page = 0, pick } = step.options
    if (!isMember(speaker)) {
      await sayRefusal(step.context, 'not-a-member')
      return step.endDialog()
    }
    if (pick) return step.next({ pick })
    const all = await listedFor(services, speaker.partner._id)
    if (all.length === 0) await sayRefusal(step.context, 'nothing-held')
    if (all.length < 2) return all[0] ? step.next({ pick: all[0]._id }) : step.endDialog()
    const { ids, more } = pageOf(page, all.slice(page * PAGE))
    return step.beginDialog('purchased-offers.list', { page, ids, more })
  }

  const details: Step<Wish> = async (step) => {
    const picked = step.result as Picked
    if ('page' in picked) return step.replaceDialog('purchased-offers', { page: picked.page })
    const { speaker } = turnOf(step.context)
    const found = await findOwnSubscription(services, speaker, picked.pick)
    if (!found.ok || !isMember(speaker)) {
      await sayRefusal(step.context, 'not-found')
      return step.endDialog()
    }
    await show(step.context, detailsOf(services, speaker, found.value, await shownAs(services, speaker, found.value)))
    return step.endDialog()
  }

  return waterfall<Wish>('purchased-offers', [list, details], { list: listQuestion('purchased-offers', card) })

  async function card({ page }: Listed, { speaker }: Turn) {
    const member = isMember(speaker) ? speaker : undefined
    const all = member ? await listedFor(services, member.partner._id) : []
    const { shown, more } = pageOf(page, all.slice(page * PAGE))
    const held = member ? await Promise.all(shown.map((each) => shownAs(services, member, each))) : []
    return purchasedOffersCard({ nonce: newId(), held: held.map((each) => each.held), page, more }, speaker.locale)
  }
}
