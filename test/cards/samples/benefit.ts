import { benefitCard, keysCard, keysConfirmCard } from '../../../cards/benefit.ts'
import { plain } from '../../../cards/plain.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const benefit = pick('10 Windows 10 Enterprise upgrade licences', '10 份 Windows 10 Enterprise 升級授權')
const credit = pick('US$100 Azure credit every month', '每個月 100 美元的 Azure 點數')

const fresh = (locale: Locale): Parameters<typeof benefitCard>[1] => ({
  nonce: NONCE,
  subscriptionId: 'sub-of-the-samples',
  benefitId: 'windows-10-enterprise',
  benefit: benefit(locale),
  offer: pick('Action Pack', '行動套件')(locale),
  ends: '2027-11-23',
  stops: '2027-12-23',
  inGrace: false,
  keys: 0,
  waits: false,
})
const activated = (by: string) => ({ on: '2026-11-24', by: plain(by) })

export const benefitSamples = samplesOf(benefitCard, {
  typical: (locale) => ({ ...fresh(locale), activated: activated(company(locale)), keys: 1 }),
  longest: (locale) => ({
    ...fresh(locale),
    benefit: credit(locale),
    activated: activated(longCompany(locale)),
    link: 'https://partner.microsoft.com/membership/benefits/azure-credit',
    month: { number: 11, start: '2027-09-23', end: '2027-10-23' },
    inGrace: true,
  }),
  hostile: (locale) => ({ ...fresh(locale), activated: activated(hostile()), keys: 3, waits: true, request: 12 }),
  empty: fresh,
})

const confirm = (keys: number) => (locale: Locale) => ({
  nonce: NONCE,
  subscriptionId: 'sub-of-the-samples',
  benefitId: 'windows-10-enterprise',
  benefit: benefit(locale),
  keys,
})

export const keysConfirm = samplesOf(keysConfirmCard, {
  typical: confirm(1),
  longest: confirm(3),
  hostile: confirm(3),
  empty: confirm(1),
})

const keys = (count: number) => (locale: Locale) => ({
  benefit: benefit(locale),
  keys: Array.from({ length: count }, (_, i) => `SAMPLE-${i}-W269N-WFGWX-YVC9B-4J6C9-T83GX`),
})

export const keysShown = samplesOf(keysCard, { typical: keys(1), longest: keys(20), hostile: keys(3), empty: keys(1) })
