import { methodPageCard, paymentMethodCard } from '../../../cards/payment-method.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const VISA = { id: 'pm-of-the-samples', brand: 'Visa', last4: '4242', expires: '2030-12' }
const LONG = { ...VISA, brand: 'American Express', expires: '2027-10' }
const offer = pick('Silver competency – Application development', '銀級專長認證－應用程式開發')
const expiring = (locale: Locale) => ({ offer: offer(locale), date: '2027-11-23' })
const onFile = (locale: Locale) => ({ nonce: NONCE, method: LONG, expiring: expiring(locale) })

// Nothing on these cards was written by people.
export const paymentMethod = samplesOf(paymentMethodCard, {
  typical: () => ({ nonce: NONCE, method: VISA }),
  longest: onFile,
  hostile: onFile,
  empty: () => ({ nonce: NONCE }),
})

const page = () => ({ nonce: NONCE, url: 'https://pay.example.com/c/page-of-the-samples' })

export const methodPage = samplesOf(methodPageCard, { typical: page, longest: page, hostile: page, empty: page })
