/** What the sandbox does when it is asked to take money. */
export const SANDBOX_OUTCOMES = [
  'succeed',
  'decline',
  'needs_customer',
  /** Taken in the end, and said so by an event. */
  'processing',
  /** Taken, but the answer never arrives. */
  'lost',
  /** Never arrived: nothing is taken, and there is no answer. */
  'lost_not_taken',
  /** Taken at once, answered late. */
  'slow',
  /** Takes another amount than asked. */
  'wrong_amount',
] as const
export type SandboxOutcome = (typeof SANDBOX_OUTCOMES)[number]

export type Decline = { code: string; retryable: boolean }

export type SandboxCard = {
  id: (typeof CARDS)[number]['id']
  brand: string
  /** Digits only. A published test number: no bank has ever issued it. */
  number: string
  cvcLength: 3 | 4
  outcome: SandboxOutcome
  decline?: Decline
}

function declines(code: string, retryable: boolean) {
  return { outcome: 'decline', decline: { code, retryable } } as const
}

const CARDS = [
  { id: 'visa', brand: 'Visa', number: '4242424242424242', outcome: 'succeed' },
  { id: 'mastercard', brand: 'Mastercard', number: '5555555555554444', outcome: 'succeed' },
  { id: 'bank-asks', brand: 'Visa', number: '4000002760003184', outcome: 'needs_customer' },
  { id: 'declined', brand: 'Visa', number: '4000000000000002', ...declines('generic_decline', true) },
  { id: 'no-funds', brand: 'Visa', number: '4000000000009995', ...declines('insufficient_funds', true) },
  { id: 'lost-card', brand: 'Visa', number: '4000000000009987', ...declines('lost_card', false) },
  { id: 'processing', brand: 'American Express', number: '378282246310005', outcome: 'processing' },
  { id: 'answer-lost', brand: 'JCB', number: '3566002020360505', outcome: 'lost' },
  { id: 'call-lost', brand: 'Discover', number: '6011111111111117', outcome: 'lost_not_taken' },
] as const

/** The cards that the sandbox takes, and what every charge on each of them becomes. It refuses every other number. */
export const SANDBOX_CARDS: readonly SandboxCard[] = CARDS.map((card) => ({
  ...card,
  cvcLength: card.brand === 'American Express' ? 4 : 3,
}))

export function sandboxCard(id: string): SandboxCard | undefined {
  return SANDBOX_CARDS.find((card) => card.id === id)
}
