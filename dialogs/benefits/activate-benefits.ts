import { keysCard } from '../../cards/benefit.ts'
import { messageCard, oneLine } from '../../cards/message.ts'
import { type TextKey, text } from '../../cards/text.ts'
import {
  activateBenefit,
  activateEach,
  type BenefitRef,
  findBenefit,
  revealKeys,
} from '../../store/use-cases/benefits/benefit-use.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { requestKeys } from '../../store/use-cases/tickets/opened-requests.ts'
import type { Locale } from '../../store/values/locale.ts'
import { type Listed, listQuestion, onlyOf, type Picked } from '../talk/list-question.ts'
import { type Effects, end, next, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import type { Question } from '../talk/question.ts'
import { sayText, show } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { saysWord } from '../talk/words.ts'
import { benefitName, benefitsCard, benefitsPage, pickOf, refIn, whyNoBenefits } from './benefit-list.ts'
import { type BenefitAnswer, benefitQuestion, confirmQuestion } from './benefit-questions.ts'

type Wish = { page?: number; pick?: string; answer?: BenefitAnswer; all?: true }
type Chosen = Picked | BenefitAnswer | { all: true }

/** S23: what a subscription gives is activated, once each; its keys are shown after a confirmation. */
export function activateBenefitsDialog(services: Services) {
  const questions = {
    list: allOrOne(listQuestion('activate-benefits', (listed, turn) => benefitsCard(services, listed, turn))),
    benefit: benefitQuestion(services),
    confirm: confirmQuestion(services),
  }

  const list: Step<Wish, undefined, Chosen> = async (step) => {
    const { speaker } = step.turn
    const may = requireRole(speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const { page = 0, pick, answer, all } = step.wish
    if (all) return next({ all })
    if (answer) return next(answer)
    if (pick) return next({ pick })
    const listed = await benefitsPage(services, speaker.tenantId, page)
    const only = onlyOf(listed)
    if (only) return next({ pick: only })
    if (listed.ids.length > 0) return prompt(questions.list, listed)
    const why = await whyNoBenefits(services, speaker.tenantId, speaker.locale)
    await sayText(step.context, why.join('\n\n'))
    return end()
  }

  const choose: Step<Wish, Chosen, BenefitAnswer> = async (step, picked) => {
    if ('all' in picked) return activateAll(step)
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

  /** Everything that isn't activated yet; what waits for keys is with support by then. The list shows what became of each. */
  async function activateAll(step: StepContext<Wish>): Promise<Outcome> {
    const may = requireRole(step.turn.speaker, 'purchaser')
    if (!may.ok) return refuse(step, may.refusal)
    const done = await activateEach(services, may.value)
    const line = text(may.value.locale, 'benefits.all-activated', { count: done.length })
    const waiting = done.filter((each) => each.waitsForKeys)
    for (const each of waiting) await requestKeys(services, may.value, each)
    const prepared = text(may.value.locale, 'benefits.all-waiting', { count: waiting.length })
    const lines = [line, ...(waiting.length > 0 ? [prepared] : [])]
    await sayText(step.context, lines.join('\n\n'))
    return replaceDialog('activate-benefits', {}, { replacementCard: messageCard(may.value.locale, { lines }) })
  }

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

/** One of the list, or all of it at once. */
function allOrOne(list: Question<Listed, Picked>): Question<Listed, Chosen> {
  return {
    ...list,
    read(input, listed, turn) {
      const isAll =
        input.kind === 'action'
          ? input.action.verb === 'activate-all'
          : input.kind === 'text' && saysWord(input.text, 'activate-all')
      return isAll ? { all: true } : list.read(input, listed, turn)
    },
  }
}

function replaced(locale: Locale, key: TextKey, benefit: string): Effects {
  return { replacementCard: oneLine(locale, key, { benefit }) }
}
