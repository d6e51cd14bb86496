/** What the sandbox does when it is asked to take money. */
export type SandboxOutcome =
  | 'succeed'
  | 'decline'
  | 'needs_customer'
  /** Taken in the end, and said so by an event. */
  | 'processing'
  /** Taken, but the answer never arrives. */
  | 'lost'
  /** Never arrived: nothing is taken, and there is no answer. */
  | 'lost_not_taken'
  /** Taken at once, answered late. */
  | 'slow'
  /** Takes another amount than asked. */
  | 'wrong_amount'

export type Decline = { code: string; retryable: boolean }

type SandboxCardId =
  | 'visa'
  | 'mastercard'
  | 'bank-asks'
  | 'declined'
  | 'no-funds'
  | 'lost-card'
  | 'processing'
  | 'answer-lost'
  | 'call-lost'

export type SandboxCard = {
  id: SandboxCardId
  brand: string
  /** Digits only. A published test number: no bank has ever issued it. */
  number: string
  cvcLength: 3 | 4
  outcome: SandboxOutcome
  decline?: Decline
}

/** The cards that the sandbox takes, and what every charge on each of them becomes. It refuses every other number. */
export const SANDBOX_CARDS: readonly SandboxCard[] = [
  { id: 'visa', brand: 'Visa', number: '4242424242424242', cvcLength: 3, outcome: 'succeed' },
  { id: 'mastercard', brand: 'Mastercard', number: '5555555555554444', cvcLength: 3, outcome: 'succeed' },
  { id: 'bank-asks', brand: 'Visa', number: '4000002760003184', cvcLength: 3, outcome: 'needs_customer' },
  {
    id: 'declined',
    brand: 'Visa',
    number: '4000000000000002',
    cvcLength: 3,
    outcome: 'decline',
    decline: { code: 'generic_decline', retryable: true },
  },
  {
    id: 'no-funds',
    brand: 'Visa',
    number: '4000000000009995',
    cvcLength: 3,
    outcome: 'decline',
    decline: { code: 'insufficient_funds', retryable: true },
  },
  {
    id: 'lost-card',
    brand: 'Visa',
    number: '4000000000009987',
    cvcLength: 3,
    outcome: 'decline',
    decline: { code: 'lost_card', retryable: false },
  },
  { id: 'processing', brand: 'American Express', number: '378282246310005', cvcLength: 4, outcome: 'processing' },
  { id: 'answer-lost', brand: 'JCB', number: '3566002020360505', cvcLength: 3, outcome: 'lost' },
  { id: 'call-lost', brand: 'Discover', number: '6011111111111117', cvcLength: 3, outcome: 'lost_not_taken' },
]

export function sandboxCard(id: string): SandboxCard | undefined {
  return SANDBOX_CARDS.find((card) => card.id === id)
}
