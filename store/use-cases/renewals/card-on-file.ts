import { again } from '../../database/again.ts'
import { isCardOver, type Partner, type PaymentMethod } from '../../people/partner.ts'
import { hasStarted } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import { enqueue } from '../reminders/news.ts'
import type { Services } from '../services.ts'
import { currentSubscriptions } from '../subscriptions/current-subscriptions.ts'

const LATER = { minutes: 30 }
/** Why it can't be charged any more: it was detached, or its customer deleted. */
const GONE = 'gone-at-gateway'

/**
 * The effect of the job `card:{partner}`: the card on file follows what its network has replaced, so that notices name the card
 * that will be charged; one that is gone is charged no more, and another one is asked for before the next renewal. What
 * stands at the gateway counts, whatever the event said. Can be done again from any point.
 */
export function openCardsOnFile(services: Services) {
  const { store, payments, clock } = services

  return async (partnerId: string): Promise<string | undefined> =>
    again(async () => {
      const partner = await store.partners.get(partnerId)
      const { method, customer } = partner ?? {}
      if (!partner || !method || !customer) return undefined
      const found = await payments.findCard(method.id, customer).catch((error: unknown) => {
        services.report('a card on file cannot be looked up', error)
        return undefined
      })
      if (!found) return stored(clock.now().add(LATER))
      if (found.is === 'gone') await gone(partner, method)
      else await follow(partner, method, found.method)
      return undefined
    })

  async function follow(partner: Partner, before: PaymentMethod, now: PaymentMethod): Promise<void> {
    const { brand, last4, expires } = now
    if (before.brand === brand && before.last4 === last4 && before.expires === expires) return
    // First, since afterwards there is nothing to be seen of it: it is true whatever becomes of our record.
    await audit(partner, 'payment-method-updated', now, `${last4}:${expires}`)
    await store.partners.save(partner, { ...partner, method: now })
  }

  async function gone(partner: Partner, method: PaymentMethod): Promise<void> {
    const { id, last4, expires } = method
    if (!isCardOver(partner, method)) {
      const cardOver = { id, last4, expires, code: GONE, at: stored(clock.now()) }
      await store.partners.save(partner, { ...partner, cardOver })
    }
    await audit(partner, 'payment-method-gone', method, '')
    for (const subscription of await currentSubscriptions(services, partner._id))
      if (subscription.autoRenew && hasStarted(subscription))
        await enqueue(services, {
          ...{ kind: 'card-gone', subscription, term: subscription.term.number, about: `card-gone-${id}` },
        })
  }

  async function audit(
    { _id: partnerId }: Partner,
    what: 'payment-method-updated' | 'payment-method-gone',
    { id, brand, last4 }: PaymentMethod,
    which: string,
  ): Promise<void> {
    const line = { partnerId, by: 'payments', what, about: partnerId, facts: { brand, last4 }, at: stored(clock.now()) }
    await store.audits.add({ ...line, _id: `${what}:${id}${which ? `:${which}` : ''}` })
  }
}
