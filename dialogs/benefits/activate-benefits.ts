import type { WaterfallStepContext } from 'botbuilder-dialogs'
import { keysCard } from '../../cards/benefit.ts'
import { noticeCard } from '../../cards/notice.ts'
import { type TextKey, text } from '../../cards/text.ts'
import {
  activateBenefit,
  type BenefitRef,
  findBenefit,
  revealKeys,
} from '../../store/use-cases/benefits/benefit-use.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Refusal } from '../../store/values/result.ts'
import { listQuestion, type Picked } from '../talk/list-question.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { sayText, show, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { benefitName, benefitsCard, benefitsPage, pickOf, refIn, whyNoBenefits } from './benefit-list.ts'
import { type BenefitAnswer, benefitQuestion, confirmQuestion } from './benefit-questions.ts'

type Wish = { page?: number; pick?: string; answer?: BenefitAnswer }
type WishStep = WaterfallStepContext<Wish>

/** S23: what a subscription gives is activated, once each; its keys are shown after a confirmation. */
export function activateBenefitsDialog(services: Services) {
  const list: Step<Wish> = async (step) => {
    const { speaker } = turnOf(step.context)
    const may = requireRole(speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const { page = 0, pick, answer } = step.options
    if (answer || pick) return step.next(answer ?? { pick })
    const listed = await benefitsPage(services, speaker.tenantId, page)
    if (listed.ids.length > 0) return step.beginDialog('activate-benefits.list', listed)
    const why = await whyNoBenefits(services, speaker.tenantId, speaker.locale)
    await sayText(step.context, why.join('\n\n'))
    return step.endDialog()
  }

  const choose: Step<Wish> = async (step) => {
    const picked = step.result as Picked | BenefitAnswer
    if ('verb' in picked) return step.next(picked)
    if ('page' in picked) return step.replaceDialog('activate-benefits', picked)
    const ref = refIn(picked.pick)
    const found = await findBenefit(services, turnOf(step.context).speaker, ref)
    return found.ok ? step.beginDialog('activate-benefits.benefit', ref) : refuse(step, found.refusal)
  }

  const act: Step<Wish> = async (step) => {
    const { verb, subscriptionId, benefitId } = step.result as BenefitAnswer
    const ref = { subscriptionId, benefitId }
    if (verb === 'reveal-keys') return reveal(step, ref)
    const { speaker } = turnOf(step.context)
    const found = await findBenefit(services, speaker, ref)
    if (!found.ok) return refuse(step, found.refusal)
    const { activation, benefit } = found.value
    if (verb === 'show-keys') {
      const ready = activation && activation.keys > 0 && !activation.waitsForKeys
      return ready ? step.beginDialog('activate-benefits.confirm', ref) : afresh(step, ref)
    }
    await activateBenefit(services, speaker, found.value)
    become(step, 'benefit.activated-now', benefitName(benefit, speaker.locale))
    return afresh(step, ref)
  }

  const goOn: Step<Wish> = async (step) =>
    step.replaceDialog('activate-benefits', { answer: step.result as BenefitAnswer })

  return waterfall<Wish>('activate-benefits', [list, choose, act, goOn], {
    list: listQuestion('activate-benefits', (listed, turn) => benefitsCard(services, listed, turn)),
    benefit: benefitQuestion(services),
    confirm: confirmQuestion(services),
  })

  async function reveal(step: WishStep, ref: BenefitRef) {
    const { speaker } = turnOf(step.context)
    const found = await findBenefit(services, speaker, ref)
    if (!found.ok) return refuse(step, found.refusal)
    const keys = await revealKeys(services, speaker, found.value)
    if (!keys.ok) return afresh(step, ref)
    const benefit = benefitName(found.value.benefit, speaker.locale)
    become(step, 'keys.shown', benefit)
    await show(step.context, keysCard({ benefit, keys: keys.value }, speaker.locale))
    return step.endDialog()
  }

  /** The benefit's card as it stands now, with what can be done next. */
  async function afresh(step: WishStep, ref: BenefitRef) {
    return step.replaceDialog('activate-benefits', { pick: pickOf(ref) })
  }

  function become(step: WishStep, key: TextKey, benefit: string): void {
    const turn = turnOf(step.context)
    const { locale } = turn.speaker
    turn.became = noticeCard({ lines: [text(locale, key, { benefit })] }, locale)
  }

  async function refuse(step: WishStep, refusal: Refusal) {
    await sayRefusal(step.context, refusal)
    return step.endDialog()
  }
}
