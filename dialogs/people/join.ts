import { button } from '../../cards/actions.ts'
import { formatCountry, formatZone } from '../../cards/format.ts'
import { joinCard } from '../../cards/join.ts'
import { messageCard } from '../../cards/message.ts'
import { clean, plain } from '../../cards/plain.ts'
import { catalogueText, text } from '../../cards/text.ts'
import type { Partner } from '../../store/people/partner.ts'
import { makeFirstAdmin, recordJoin } from '../../store/use-cases/people/first-admin.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import { keepStanding } from '../../store/use-cases/people/standing.ts'
import { knownZone, offeredZones } from '../../store/use-cases/people/zones.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { hasCardNumber, unlessCardNumber } from '../../store/values/card-number.ts'
import { stored } from '../../store/values/time.ts'
import { wordOf } from '../help.ts'
import { end, next, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import type { Question } from '../talk/question.ts'
import { show, type Turn } from '../talk/turn.ts'
import { type Step, type StepContext, waterfall } from '../talk/waterfall.ts'
import { type JoinAnswer, readJoin } from './join-answer.ts'

type Draft = JoinAnswer & { problem?: 'company' | 'country' | 'zone' }
type Wish = { draft?: Draft; answer?: JoinAnswer }

/** S2: a company becomes a network member, in chat and free; who joins first becomes its admin. */
export function joinDialog(services: Services) {
  const { store, catalogue, clock, newId } = services
  const countries = catalogue.markets.map((each) => each.country)

  const form: Question<Draft, JoinAnswer> = {
    async card(draft, { speaker }) {
      const { locale } = speaker
      const agreement = { ...catalogue.networkAgreement, name: catalogueText(locale, catalogue.networkAgreement.name) }
      const now = stored(clock.now())
      return joinCard(locale, { ...draft, nonce: newId(), countries, zones: offeredZones(draft.zone), agreement, now })
    },
    read: readJoin,
    hint: (say) => say('hint.join'),
    freeText: true,
  }

  const ask: Step<Wish, undefined, JoinAnswer> = async (step) => {
    const { speaker } = step.turn
    if (speaker.partner) return step.wish.answer ? already(step, speaker.partner) : refuse(step, 'already-a-member')
    if (step.wish.answer) return next(step.wish.answer)
    return prompt(form, step.wish.draft ?? proposal(speaker.zone))
  }

  const join: Step<Wish, JoinAnswer> = async (step, given) => {
    const { turn } = step
    const answer = completed(given)
    const problem = problemIn(answer)
    // The form is kept in the chat's state until it is answered: no card's number is.
    const company = unlessCardNumber(answer.company)
    if (problem) return replaceDialog('join', { draft: { ...answer, company, problem } })
    const { speaker } = turn
    const standing = speaker.person.standing ?? (await turn.membership())
    if (standing !== 'member') {
      const person = await keepStanding(services, speaker.person, standing)
      const why = standing === 'guest' ? 'guests-read-only' : 'standing-unknown'
      return refuse(step, why, { speaker: { ...speaker, person } })
    }
    const partner = newPartner(turn, answer)
    if (await store.partners.insert(partner)) return joined(step, partner)
    return already(step, await store.partners.get(partner._id))
  }

  return waterfall('join', [ask, join], { form })

  /** Who joined sees the welcome, however often the press arrives; a colleague hears that it is done. */
  async function already(step: StepContext<Wish>, partner: Partner | undefined): Promise<Outcome> {
    const mine = partner?.joinedBy === step.turn.speaker.person._id
    return partner && mine ? joined(step, partner) : refuse(step, 'already-a-member')
  }

  async function joined(step: StepContext<Wish>, partner: Partner): Promise<Outcome> {
    const person = await makeFirstAdmin(store, partner, step.turn.speaker.person)
    const speaker = { ...step.turn.speaker, partner, person }
    await recordJoin(store, partner, person.role)
    await show(step.context, welcomeCard(partner, speaker))
    const title = text(speaker.locale, 'join.done-title')
    return end({ replacementCard: messageCard(speaker.locale, { title, lines: [] }), speaker })
  }

  function proposal(zone: string | undefined): Draft {
    const proposed = knownZone(zone ?? '') ?? 'UTC'
    const country = proposed === 'Asia/Taipei' ? 'TW' : (countries[0] ?? 'US')
    return { company: '', country, zone: proposed }
  }

  function problemIn({ company, country, zone }: JoinAnswer): Draft['problem'] | undefined {
    if (!company || company.length > 100 || hasCardNumber(company)) return 'company'
    if (!countries.includes(country)) return 'country'
    return offeredZones(zone).includes(zone) ? undefined : 'zone'
  }

  function newPartner({ speaker }: Turn, { company, country, zone }: JoinAnswer): Partner {
    const now = stored(clock.now())
    const { version } = catalogue.networkAgreement
    return {
      _id: speaker.tenantId,
      version: 1,
      name: company,
      country,
      currency: catalogue.markets.find((each) => each.country === country)?.currency ?? 'USD',
      zone,
      joinedAt: now,
      joinedBy: speaker.person._id,
      agreement: { version, locale: speaker.locale, agreedAt: now, by: speaker.person._id },
    }
  }

  function welcomeCard(partner: Partner, { locale, person }: Speaker) {
    const nonce = newId()
    const words = {
      company: plain(partner.name),
      role: text(locale, `role.${person.role}`),
      people: wordOf('people', locale),
    }
    return messageCard(locale, {
      title: text(locale, 'join.done-title'),
      lines: [text(locale, person.role === 'admin' ? 'join.done' : 'join.done-named', words)],
      facts: [
        { title: text(locale, 'fact.country'), value: formatCountry(partner.country, locale) },
        { title: text(locale, 'fact.currency'), value: partner.currency },
        { title: text(locale, 'fact.zone'), value: formatZone(partner.zone, locale, stored(clock.now())) },
      ],
      buttons: [
        button(text(locale, 'button.offers'), { verb: 'command', command: 'offers', nonce }, { style: 'positive' }),
        button(text(locale, 'button.subscribe'), { verb: 'command', command: 'subscribe', nonce }),
      ],
    })
  }
}

/** An old card may have sent less than the form asks for, or a zone by another name. */
function completed({ company = '', country = '', zone = '' }: Partial<JoinAnswer>): JoinAnswer {
  return { company: clean(company, 101), country, zone: knownZone(zone) ?? zone }
}
