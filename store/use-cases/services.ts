import type { Temporal } from 'temporal-polyfill'
import type { Vault } from '../benefits/vault.ts'
import type { Seller } from '../billing/seller.ts'
import type { Catalogue } from '../catalogue/offer.ts'
import type { JobKind } from '../database/job.ts'
import type { ChargeAbout } from '../orders/charge-about.ts'
import type { DisputeState } from '../orders/order.ts'
import type { FoundRefund, RefundAnswer } from '../orders/refund-steps.ts'
import type { PaymentMethod } from '../people/partner.ts'
import type { WorkingHours } from '../reminders/working-hours.ts'
import type { Store } from '../store.ts'
import type { Retries } from '../subscriptions/automatic-renewal.ts'
import type { Targets } from '../tickets/targets.ts'
import type { Locale } from '../values/locale.ts'
import type { Money } from '../values/money.ts'
import type { Clock } from '../values/time.ts'
import type { Timer } from '../values/timer.ts'
import type { GatewayBooks } from './gateway-books.ts'

export type { PaymentMethod } from '../people/partner.ts'
export type { Locale } from '../values/locale.ts'
export type { Money } from '../values/money.ts'
export type { Clock } from '../values/time.ts'

/** What became of one try to take money. `unknown`: may or may not have been taken; look it up, never try again blindly. */
export type ChargeResult =
  | { status: 'succeeded'; chargeId: string; money: Money }
  | { status: 'processing'; chargeId: string }
  | { status: 'needs_customer'; chargeId: string }
  | { status: 'declined'; code: string; retryable: boolean; chargeId?: string }
  | { status: 'unknown' }

/** The gateway's word that something happened: a hint to go and look, never the state itself. `id` is unique per event. */
export type PaymentEvent =
  | { id: string; kind: 'method'; sessionId: string }
  | { id: string; kind: 'charge'; key: string; chargeId?: string }
  | { id: string; kind: 'dispute'; chargeId: string }
  | { id: string; kind: 'refund'; chargeId: string }
  | { id: string; kind: 'card'; methodId?: string; customer?: string }
  | { id: string; kind: 'fraud-warning'; chargeId: string }
  | { id: string; kind: 'other'; type?: string; why?: WhyNot }

/**
 * Why an event is never acted on. `other-account` and `other-mode`: of an account, or a mode (test, live), that our key is
 * not of. `thin`: it names its object in a way that we don't read. `not-needed`: of what we have no use for.
 */
type WhyNot = 'other-account' | 'other-mode' | 'thin' | 'not-needed'

/** A webhook whose signature, time or body is not the gateway's. Answer 400, change nothing. */
export class BadWebhookError extends Error {
  override name = 'BadWebhookError'
}

/** A key came back with another amount or method (F54): a bug to be alarmed about. This call took nothing. */
export class KeyReusedError extends Error {
  override name = 'KeyReusedError'
}

/**
 * The payment gateway. Every call has a time-out. `key` is the idempotency key: the same key with the same body gives
 * the same answer however often it is asked; with another body it is refused with a KeyReusedError.
 * `customer` is the gateway's own id for the partner, kept by us once the gateway has named it.
 */
