import { autoRenewConfirmCard, autoRenewOffCard, noTurningOnCard } from '../../../cards/auto-renew.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { NONCE } from '../people.ts'
import { samplesOf } from '../samples.ts'
import { held, longHeld } from '../subscription-facts.ts'

const confirm = (locale: Locale) => ({ nonce: NONCE, held: held(locale), renewable: false, graceDays: 30 })

export const autoRenewConfirm = samplesOf(autoRenewConfirmCard, {
  typical: confirm,
  longest: (locale) => ({ nonce: NONCE, held: longHeld(locale), renewable: true, graceDays: 30 }),
  hostile: confirm,
  empty: confirm,
})

const off = (locale: Locale) => ({
  nonce: NONCE,
  held: held(locale, { autoRenew: false, offSince: '2027-01-02' }),
  renewable: false,
})

export const autoRenewOff = samplesOf(autoRenewOffCard, {
  typical: off,
  longest: (locale) => ({ nonce: NONCE, held: longHeld(locale), renewable: true }),
  hostile: off,
  empty: off,
})

const several = (locale: Locale) =>
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'].map((id, i) => ({
    held: longHeld(locale, { id }),
    renewable: i % 2 === 0,
  }))

export const noTurningOn = samplesOf(noTurningOnCard, {
  typical: (locale) => ({ nonce: NONCE, off: [{ held: off(locale).held, renewable: true }] }),
  longest: (locale) => ({ nonce: NONCE, off: several(locale) }),
  hostile: (locale) => ({ nonce: NONCE, off: [{ held: off(locale).held, renewable: false }] }),
  empty: () => ({ nonce: NONCE, off: [] }),
})
