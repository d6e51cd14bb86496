import type { Charge, Customer, Dispute, Intent, Method, Refund, Session, StripeEvent } from './objects.ts'

/** 23 November 2026, in seconds. */
const START = 1_795_420_800

/** How the card behind a payment method answers; `''`: it pays. Test cards do the same (docs.stripe.com/testing). */
export type Behaviour = {
  /** A decline code (docs.stripe.com/declines/codes). */
  decline?: string
  /** What to do about it (docs.stripe.com/declines/card#advice-codes). */
  advice?: 'confirm_card_data' | 'do_not_try_again' | 'try_again_later'
  /** Asks for the person: on the bank's page, or by declining with authentication_required when nobody is there. */
  asksPerson?: true
  /** Takes its time: `processing` until `settle`. */
  isSlow?: true
}

/** Cards that are on file with `cus_one` from the beginning. */
const KNOWN: Record<string, Behaviour> = {
  pm_ok: {},
  pm_other: {},
  pm_no_funds: { decline: 'insufficient_funds', advice: 'try_again_later' },
  pm_do_not_honor: { decline: 'do_not_honor' },
  pm_lost: { decline: 'lost_card' },
  pm_stolen: { decline: 'stolen_card', advice: 'do_not_try_again' },
  pm_pickup: { decline: 'pickup_card' },
  pm_advised: { decline: 'generic_decline', advice: 'do_not_try_again' },
  pm_bank_asks: { asksPerson: true },
  pm_slow_bank: { isSlow: true },
}

type Books = {
  intents: Intent[]
  charges: Charge[]
  refunds: Refund[]
  disputes: Dispute[]
  customers: Customer[]
  methods: Method[]
  sessions: Map<string, Session>
  events: StripeEvent[]
  /** What becomes of the next refunds, in this order; none: `succeeded`. */
  refundsEnd: Refund['status'][]
}

function emptyBooks(): Books {
  const lists = { intents: [], charges: [], refunds: [], disputes: [], customers: [], methods: [], events: [] }
  return { ...lists, sessions: new Map(), refundsEnd: [] }
}

/** One Stripe account, in memory. Newest first, as Stripe lists everything. */
export function openAccount() {
  const counts = new Map<string, number>()
  const account = {
    id: 'acct_fake',
    livemode: false,
    /** Seconds since the epoch; a test moves it. */
    now: START,
    ...emptyBooks(),
    behaviours: new Map(Object.entries(KNOWN)),
    newId,
    emit,
    addMethod,
  }

  function newId(prefix: string): string {
    const n = (counts.get(prefix) ?? 0) + 1
    counts.set(prefix, n)
    return `${prefix}_${n}`
  }

  function emit(type: string, object: unknown): void {
    const about = { type, created: account.now, livemode: account.livemode, data: { object: structuredClone(object) } }
    account.events.unshift({ id: newId('evt'), object: 'event', ...about })
  }

  /** Puts a card on file with a customer. */
  function addMethod(
    customer: string,
    behaviour: Behaviour = {},
    id = newId('pm'),
    card: Partial<Method['card']> = {},
  ): Method {
    const shown = { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2031, ...card }
    const method: Method = {
      ...{ id, object: 'payment_method', type: 'card', customer, card: shown },
      ...{ created: account.now, livemode: account.livemode },
    }
    account.methods.unshift(method)
    account.behaviours.set(id, behaviour)
    return method
  }

  for (const id of ['cus_one', 'cus_other', 'cus_ours']) account.customers.unshift({ id, object: 'customer' })
  for (const [id, behaviour] of Object.entries(KNOWN)) addMethod('cus_one', behaviour, id)
  return account
}

export type Account = ReturnType<typeof openAccount>
