import { messageCard, oneLine } from '../../cards/message.ts'
import { plain } from '../../cards/plain.ts'
import { renewalDetailsCard } from '../../cards/renewal.ts'
import { areaName } from '../../cards/text.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { findOwnSubscription } from '../../store/use-cases/subscriptions/own-subscription.ts'
import { stored } from '../../store/values/time.ts'
import type { Question } from '../talk/question.ts'
import { readYes } from '../talk/typed-answers.ts'
import { saysWord } from '../talk/words.ts'
import { shownAs, whyNotRenew } from './subscription-cards.ts'

type Asked = { subscriptionId: string; term: number }

/** The second step of renewing (S17): the order details, to be confirmed by button or by word. Nothing is bought by it. */
export function renewalQuestion(services: Services): Question<Asked, Asked> {
  return {
    async card({ subscriptionId }, { speaker }) {
      const { locale } = speaker
      const found = await findOwnSubscription(services, speaker, subscriptionId)
      if (!found.ok || !isMember(speaker)) return oneLine(locale, 'refusal.not-found')
      const { subscription: held, renewal } = await shownAs(services, speaker, found.value)
      if (!renewal.ok) return messageCard(locale, { lines: [whyNotRenew(held, renewal.refusal, locale)] })
      const area = areaName(services.catalogue, found.value.area, locale)
      const { price, term: next } = renewal.value
      const company = plain(speaker.partner.name)
      return renewalDetailsCard(locale, {
        nonce: services.newId(),
        held,
        company,
        ...(area ? { area } : {}),
        price,
        next,
        now: stored(services.clock.now()),
      })
    },
    read(input, asked) {
      if (input.kind === 'action') {
        const { action } = input
        const same = action.verb === 'confirm-renewal' && action.subscriptionId === asked.subscriptionId
        return same && action.term === asked.term ? asked : undefined
      }
      if (input.kind !== 'text') return undefined
      return saysWord(input.text, 'next') || readYes(input.text) ? asked : undefined
    },
    hint: (say) => say('hint.renewal', { next: say('word.next'), stop: say('button.stop') }),
  }
}
