import type { Account } from './account.ts'
import type { customers } from './customers.ts'
import { listed } from './lists.ts'
import { type Answer, missing, ok, problem } from './objects.ts'
import { customerFault, type paymentIntents } from './payment-intents.ts'
import type { refunds } from './refunds.ts'

export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  form: URLSearchParams
  key: string | undefined
}

type Parts = {
  account: Account
  paying: ReturnType<typeof paymentIntents>
  givingBack: ReturnType<typeof refunds>
  persons: ReturnType<typeof customers>
}

/** What Stripe does for a request; writes are given their idempotency elsewhere. */
export function routes({ account, paying, givingBack, persons }: Parts) {
  return ({ method, path, query, form }: Asked): Answer => {
    const [, , thing, id = '', verb = ''] = path.split('/')
    const isPost = method === 'POST'
    switch (thing) {
      case 'account':
        return ok({ id: account.id, object: 'account', charges_enabled: true })
      case 'customers':
        if (method === 'DELETE') return persons.remove(id)
        return isPost && !id ? persons.create(form) : persons.customer(id)
      case 'payment_methods':
        return persons.method(id, verb)
      case 'checkout':
        return isPost ? persons.createSession(form) : persons.session(verb)
      case 'refunds':
        if (id) return givingBack.change(id, verb)
        return isPost ? givingBack.create(form) : list(account.refunds, query)
      case 'payment_intents':
        if (id) return paying.change(id, verb, form)
        return isPost ? paying.create(form) : list(account.intents, query)
      case 'charges':
        return id ? one(account.charges, id, 'charge') : list(account.charges, query)
      case 'disputes':
        return id ? one(account.disputes, id, 'dispute') : list(account.disputes, query)
      case 'events':
        return id ? one(account.events, id, 'event') : list(account.events, query)
      default:
        return problem(404, 'invalid_request_error')
    }
  }

  /** By what a list can be asked for. Of a customer who was deleted there still is one, of an unknown one there isn't. */
  function list<T extends { id: string; created?: number }>(all: T[], query: URLSearchParams): Answer {
    const customer = query.get('customer')
    const isKnown = account.customers.some((each) => each.id === customer)
    const refused = customer !== null && !isKnown ? customerFault(account, customer) : undefined
    const filters = ['customer', 'payment_intent', 'charge', 'type'].filter((name) => query.has(name))
    const types = query.getAll('types[]').concat([...query].flatMap(([k, v]) => (/^types\[\d+\]$/.test(k) ? [v] : [])))
    const fits = (each: T) =>
      filters.every((name) => Reflect.get(each, name) === query.get(name)) &&
      (types.length === 0 || types.includes(String(Reflect.get(each, 'type'))))
    return refused ?? listed(all.filter(fits), query)
  }
}

function one<T extends { id: string }>(all: T[], id: string, what: string): Answer {
  const found = all.find((each) => each.id === id)
  return found ? ok(found) : missing(what, id)
}