export interface Payments {
  readonly name: 'sandbox' | 'stripe'
  /** A hosted page on which a person adds a payment method. `returnUrl` is where its Done button leads. */
  openMethodPage(ask: {
    key: string
    partnerId: string
    customer?: string | undefined
    locale: Locale
    returnUrl: string
  }): Promise<{ sessionId: string; url: string }>
  /** What became of such a page. */
  findMethod(
    sessionId: string,
  ): Promise<
    { status: 'open' } | { status: 'expired' } | { status: 'complete'; method: PaymentMethod; customer: string }
  >
  /** Takes a method that has been replaced off file; one that is gone already stays so. Throws if it cannot be asked. */
  forgetMethod(methodId: string, customer: string): Promise<void>
  /**
   * A hosted page on which the person satisfies the bank for the charge made under `key`, opened anew each time it is
   * shown. Leads straight to `returnUrl` if the bank waits for nobody any more.
   */
  openBankPage(ask: { key: string; customer: string; locale: Locale; returnUrl: string }): Promise<{ url: string }>
  /**
   * A card on file as it is now, which its network may have replaced; `gone`: it can't be charged for this customer any more,
   * or never could. Throws if it cannot be asked.
   */
  findCard(methodId: string, customer: string): Promise<{ is: 'there'; method: PaymentMethod } | { is: 'gone' }>
  /** Takes the money from the method on file. Never throws for what the gateway says or fails to say: see ChargeResult. */
  charge(ask: {
    key: string
    money: Money
    methodId: string
    customer: string
    orderId: string
    /** true when the person is not there (automatic renewal). */
    unattended: boolean
    /** Kept by the gateway with the charge: enough to make the order anew. */
    about?: ChargeAbout | undefined
    /** What it is, for a human who looks at the gateway's own pages: number and offer, nobody's name. */
    title?: string | undefined
  }): Promise<ChargeResult>
  /**
   * Looks a charge up by its key; `none` if the gateway has not seen it. Throws if it cannot be asked. A charge that was
   * never answered may still be on its way after `none`: ask it again under its key, or cancel it, never open another.
   */
  findCharge(key: string, customer: string): Promise<ChargeResult | { status: 'none' }>
  /**
   * Makes sure that nothing is taken under `key` from now on, and says what holds: `declined` with the code `canceled`
   * (also if the gateway never saw it), or what it had become already. `processing` and `unknown` are still open: ask
   * again later. For a bank page that nobody came back from, and before another attempt follows an unanswered one.
   */
  cancelCharge(key: string, customer: string): Promise<ChargeResult>
  /**
   * What has become of the dispute of a charge, and the charge's key; undefined: it is not disputed, or not ours. Of several
   * an open one counts, then a lost one. An inquiry that takes no money is no dispute. Throws if it cannot be asked.
   */
  findDispute(chargeId: string): Promise<{ key: string; id: string; state: DisputeState; money?: Money } | undefined>
  /**
   * Gives money back, once for a key however often it is asked: then it says how the same refund stands. `unknown`: it is
   * being carried out just now. Throws if the gateway can't be asked, or doesn't answer: ask again under the same key.
   */
  refund(ask: { key: string; chargeId: string; money: Money }): Promise<RefundAnswer | { status: 'unknown' }>
  /**
   * Every refund of a charge, whoever made it and wherever, as they stand now, and the charge's key; undefined: the charge is
   * not ours. Throws if it cannot be asked.
   */
  findRefunds(chargeId: string): Promise<{ key: string; refunds: FoundRefund[] } | undefined>
  /** All that the gateway has on its books, whoever began it. */
  readonly books: GatewayBooks
  /** Checks the signature over the raw bytes and the time (5 minutes back, 1 minute ahead). Throws BadWebhookError. */
  parseWebhook(raw: Buffer, headers: Record<string, string | undefined>, now: Temporal.Instant): PaymentEvent
}

/** What the dialogs work with; every outside thing comes in here. */
export type Services = {
  store: Store
  payments: Payments
  clock: Clock
  /** What is waited for within a turn. */
  timer: Timer
  /** When a renewal that was declined is tried again (S19). */
  retries: Retries
  catalogue: Catalogue
  /** Who sells, and what tax is on it (S27); undefined: the operator has set nobody. */
  seller: Seller | undefined
  /** Whether papers go out by e-mail too. */
  mailsPapers: boolean
  /** A new unguessable id, letters and digits. */
  newId(): string
  /** Where a hosted page leads back to: the chat. */
  returnUrl: string
  /** The address of an order's printable receipt, or of one of its papers: good for an hour, in the browser that opens it first. */
  receiptLink(of: { orderId: string; partnerId: string; locale: Locale; paper?: string }): string
  /** The address under which the person whom the bank waits for opens its page; making it asks the gateway nothing. */
  bankLink(of: { orderId: string; key: string; locale: Locale }): string
  /** Opens the keys of benefits. */
  vault: Vault
  /** When people may be written to unasked (S16). */
  hours: WorkingHours
  /** Keeps what wasn't understood for the operator; does nothing unless the settings want it. */
  keepNotUnderstood(text: string, locale: Locale): Promise<void>
  /** Tells the operator of an outside thing that failed, though the person was helped all the same. */
  report(what: string, error?: unknown): void
  /** Within how many hours the support desk means to answer and to be done. */
  targets: Targets
  /** Works on an owed job now, if nobody else does; what it does stands in `bot/jobs/`. */
  runNow(kind: JobKind, about: string): Promise<void>
  /** Asks the roster whether somebody else belongs to their tenant; `unknown` when it can't be asked. */
  membershipOf(personId: string): Promise<'member' | 'guest' | 'unknown'>
}
