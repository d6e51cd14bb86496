import { choiceCard } from '../../cards/choice.ts'
import { offerName, type TextKey, text } from '../../cards/text.ts'
import type { Subscription } from '../../store/subscriptions/subscription.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Question } from '../talk/question.ts'
import { readChoice } from '../talk/typed-answers.ts'

type Asked = { ask: TextKey; choices: { id: string; names: Record<Locale, string> }[] }

/** Which of the subscriptions that the company holds, by button, by number or by name in either language. */
export function whichSubscriptionQuestion({ newId }: Services): Question<Asked, string> {
  return {
    async card({ ask, choices }, { speaker: { locale } }) {
      const named = choices.map(({ id, names }) => ({ id, title: names[locale] }))
      return choiceCard(locale, {
        nonce: newId(),
        title: text(locale, 'which.title'),
        ask: text(locale, ask),
        choices: named,
      })
    },
    read(input, { choices }) {
      if (input.kind === 'action') {
        const { action } = input
        return action.verb === 'choose' ? choices.find((each) => each.id === action.choice)?.id : undefined
      }
      if (input.kind !== 'text') return undefined
      const chosen = readChoice(
        input.text,
        choices.map(({ names }) => Object.values(names)),
      )
      return chosen === undefined ? undefined : choices[chosen]?.id
    },
    hint: (say) => say('hint.choose'),
  }
}

/** What the question asks with: names in both languages, since the person may change theirs meanwhile. */
export function choicesOf(services: Services, among: Subscription[]): Asked['choices'] {
  const name = (subscription: Subscription, locale: Locale) => offerName(services, subscription, locale)
  return among.map((each) => ({
    id: each._id,
    names: { en: name(each, 'en'), 'zh-TW': name(each, 'zh-TW') },
  }))
}

/** What the sentence named among these; nothing, if it named something that isn't there. */
export function named<T extends Subscription>(among: T[], wish: { offer?: string; area?: string }): T[] {
  return among.filter((each) => (!wish.offer || each.offerId === wish.offer) && (!wish.area || each.area === wish.area))
}
