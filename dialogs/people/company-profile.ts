import { companyProfileCard, profileFormCard, typedWords } from '../../cards/company-profile.ts'
import { messageCard, oneLine } from '../../cards/message.ts'
import { plain } from '../../cards/plain.ts'
import { text } from '../../cards/text.ts'
import { buyerOf } from '../../store/billing/bill.ts'
import { type GivenProfile, givenOf, type ProfileField, readProfile } from '../../store/billing/profile.ts'
import { hasRole } from '../../store/people/person.ts'
import { giveBillingProfile, recordBillingProfile } from '../../store/use-cases/people/billing-profile.ts'
import { isMember, type Member, requireRole, type Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { hasCardNumber, unlessCardNumber } from '../../store/values/card-number.ts'
import { COUNTRIES, USUAL_COUNTRIES } from '../../store/values/country.ts'
import { stored } from '../../store/values/time.ts'
import { end, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import type { Question } from '../talk/question.ts'
import { type Input, show } from '../talk/turn.ts'
import { type Step, type StepContext, untilDone } from '../talk/waterfall.ts'
import { saysWord } from '../talk/words.ts'
import { type ProfileAnswer, pressedProfile, typedProfile } from './profile-answer.ts'

type Pressed = Parameters<typeof pressedProfile>[0]
type Draft = GivenProfile & { problem?: ProfileField }
type Wish = { answer?: Pressed; draft?: Draft }

/** The company's profile, for all its people; whom papers are made out to is an admin's or a bookkeeper's to change (S27). */
export function companyProfileDialog(services: Services) {
  const { newId } = services
  const questions = { profile: profileQuestion(), form: formQuestion(services) }

  const tell: Step<Wish, undefined, ProfileAnswer> = async (step) => {
    const may = requireRole(step.turn.speaker, 'viewer')
    if (!may.ok) return refuse(step, may.refusal)
    await recordBillingProfile(services, may.value.partner)
    if (step.wish.draft) return prompt(questions.form, step.wish.draft)
    if (step.wish.answer) return take(step, pressedProfile(step.wish.answer))
    if (hasRole(may.value.person, 'billing')) return prompt(questions.profile, {})
    await show(step.context, profileCard(may.value))
    return end()
  }

  const take: Step<Wish, ProfileAnswer, ProfileAnswer> = async (step, answer) => {
    const may = requireRole(step.turn.speaker, 'billing')
    if (!may.ok) return refuse(step, may.refusal)
    const now = givenOf(buyerOf(may.value.partner))
    if ('form' in answer) return prompt(questions.form, now)
    return keep(step, may.value, { ...now, ...answer.given })
  }

  return untilDone('company-profile', [tell, take], questions)

  async function keep(step: StepContext<Wish>, member: Member, given: GivenProfile): Promise<Outcome<ProfileAnswer>> {
    const read = readProfile(given)
    if ('wrong' in read)
      return replaceDialog('company-profile', { draft: { ...withoutCardNumbers(given), problem: read.wrong } })
    const kept = await giveBillingProfile(services, member, read.profile)
    if (!kept.ok) return refuse(step, kept.refusal)
    const { locale } = member
    const same = kept.value === member.partner
    const done = text(locale, same ? 'profile.unchanged' : 'profile.saved', { name: plain(read.profile.name) })
    const speaker = { ...member, partner: kept.value }
    const card = messageCard(locale, { title: text(locale, 'profile.title'), lines: [done] })
    if (step.turn.input.kind === 'text') await show(step.context, card)
    return end({ replacementCard: card, speaker })
  }

  function profileCard({ partner, person, locale }: Member) {
    const { name: company, country, currency, zone, billing } = partner
    const mayChange = hasRole(person, 'billing')
    const now = stored(services.clock.now())
    const about = { nonce: newId(), now, company, country, currency, zone, mayChange }
    return companyProfileCard(locale, { ...about, billing: buyerOf(partner), given: billing !== undefined })
  }

  /** The profile, and what may be typed about it. */
  function profileQuestion(): Question<object, ProfileAnswer> {
    return {
      card: async (_data, { speaker }) =>
        isMember(speaker) ? profileCard(speaker) : oneLine(speaker.locale, 'refusal.not-a-member'),
      read: (input) =>
        input.kind === 'text' && saysWord(input.text, 'change') ? { form: true } : readProfileAnswer(input),
      hint: (say, { speaker }) => say('hint.profile', typedWords(countryOf(speaker), speaker.locale)),
      optional: true,
    }
  }
}

function formQuestion({ newId }: Services): Question<Draft, ProfileAnswer> {
  return {
    card: async (draft, { speaker }) =>
      profileFormCard(speaker.locale, { ...draft, countries: countriesFor(draft.country), nonce: newId() }),
    read: (input, draft) => {
      const answer = readProfileAnswer(input)
      // What was given before and only failed beside something else is not asked for again.
      const { problem: _problem, ...before } = draft
      return answer && 'given' in answer ? { given: { ...before, ...answer.given } } : answer
    },
    hint: (say, { speaker }) => say('hint.profile', typedWords(countryOf(speaker), speaker.locale)),
    freeText: true,
  }
}

function readProfileAnswer(input: Input): ProfileAnswer | undefined {
  if (input.kind === 'action') return input.action.verb === 'billing-profile' ? pressedProfile(input.action) : undefined
  return input.kind === 'text' ? typedProfile(input.text) : undefined
}

function countryOf({ partner }: Speaker): string {
  return partner ? buyerOf(partner).country : ''
}

/** Those that most companies are in, and its own. */
function countriesFor(own: string): string[] {
  const isRare = COUNTRIES.includes(own) && !USUAL_COUNTRIES.includes(own)
  return [...(isRare ? [own] : []), ...USUAL_COUNTRIES]
}

/** The form is kept in the chat's state until it is answered: no card's number is. */
function withoutCardNumbers(given: GivenProfile): GivenProfile {
  const { name, address, country, taxId, email } = given
  const lines = hasCardNumber(address.join('\n')) ? [] : address
  return {
    name: unlessCardNumber(name),
    address: lines,
    country,
    taxId: unlessCardNumber(taxId),
    email: unlessCardNumber(email),
  }
}
