import { oneLine } from '../../cards/message.ts'
import { methodPageCard, paymentMethodCard } from '../../cards/payment-method.ts'
import { offerName, text } from '../../cards/text.ts'
import { expiresBefore, isCardOver } from '../../store/people/partner.ts'
import { hasStarted, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import { type Member, requireRole } from '../../store/use-cases/people/speaker.ts'
import { nextTryToday } from '../../store/use-cases/renewals/next-try.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { currentSubscriptions } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { end, type Outcome, prompt, refuse } from '../talk/outcome.ts'
import type { Question } from '../talk/question.ts'
import { say, show } from '../talk/turn.ts'
import { readDone } from '../talk/typed-answers.ts'
import { type Step, type StepContext, untilDone } from '../talk/waterfall.ts'
import { saysWord } from '../talk/words.ts'
import { openMethodPage, takeUpMethod } from './method-page.ts'
import { methodReplacedCard } from './method-replaced.ts'

type Answer = { verb: 'replace-method' | 'method-replaced' }
type Wish = { answer?: Answer }

/** The company's payment method: brand, last four, expiry; changed on the hosted page, by an admin or whoever keeps the books. */
export function paymentMethodDialog(services: Services) {
  const { store } = services

  const questions = { change: changeQuestion(services), page: pageQuestion(services) }

  const tell: Step<Wish, undefined, Answer> = async (step) => {
    const may = requireRole(step.turn.speaker, 'billing')
    if (!may.ok) return refuse(step, may.refusal)
    return step.wish.answer ? change(step, step.wish.answer) : prompt(questions.change, {})
  }

  const change: Step<Wish, Answer, Answer> = async (step, { verb }) => {
    const may = requireRole(step.turn.speaker, 'billing')
    if (!may.ok) return refuse(step, may.refusal)
    return verb === 'replace-method' ? openPage(step) : takeUp(step, may.value)
  }

  return untilDone('payment-method', [tell, change], questions)

  async function openPage({ context, turn }: StepContext<Wish>): Promise<Outcome<Answer>> {
    const { locale } = turn.speaker
    const effects = { replacementCard: oneLine(locale, 'payment-method.page-title') }
    const page = await openMethodPage(services, context)
    return page ? prompt(questions.page, { url: page.url }, effects) : end(effects)
  }

  /** What was added on the page is looked up, and from then on it is the partner's. */
  async function takeUp(step: StepContext<Wish>, { locale, tenantId, person, partner }: Member) {
    const page = await store.methodPages.lastOf(tenantId, person._id)
    const taken = page ? await takeUpMethod(services, page) : undefined
    if (taken?.is === 'waiting') {
      await say(step.context, 'method.not-yet', { done: text(locale, 'word.done') })
      return prompt(questions.page, { url: page?.url ?? '' })
    }
    if (taken?.is !== 'added') {
      await say(step.context, 'method.page-over')
      return openPage(step)
    }
    const card = await methodReplacedCard(services, partner, taken.method, locale)
    if (step.turn.input.kind === 'text') await show(step.context, card)
    return end({ replacementCard: card })
  }
}

function changeQuestion(services: Services): Question<object, Answer> {
  return {
    async card(_data, { speaker: { locale, partner, ...who } }) {
      const nonce = services.newId()
      if (!partner) return oneLine(locale, 'refusal.not-a-member')
      const expiring = await nextChargeMissed(services, { ...who, locale, partner })
      const { method } = partner
      const isOver = isCardOver(partner, method)
      const about = { ...(method ? { method } : {}), ...(isOver ? { isOver } : {}), ...(expiring ? { expiring } : {}) }
      return paymentMethodCard(locale, { nonce, ...about })
    },
    read(input) {
      if (input.kind === 'action')
        return input.action.verb === 'replace-method' ? { verb: 'replace-method' } : undefined
      return input.kind === 'text' && saysWord(input.text, 'change') ? { verb: 'replace-method' } : undefined
    },
    hint: (say) => say('hint.change-method', { change: say('word.change') }),
    optional: true,
  }
}

function pageQuestion(services: Services): Question<{ url: string }, Answer> {
  return {
    card: async ({ url }, { speaker: { locale } }) => methodPageCard(locale, { nonce: services.newId(), url }),
    read(input) {
      if (input.kind === 'action')
        return input.action.verb === 'method-replaced' ? { verb: 'method-replaced' } : undefined
      return input.kind === 'text' && readDone(input.text) ? { verb: 'method-replaced' } : undefined
    },
    hint: (say) => say('hint.method-page', { done: say('word.done') }),
    optional: true,
  }
}

/** The first automatic charge that the method on file will not live to pay for, of a renewal or of another try at one. */
async function nextChargeMissed(services: Services, { partner, locale }: Member) {
  const { method } = partner
  if (!method) return undefined
  const subscriptions = (await currentSubscriptions(services, partner._id))
    .filter(hasStarted)
    .filter((each) => each.autoRenew)
  const charges = await Promise.all(
    subscriptions.map(async (subscription) => ({ of: subscription, date: await nextChargeOn(services, subscription) })),
  )
  const missed = charges
    .flatMap(({ of: subscription, date }) => (date && expiresBefore(method, date) ? [{ of: subscription, date }] : []))
    .sort((a, b) => a.date.localeCompare(b.date))[0]
  return missed ? { offer: offerName(services, missed.of, locale), date: missed.date } : undefined
}

async function nextChargeOn(services: Services, subscription: StartedSubscription): Promise<string | undefined> {
  if (subscription.state === 'active') return subscription.term.end
  return subscription.state === 'grace' ? nextTryToday(services, subscription) : undefined
}
