import { hasCardNumber } from '../values/card-number.ts'
import { countryCode } from '../values/country.ts'
import { type BuyerParty, buyerParty } from './buyer.ts'
import { taxIdOf } from './tax-id.ts'

/** A billing profile as somebody gives it: cleaned texts, '' for what it shall not have. */
export type GivenProfile = { name: string; address: string[]; country: string; taxId: string; email: string }
export type ProfileField = keyof GivenProfile

const LONGEST = 200
const MOST_LINES = 6
/** One address that a mail server could take; no comment, list or second header. */
const EMAIL = /^[^\s@,;<>()[\]\\"]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i

/** The profile as it is kept, or the first field that can't be. */
export function readProfile(given: GivenProfile): { profile: BuyerParty } | { wrong: ProfileField } {
  const { name, address, country, email } = given
  if (!name || name.length > LONGEST || hasCardNumber(name)) return { wrong: 'name' }
  const tooMuch = address.length > MOST_LINES || address.some((each) => !each || each.length > LONGEST)
  if (tooMuch || hasCardNumber(address.join('\n'))) return { wrong: 'address' }
  if (!countryCode.safeParse(country).success) return { wrong: 'country' }
  const taxId = given.taxId === '' ? undefined : taxIdOf(country, given.taxId)
  if (given.taxId !== '' && taxId === undefined) return { wrong: 'taxId' }
  if (email !== '' && (email.length > 254 || !EMAIL.test(email))) return { wrong: 'email' }
  const whole = {
    ...{ name, country },
    ...(address.length > 0 ? { address } : {}),
    ...(taxId ? { taxId } : {}),
    ...(email ? { email } : {}),
  }
  return { profile: buyerParty.parse(whole) }
}

/** A profile as it would be given: what a form begins with. */
export function givenOf({ name, address = [], country, taxId = '', email = '' }: BuyerParty): GivenProfile {
  return { name, address, country, taxId, email }
}
