import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Stripe from 'stripe'
import { type Answer, confirm, type Dispute, type Intent, metadataOf, problem, type Refund } from './objects.ts'

/** What goes wrong with the next POST: before it was carried out, or after. */
export type Fault = { answer: number; carriedOut: boolean } | 'reset-after' | 'hang-after' | 'drip'

export type Asked = {
  method: string
  path: string
  query: URLSearchParams
  form: URLSearchParams
  key: string | undefined
}

/** Answers on loopback like Stripe does, with idempotency keys, and with faults on request. */
export async function openStripe() {
  const intents: Intent[] = []
  const refunds: Refund[] = []
  const disputes: Dispute[] = []
  const sessions = new Map<string, Record<string, unknown>>()
  const answered = new Map<string, { request: string; answer: Answer }>()
  const asked: Asked[] = []
  const faults: Fault[] = []
  let ids = 0

  const byId = (id: string | undefined) => intents.find((intent) => intent.id === id)
  const ok = (body: unknown): Answer => ({ status: 200, body })
  const none = problem(404, 'invalid_request_error', 'resource_missing')

  function createIntent(form: URLSearchParams): Answer {
    const amount = Number(form.get('amount'))
    if (!(amount > 0) || !form.get('currency')) return problem(400, 'invalid_request_error', 'parameter_missing')
    const intent: Intent = {
      id: `pi_${++ids}`,
      object: 'payment_intent',
      amount,
      amount_received: 0,
      currency: form.get('currency') ?? '',
      customer: form.get('customer') ?? '',
      status: 'requires_payment_method',
      payment_method: null,
      metadata: metadataOf(form),
      last_payment_error: null,
      next_action: null,
    }
    if (form.get('payment_method') === 'pm_gone') return problem(400, 'invalid_request_error', 'resource_missing')
    intents.unshift(intent)
    return form.get('confirm') === 'true' ? confirm(intent, form) : ok(intent)
  }

  function listed<T extends { id: string }>(all: T[], query: URLSearchParams): Answer {
    const from = all.findIndex((each) => each.id === query.get('starting_after')) + 1
    const limit = Number(query.get('limit') ?? 10)
    return ok({ object: 'list', data: all.slice(from, from + limit), has_more: all.length > from + limit, url: '' })
  }

  function changeIntent(id: string | undefined, verb: string | undefined, form: URLSearchParams): Answer {
    const intent = byId(id)
    if (!intent) return none
    if (!verb) return ok(intent)
    if (['succeeded', 'canceled', 'processing'].includes(intent.status))
      return problem(400, 'invalid_request_error', 'payment_intent_unexpected_state', { payment_intent: intent })
    if (verb === 'confirm') return confirm(intent, form)
    Object.assign(intent, { status: 'canceled', next_action: null })
    return ok(intent)
  }

  function refund(form: URLSearchParams): Answer {
    const intent = byId(form.get('payment_intent') ?? '')
    const left = (intent?.amount_received ?? 0) - refunds.reduce((sum, each) => sum + each.amount, 0)
    if (left === 0) return problem(400, 'invalid_request_error', 'charge_already_refunded')
    if (Number(form.get('amount')) > left) return problem(400, 'invalid_request_error')
    const made: Refund = {
      id: `re_${++ids}`,
      object: 'refund',
      amount: Number(form.get('amount')),
      payment_intent: intent?.id ?? '',
      status: 'succeeded',
      metadata: metadataOf(form),
    }
    refunds.unshift(made)
    return ok(made)
  }

  function carryOut({ method, path, query, form }: Asked): Answer {
    const [, , thing, id, verb] = path.split('/')
    if (thing === 'customers') return ok({ id: `cus_${++ids}`, object: 'customer', metadata: metadataOf(form) })
    if (thing === 'checkout' && method === 'POST') {
      const session = { id: `cs_${++ids}`, object: 'checkout.session', status: 'open', customer: form.get('customer') }
      sessions.set(session.id, { ...session, url: `https://checkout.stripe.test/${session.id}` })
      return ok(sessions.get(session.id))
    }
    if (thing === 'checkout') return sessions.has(verb ?? '') ? ok(sessions.get(verb ?? '')) : none
    if (thing === 'refunds') {
      if (method === 'POST') return refund(form)
      return listed(
        refunds.filter((each) => each.payment_intent === query.get('payment_intent')),
        query,
      )
    }
    if (thing === 'disputes')
      return listed(
        disputes.filter((each) => each.payment_intent === query.get('payment_intent')),
        query,
      )
    if (thing === 'payment_intents' && id) return changeIntent(id, verb, form)
    if (method === 'POST') return createIntent(form)
    return listed(
      intents.filter((each) => each.customer === query.get('customer')),
      query,
    )
  }

  /** The same key gets the same answer; with another request it is refused. */
  function idempotently(request: Asked): Answer {
    if (!request.key) return carryOut(request)
    const before = answered.get(request.key)
    const asText = `${request.path} ${request.form}`
    if (before) return before.request === asText ? before.answer : problem(400, 'idempotency_error')
    const answer = structuredClone(carryOut(request))
    answered.set(request.key, { request: asText, answer })
    return answer
  }

  function serve(message: IncomingMessage, response: ServerResponse, body: string): void {
    const { pathname: path, searchParams: query } = new URL(message.url ?? '', 'http://127.0.0.1')
    const header = message.headers['idempotency-key']
    const key = typeof header === 'string' ? header : undefined
    const request = { method: message.method ?? '', path, query, form: new URLSearchParams(body), key }
    asked.push(request)
    const fault = request.method === 'POST' ? faults.shift() : undefined
    const isLostOnItsWay = typeof fault === 'object' && !fault.carriedOut
    const answer = isLostOnItsWay ? problem(fault.answer, 'api_error') : idempotently(request)
    if (fault === 'reset-after') message.socket.resetAndDestroy()
    else if (fault === 'drip') drip(response)
    else if (fault !== 'hang-after') write(response, fault ? problem(fault.answer, 'api_error') : answer)
  }

  const server = createServer((message, response) => {
    let body = ''
    message.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    message.on('end', () => serve(message, response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  const client = new Stripe('sk_test_fake', {
    host: '127.0.0.1',
    port: address.port,
    protocol: 'http',
    telemetry: false,
  })

  return {
    client,
    intents,
    refunds,
    disputes,
    sessions,
    asked,
    faults,
    posts: (path: string) => asked.filter((each) => each.method === 'POST' && each.path === path),
    /** A day later Stripe has forgotten every idempotency key. */
    forgetKeys: () => answered.clear(),
    close() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function write(response: ServerResponse, { status, body }: Answer): void {
  // Not chained: once restify is loaded, writeHead gives nothing back, in any server of the process.
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' })
  response.end(JSON.stringify(body))
}

/** A byte now and then, so that the connection is never idle and the answer never whole. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}
