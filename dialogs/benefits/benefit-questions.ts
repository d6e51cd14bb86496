import { benefitCard, keysConfirmCard } from '../../cards/benefit.ts'
import { oneLine } from '../../cards/message.ts'
import { offerName } from '../../cards/text.ts'
import { monthOf } from '../../store/benefits/benefit.ts'
import { type BenefitRef, findBenefit } from '../../store/use-cases/benefits/benefit-use.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { todayOf } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { requestKeys } from '../../store/use-cases/tickets/opened-requests.ts'
import { graceEnds } from '../../store/values/term.ts'
import { dayOf } from '../../store/values/time.ts'
import { actorName } from '../people/audit-words.ts'
import type { Question } from '../talk/question.ts'
import type { Input } from '../talk/turn.ts'
import { saysWord } from '../talk/words.ts'
import { benefitName } from './benefit-list.ts'

const VERBS = ['activate-benefit', 'show-keys', 'reveal-keys'] as const
export type BenefitAnswer = BenefitRef & { verb: (typeof VERBS)[number] }

/** S23: one benefit, with the next thing that can be done about it. */
export function benefitQuestion(services: Services): Question<BenefitRef, BenefitAnswer> {
  return {
    async card(ref, { speaker }) {
      const { locale } = speaker
      const found = await findBenefit(services, speaker, ref)
      if (!found.ok) return oneLine(locale, `refusal.${found.refusal}`)
      const { subscription, term, benefit, activation } = found.value
      const by = activation && (await actorName(services, activation, activation.by, locale))
      const request =
        activation?.waitsForKeys && isMember(speaker) ? await requestKeys(services, speaker, activation) : undefined
      return benefitCard(locale, {
        nonce: services.newId(),
        ...ref,
        benefit: benefitName(benefit, locale),
        offer: offerName(services, subscription, locale),
        ends: term.end,
        stops: graceEnds(term, services.catalogue.graceDays).toString(),
        inGrace: subscription.state === 'grace',
        ...(activation ? { activated: { on: dayOf(activation.at, term.zone), by: by ?? '' } } : {}),
        keys: activation?.keys ?? 0,
        waits: activation?.waitsForKeys ?? false,
        ...(request === undefined ? {} : { request }),
        ...(benefit.link ? { link: benefit.link } : {}),
        ...(benefit.every === 'month' ? { month: monthOf(term, todayOf(services, subscription)) } : {}),
      })
    },
    read: (input, ref) =>
      readAnswer(input, ref, ['activate-benefit', 'show-keys'], (said) => {
        if (saysWord(said, 'activate')) return 'activate-benefit'
        return saysWord(said, 'show-keys') ? 'show-keys' : undefined
      }),
    hint: (say) => say('hint.benefit', { word: say('word.activate') }),
    optional: true,
  }
}

/** Whether the keys are to be shown: each showing is recorded, so it is confirmed first (S23). */
export function confirmQuestion(services: Services): Question<BenefitRef, BenefitAnswer> {
  return {
    async card(ref, { speaker }) {
      const { locale } = speaker
      const found = await findBenefit(services, speaker, ref)
      if (!found.ok) return oneLine(locale, `refusal.${found.refusal}`)
      const { benefit } = found.value
      const keys = benefit.keys ?? 1
      return keysConfirmCard(locale, { nonce: services.newId(), ...ref, benefit: benefitName(benefit, locale), keys })
    },
    read: (input, ref) =>
      readAnswer(input, ref, ['reveal-keys'], (said) => (saysWord(said, 'show-keys') ? 'reveal-keys' : undefined)),
    hint: (say) => say('hint.benefit', { word: say('word.show-keys') }),
    optional: true,
  }
}

function readAnswer(
  input: Input,
  { subscriptionId, benefitId }: BenefitRef,
  verbs: readonly BenefitAnswer['verb'][],
  words: (said: string) => BenefitAnswer['verb'] | undefined,
): BenefitAnswer | undefined {
  const ref = { subscriptionId, benefitId }
  if (input.kind === 'text') {
    const verb = words(input.text)
    return verb ? { verb, ...ref } : undefined
  }
  if (input.kind !== 'action' || !('benefitId' in input.action)) return undefined
  const { verb, ...about } = input.action
  const same = about.subscriptionId === subscriptionId && about.benefitId === benefitId
  return same && verbs.includes(verb) ? { verb, ...ref } : undefined
}
