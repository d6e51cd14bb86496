import Stripe from 'stripe'
import type { PaymentMethod, Payments } from '../../../store/use-cases/services.ts'
import type { StripeRequest } from './intents.ts'

type PageAsk = Parameters<Payments['openMethodPage']>[0]
type MethodState = Awaited<ReturnType<Payments['findMethod']>>

/** Brands whose name is not simply Stripe's word for them with a capital letter. */
const BRANDS: Record<string, string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  unionpay: 'UnionPay',
}

/** Cards on file, added on Stripe's own Checkout page in setup mode. */
export function createStripeMethods(client: Stripe, request: StripeRequest) {
  /** The company's customer, made once; another one in place of one that was deleted. */
  async function customerFor(partnerId: string, inPlaceOf?: string): Promise<string> {
    const idempotencyKey = `customer:${partnerId}${inPlaceOf ? `:in-place-of:${inPlaceOf}` : ''}`
    const customer = await client.customers.create({ metadata: { partner: partnerId } }, { ...request, idempotencyKey })
    return customer.id
  }

  async function openFor(customer: string, { key, locale, returnUrl }: PageAsk, idempotencyKey: string) {
    const { id, url } = await client.checkout.sessions.create(
      {
        mode: 'setup',
        customer,
        allowed_payment_method_types: ['card'],
        locale,
        success_url: returnUrl,
        cancel_url: returnUrl,
        metadata: { key },
      },
      { ...request, idempotencyKey },
    )
    if (!url) throw new Error('the page has no address')
    return { sessionId: id, url }
  }

  async function card(methodId: string, customer: string): ReturnType<Payments['findCard']> {
    try {
      const { card: found, ...about } = await client.paymentMethods.retrieve(methodId, {}, request)
      // A card that was detached has no customer any more, and so have the cards of one that was deleted.
      const isTheirs = (typeof about.customer === 'string' ? about.customer : about.customer?.id) === customer
      return found && isTheirs ? { is: 'there', method: methodOf(methodId, found) } : { is: 'gone' }
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
        return { is: 'gone' }
      throw error
    }
  }

  return {
    async openPage(ask: PageAsk): Promise<{ sessionId: string; url: string }> {
      const customer = ask.customer ?? (await customerFor(ask.partnerId))
      try {
        return await openFor(customer, ask, ask.key)
      } catch (error) {
        if (!isCustomerGone(error)) throw error
        // Deleted at Stripe, or another account's: the card that is added now has a new one.
        const another = await customerFor(ask.partnerId, customer)
        return openFor(another, ask, `${ask.key}:${another}`)
      }
    },

    card,

    async forget(methodId: string, customer: string): Promise<void> {
      if ((await card(methodId, customer)).is === 'there') await client.paymentMethods.detach(methodId, {}, request)
    },

    async find(sessionId: string): Promise<MethodState> {
      const expand = ['setup_intent.payment_method']
      const session = await client.checkout.sessions
        .retrieve(sessionId, { expand }, request)
        .catch((error: unknown) => {
          if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined
          throw error
        })
      if (!session || session.status === 'expired') return { status: 'expired' }
      const { setup_intent: intent, customer } = session
      const method = typeof intent === 'object' ? intent?.payment_method : undefined
      if (session.status !== 'complete' || typeof method !== 'object' || !method?.card || !customer) {
        return { status: 'open' }
      }
      const customerId = typeof customer === 'string' ? customer : customer.id
      return { status: 'complete', method: methodOf(method.id, method.card), customer: customerId }
    },
  }
}

function isCustomerGone(error: unknown): boolean {
  const { StripeInvalidRequestError } = Stripe.errors
  return error instanceof StripeInvalidRequestError && error.code === 'resource_missing' && error.param === 'customer'
}

function methodOf(id: string, card: Stripe.PaymentMethod.Card): PaymentMethod {
  const { brand, last4, exp_month, exp_year } = card
  const expires = `${exp_year}-${String(exp_month).padStart(2, '0')}`
  return { id, brand: BRANDS[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1), last4, expires }
}
