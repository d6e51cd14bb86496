import type { AuditWords } from '../../cards/audit-entry.ts'
import { formatDate, formatMoney } from '../../cards/format.ts'
import { plain } from '../../cards/plain.ts'
import { catalogueText, offerName, text } from '../../cards/text.ts'
import { findOffer } from '../../store/catalogue/offer.ts'
import { ACTORS, type AuditEntry } from '../../store/people/audit.ts'
import { role } from '../../store/people/person.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import { civilDate } from '../../store/values/time.ts'

/** What an audit entry names, in words: persons by their names for as long as we know them. */
export async function auditWords(services: Services, line: AuditEntry, locale: Locale): Promise<AuditWords> {
  const fact = (name: string) => String(line.facts?.[name] ?? '')
  const { amount, currency } = line.facts ?? {}
  const given = role.safeParse(fact('role'))
  const [who, whom] = await Promise.all([
    actorName(services, line, line.by, locale),
    actorName(services, line, line.about, locale),
  ])
  return {
    who,
    whom,
    role: given.success ? text(locale, `role.${given.data}`) : '',
    offer: offerName(services, { offerId: fact('offer'), area: fact('area') }, locale),
    benefit: benefitName(services, fact('offer'), fact('benefit'), locale),
    requirement: requirementName(services, fact('offer'), fact('requirement'), locale),
    order: fact('order'),
    price: typeof amount === 'number' && typeof currency === 'string' ? formatMoney({ amount, currency }, locale) : '',
    date: dateIn(fact('ends') || fact('ended'), locale),
    method: text(locale, 'audit.method', { brand: plain(fact('brand')), last4: plain(fact('last4')) }),
  }
}

/** A person of this partner by name; one who was erased by number; what isn't a person by what it is. */
export async function actorName(
  { store }: Services,
  { partnerId }: Pick<AuditEntry, 'partnerId'>,
  id: string,
  locale: Locale,
): Promise<string> {
  const actor = ACTORS.find((each) => each === id)
  if (actor) return text(locale, `actor.${actor}`)
  if (!/^p\d+$/.test(id)) return ''
  const number = id.slice(1)
  const person = await store.people.get(id)
  if (person?.partnerId !== partnerId) return text(locale, 'person.erased', { number })
  return person.name ? plain(person.name) : text(locale, 'person.nameless', { number })
}

function benefitName({ catalogue }: Services, offerId: string, benefitId: string, locale: Locale): string {
  const found = findOffer(catalogue, offerId)?.benefits.find((each) => each.id === benefitId)
  return found ? catalogueText(locale, found.text, { quantity: found.quantity }) : plain(benefitId)
}

function requirementName({ catalogue }: Services, offerId: string, id: string, locale: Locale): string {
  const found = findOffer(catalogue, offerId)?.requirements.find((each) => each.id === id)
  return found ? catalogueText(locale, found.text) : plain(id)
}

function dateIn(fact: string, locale: Locale): string {
  return civilDate.safeParse(fact).success ? formatDate(fact, locale) : ''
}
