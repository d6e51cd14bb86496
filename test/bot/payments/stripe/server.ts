import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Stripe from 'stripe'
import { openAccount } from './fake/account.ts'
import { customers } from './fake/customers.ts'
import { idempotencyKeys } from './fake/keys.ts'
import { type Answer, problem } from './fake/objects.ts'
import { paymentIntents } from './fake/payment-intents.ts'
import { refunds as refundsOf } from './fake/refunds.ts'
import { type Asked, routes } from './fake/routes.ts'

/**
 * What goes wrong with the next POST: before it was carried out, or after. `kept`: Stripe itself has failed with it, and
 * gives the same answer for its key again; otherwise it only got lost on its way. `holds`: it is carried out only then.
 */
export type Fault =
  | { answer: number; carriedOut: boolean; kept?: true }
  | { holds: Promise<void> }
  | 'reset-after'
  | 'hang-after'
  | 'drip'

/**
 * A Stripe account on loopback that keeps state as Stripe's documentation says (each file of `fake/` names the pages):
 * customers, cards, PaymentIntents, charges, refunds, disputes, Checkout pages, events and idempotency keys. A test
 * uses `client`, looks at `account`, and lets things happen: `complete` a page, `bankSays`, `settle`, `dispute`,
 * `failRefund` days later, `account.now +=` seconds, `faults.push(…)` for the next POST, `getFaults` for the next GET.
 */
export async function openStripe() {
  const account = openAccount()
  const paying = paymentIntents(account)
  const givingBack = refundsOf(account)
  const persons = customers(account)
  const keys = idempotencyKeys(() => account.now)
  const carryOut = routes({ account, paying, givingBack, persons })
  const asked: Asked[] = []
  const faults: Fault[] = []
  const getFaults: number[] = []

  async function serve(message: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(message.url ?? '', 'http://127.0.0.1')
    const header = message.headers['idempotency-key']
    const key = typeof header === 'string' ? header : undefined
    const request = { method: message.method ?? '', path, query, form: new URLSearchParams(body), key }
    asked.push(request)
    if (request.method !== 'POST') {
      const failing = getFaults.shift()
      return write(response, failing ? problem(failing, 'api_error') : carryOut(request))
    }
    const fault = faults.shift()
    const fails = typeof fault === 'object' && 'answer' in fault ? fault : undefined
    if (fails && !fails.kept && !fails.carriedOut) return write(response, problem(fails.answer, 'api_error'))
    const { answer, replayed } = await keys.once(request, async () => {
      if (typeof fault === 'object' && 'holds' in fault) await fault.holds
      const done = fails && !fails.carriedOut ? undefined : carryOut(request)
      return done && !fails?.kept ? done : problem(fails?.answer ?? 500, 'api_error')
    })
    if (fault === 'reset-after') message.socket.resetAndDestroy()
    else if (fault === 'drip') drip(response)
    else if (fault !== 'hang-after') write(response, fails ? problem(fails.answer, 'api_error') : answer, replayed)
  }

  const server = createServer((message, response) => {
    let body = ''
    message.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    message.on('end', () => void serve(message, response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  const where = { host: '127.0.0.1', port: address.port, protocol: 'http' as const }
  const client = new Stripe('sk_test_fake', { ...where, telemetry: false })

  return {
    client,
    account,
    intents: account.intents,
    charges: account.charges,
    refunds: account.refunds,
    disputes: account.disputes,
    sessions: account.sessions,
    asked,
    faults,
    /** HTTP statuses with which the next GETs fail. */
    getFaults,
    posts: (path: string) => asked.filter((each) => each.method === 'POST' && each.path === path),
    /** A day later Stripe has forgotten every idempotency key. */
    forgetKeys: keys.forget,
    complete: persons.complete,
    failRefund: givingBack.fail,
    refundArrives: givingBack.arrive,
    /** The person has been on the bank's page. */
    bankSays: (intentId: string, approves: boolean) => answered(intentId, approves ? undefined : REFUSED),
    /** What was `processing` is through, or declined after all. */
    settle: (intentId: string, decline?: string) =>
      answered(intentId, decline ? { code: 'card_declined', decline_code: decline } : undefined),
    dispute,
    close() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }

  function answered(intentId: string, why: { code: string; decline_code?: string } | undefined): void {
    const intent = account.intents.find((each) => each.id === intentId)
    if (!intent) throw new Error(`no intent ${intentId}`)
    if (why) paying.declined(intent, intent.payment_method ?? '', why)
    else paying.succeed(intent, intent.payment_method ?? '')
  }

  /** Somebody disputes a payment at their bank, or that goes on (docs.stripe.com/disputes/how-disputes-work). */
  function dispute(intentId: string, status: string, reason = 'fraudulent') {
    const charge = account.charges.find((each) => each.payment_intent === intentId && each.paid)
    const known = account.disputes.find((each) => each.payment_intent === intentId)
    if (charge) charge.disputed = true
    const { amount = 0, currency = '', id: chargeId = null } = charge ?? {}
    const about = { payment_intent: intentId, charge: chargeId, amount, currency, reason, created: account.now }
    const found = known ?? { id: account.newId('dp'), object: 'dispute' as const, ...about, status }
    found.status = status
    if (!known) account.disputes.unshift(found)
    const type = known ? (['won', 'lost'].includes(status) ? 'closed' : 'updated') : 'created'
    account.emit(`charge.dispute.${type}`, found)
    return found
  }
}

const REFUSED = { code: 'payment_intent_authentication_failure' }

function write(response: ServerResponse, { status, body }: Answer, replayed = false): void {
  const headers = { 'content-type': 'application/json', 'request-id': 'req_1' }
  // Not chained: once restify is loaded, writeHead gives nothing back, in any server of the process.
  response.writeHead(status, replayed ? { ...headers, 'idempotent-replayed': 'true' } : headers)
  response.end(JSON.stringify(body))
}

/** A byte now and then, so that the connection is never idle and the answer never whole. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}
