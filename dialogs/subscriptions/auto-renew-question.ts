import { autoRenewConfirmCard } from '../../cards/auto-renew.ts'
import { oneLine } from '../../cards/message.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { findOwnSubscription } from '../../store/use-cases/subscriptions/own-subscription.ts'
import type { Question } from '../talk/question.ts'
import { readYes, readYesNo } from '../talk/typed-answers.ts'
import { saysWord } from '../talk/words.ts'
import { shownAs } from './subscription-cards.ts'

type Asked = { subscriptionId: string; term: number }
/** Off for the term that the card named, or kept on. */
export type OffAnswer = Asked | { subscriptionId: string; keep: true }

/** What turning auto-renew off means is said before it is done (S13), and answered by button or by word. */
export function offQuestion(services: Services): Question<Asked, OffAnswer> {
  return {
    async card({ subscriptionId }, { speaker }) {
      const { locale } = speaker
      const found = await findOwnSubscription(services, speaker, subscriptionId)
      if (!found.ok || !isMember(speaker)) return oneLine(locale, 'refusal.not-found')
      const { subscription: held, renewal } = await shownAs(services, speaker, found.value)
      const { graceDays } = services.catalogue
      return autoRenewConfirmCard(locale, { nonce: services.newId(), held, renewable: renewal.ok, graceDays })
    },
    read(input, asked) {
      const { subscriptionId } = asked
      if (input.kind === 'action') {
        const { action } = input
        if (action.verb === 'keep-auto-renew' && action.subscriptionId === subscriptionId)
          return { subscriptionId, keep: true }
        const same = action.verb === 'confirm-turn-off' && action.subscriptionId === subscriptionId
        return same ? { subscriptionId, term: action.term } : undefined
      }
      if (input.kind !== 'text') return undefined
      const keeps = saysWord(input.text, 'keep') || readYesNo(input.text) === false
      if (keeps) return { subscriptionId, keep: true }
      return saysWord(input.text, 'confirm') || readYes(input.text) ? asked : undefined
    },
    hint: (say) => say('hint.off', { confirm: say('word.confirm'), keep: say('word.keep') }),
  }
}
