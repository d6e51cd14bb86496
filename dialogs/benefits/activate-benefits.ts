import { keysCard } from '../../cards/benefit.ts'
import { oneLine } from '../../cards/message.ts'
import type { TextKey } from '../../cards/text.ts'
import {
  activateBenefit,
  type BenefitRef,
  findBenefit,
  revealKeys,
} from '../../store/use-cases/benefits/benefit-use.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import { listQuestion, type Picked } from '../talk/list-question.ts'
import { type Effects, end, next, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { sayText, show } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { benefitName, benefitsCard, benefitsPage, pickOf, refIn, whyNoBenefits } from './benefit-list.ts'
import { type BenefitAnswer, benefitQuestion, confirmQuestion } from './benefit-questions.ts'

type Wish = { page?: number; pick?: string; answer?: BenefitAnswer }

/** S23: what a subscription gives is activated, once each; its keys are shown after a confirmation. */
export function activateBenefitsDialog(services: Services) {
  const questions = {
    list: listQuestion('activate-benefits', (listed, turn) => benefitsCard(services, listed, turn)),
    benefit: benefitQuestion(services),
    confirm: confirmQuestion(services),
  }

  const list: Step<Wish, undefined, Picked | BenefitAnswer> = async (step) => {
    const { speaker } = step.turn
    const may = requireRole(speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const { page = 0, pick, answer } = step.wish
    if (answer) return next(answer)
    if (pick) return next({ pick })
    const listed = await benefitsPage(services, speaker.tenantId, page)
    if (listed.ids.length > 0) return prompt(questions.list, listed)
    const why = await whyNoBenefits(services, speaker.tenantId, speaker.locale)
    await sayText(step.context, why.join('\n\n'))
    return end()
  }

  const choose: Step<Wish, Picked | BenefitAnswer, BenefitAnswer> = async (step, picked) => {
    if ('verb' in picked) return next(picked)
    if ('page' in picked) return replaceDialog('activate-benefits', picked)
    const ref = refIn(picked.pick)
    const found = await findBenefit(services, step.turn.speaker, ref)
    return found.ok ? prompt(questions.benefit, ref) : refuse(step, found.refusal)
  }

  const act: Step<Wish, BenefitAnswer, BenefitAnswer> = async (step, { verb, subscriptionId, benefitId }) => {
    const ref = { subscriptionId, benefitId }
    if (verb === 'reveal-keys') return reveal(step, ref)
    const { speaker } = step.turn
    const found = await findBenefit(services, speaker, ref)
    if (!found.ok) return refuse(step, found.refusal)
    const { activation, benefit } = found.value
    if (verb === 'show-keys') {
      const ready = activation && activation.keys > 0 && !activation.waitsForKeys
      return ready ? prompt(questions.confirm, ref) : afresh(ref)
    }
    await activateBenefit(services, speaker, found.value)
    const name = benefitName(benefit, speaker.locale)
    return afresh(ref, replaced(speaker.locale, 'benefit.activated-now', name))
  }

  const goOn: Step<Wish, BenefitAnswer> = async (_step, answer) => replaceDialog('activate-benefits', { answer })

  return waterfall('activate-benefits', [list, choose, act, goOn], questions)

  async function reveal(step: StepContext<Wish>, ref: BenefitRef): Promise<Outcome> {
    const { speaker } = step.turn
    const found = await findBenefit(services, speaker, ref)
    if (!found.ok) return refuse(step, found.refusal)
    const keys = await revealKeys(services, speaker, found.value)
    if (!keys.ok) return afresh(ref)
    const benefit = benefitName(found.value.benefit, speaker.locale)
    await show(step.context, keysCard(speaker.locale, { benefit, keys: keys.value }))
    return end(replaced(speaker.locale, 'keys.shown', benefit))
  }

  /** The benefit's card as it stands now, with what can be done next. */
  function afresh(ref: BenefitRef, effects: Effects = {}): Outcome {
    return replaceDialog('activate-benefits', { pick: pickOf(ref) }, effects)
  }
}

function replaced(locale: Locale, key: TextKey, benefit: string): Effects {
  return { replacementCard: oneLine(locale, key, { benefit }) }
}
