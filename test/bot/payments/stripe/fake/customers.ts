import type { Account, Behaviour } from './account.ts'
import { type Answer, type Card, metadataOf, missing, ok, problem, type Session } from './objects.ts'
import { customerFault } from './payment-intents.ts'

/** A page is open for a day (docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at). */
const PAGE_SECONDS = 86_400

/** Customers, their cards, and the pages on which cards are added. */
export function customers(account: Account) {
  function create(form: URLSearchParams): Answer {
    const about = { name: form.get('name'), metadata: metadataOf(form), created: account.now }
    const customer = { id: account.newId('cus'), object: 'customer' as const, ...about, livemode: account.livemode }
    account.customers.unshift(customer)
    return ok(customer)
  }

  /** Deleting removes all cards and prevents any further operation; it can still be retrieved (docs.stripe.com/api/customers/delete). */
  function remove(id: string): Answer {
    const customer = account.customers.find((each) => each.id === id)
    if (!customer) return missing('customer', id)
    customer.deleted = true
    for (const method of account.methods) if (method.customer === id) method.customer = null
    account.emit('customer.deleted', { ...customer })
    return ok({ id, object: 'customer', deleted: true })
  }

  function method(id: string, verb: string): Answer {
    const found = account.methods.find((each) => each.id === id)
    if (!found) return missing('PaymentMethod', id, verb ? undefined : 'payment_method')
    if (verb !== 'detach') return ok(found)
    // stripe-ruby-mock#751 has the sentence.
    if (found.customer === null)
      return problem(400, 'invalid_request_error', undefined, {
        message: 'The payment method you provided is not attached to a customer so detachment is impossible.',
      })
    found.customer = null
    account.emit('payment_method.detached', found)
    return ok(found)
  }

  function createSession(form: URLSearchParams): Answer {
    const customer = form.get('customer') ?? ''
    const refused = customerFault(account, customer)
    if (refused) return refused
    const id = account.newId('cs')
    const session: Session = {
      ...{
        id,
        object: 'checkout.session',
        mode: form.get('mode'),
        status: 'open',
        customer,
        metadata: metadataOf(form),
      },
      ...{ url: `https://checkout.stripe.test/${id}`, created: account.now, expires_at: account.now + PAGE_SECONDS },
      livemode: account.livemode,
    }
    account.sessions.set(id, session)
    return ok(session)
  }

  function session(id: string): Answer {
    const found = account.sessions.get(id)
    if (!found) return missing('checkout.session', id)
    if (found.status === 'open' && Number(found.expires_at) <= account.now) found.status = 'expired'
    return ok(found)
  }

  return {
    create,
    remove,
    method,
    createSession,
    session,

    customer(id: string): Answer {
      const found = account.customers.find((each) => each.id === id)
      if (!found) return missing('customer', id)
      return ok(found.deleted ? { id, object: 'customer', deleted: true } : found)
    },

    /** The person adds a card on the page. Expanded, as we always ask for it. */
    complete(sessionId: string, behaviour: Behaviour = {}, card: Partial<Card> = {}) {
      const found = account.sessions.get(sessionId)
      if (!found) throw new Error(`no session ${sessionId}`)
      const added = account.addMethod(String(found.customer), behaviour, undefined, card)
      const setup_intent = {
        id: account.newId('seti'),
        object: 'setup_intent',
        status: 'succeeded',
        payment_method: added,
      }
      Object.assign(found, { status: 'complete', setup_intent })
      account.emit('checkout.session.completed', found)
      return added
    },
  }
}
