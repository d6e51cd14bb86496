import type { ActionOf } from '../../cards/actions.ts'
import { clean } from '../../cards/plain.ts'
import { type TextKey, text } from '../../cards/text.ts'
import type { GivenProfile, ProfileField } from '../../store/billing/profile.ts'
import { LOCALES } from '../../store/values/locale.ts'
import { countryNamed } from './join-answer.ts'

/** The form is asked for, or something is given: only what it names is changed. */
export type ProfileAnswer = { form: true } | { given: Partial<GivenProfile> }

/** Longer is cut, and then refused as too long. */
const MOST_LETTERS = 201
const MOST_LINES = 7

/** How people begin a line, besides by the field's own name in either language. */
const NAMES: Record<ProfileField, { key: TextKey; also: string[] }> = {
  name: { key: 'profile.name', also: ['name', 'company', 'company name', '公司名稱', '名稱', '抬頭', '帳單抬頭'] },
  address: { key: 'profile.address', also: ['billing address', '公司地址', '帳單地址'] },
  country: { key: 'profile.country', also: ['country', 'region', '國家', '地區'] },
  taxId: { key: 'profile.tax-id', also: ['vat id', 'vat', 'vat number', 'taxid', '統一編號', '統編', '稅籍編號'] },
  email: { key: 'profile.email', also: ['e-mail', 'email', 'mail', '電子郵件', '電子信箱'] },
}

const FIELDS = new Map<string, ProfileField>()
for (const field of ['name', 'address', 'country', 'taxId', 'email'] as const) {
  const { key, also } = NAMES[field]
  for (const name of [...LOCALES.map((locale) => text(locale, key)), ...also]) FIELDS.set(closed(name), field)
}

/** What the form sends; an old card may have sent less. */
export function pressedProfile(pressed: Omit<ActionOf<'billing-profile'>, 'nonce'>): ProfileAnswer {
  if (pressed.act === 'ask') return { form: true }
  const { name, address, country, tax, email } = pressed
  return {
    given: {
      ...(name === undefined ? {} : { name: clean(name, MOST_LETTERS) }),
      ...(address === undefined ? {} : { address: linesOf(address.split('\n')) }),
      ...(country === undefined ? {} : { country: clean(country, 2) }),
      ...(tax === undefined ? {} : { taxId: clean(tax, 41) }),
      ...(email === undefined ? {} : { email: clean(email, 255) }),
    },
  }
}

/** Lines such as "tax id: 04595257", all of them; undefined: it is something else that was said. */
export function typedProfile(said: string): ProfileAnswer | undefined {
  const lines = said
    .slice(0, 3_000)
    .split(/[\n;；]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
  const given: Partial<GivenProfile> = {}
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:：]{1,40})[:：](.*)$/u.exec(line) ?? []
    const field = FIELDS.get(closed(name))
    if (!field) return undefined
    if (field === 'address') given.address = linesOf(value.split(/ \/ |\|/))
    else if (field === 'country') given.country = countryNamed(clean(value, 80))
    else given[field] = clean(value, field === 'email' ? 255 : MOST_LETTERS)
  }
  return lines.length > 0 ? { given } : undefined
}

function linesOf(written: string[]): string[] {
  const lines = written.map((each) => clean(each, MOST_LETTERS)).filter((each) => each !== '')
  return lines.slice(0, MOST_LINES)
}

function closed(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s/-]/g, '')
}
