import type { Clock } from '../../../store/use-cases/services.ts'
import type { PageRequest, PageResponse, Route } from '../../http/server.ts'
import { answeredByBank } from './charge.ts'
import { readCardForm } from './form.ts'
import { seeOther } from './layout.ts'
import { addedNotice, answeredNotice, goneNotice, unknownNotice } from './notices.ts'
import { BANK_PATH, DONE_PATH, METHOD_PATH } from './paths.ts'
import type { SandboxPayments } from './sandbox.ts'
import { publicId, type SandboxSession } from './session.ts'
import { bankPage, methodPage } from './views.ts'

const FORM_BYTES = 4 * 1024

/** The sandbox's hosted pages: add a method, answer the bank, done. They work without script and keep no card number. */
export function sandboxPages(options: { payments: SandboxPayments; clock: Clock; publicUrl: string }): Route[] {
  const { payments, clock, publicUrl } = options
  const { sessions, ledger } = payments
  type Page = (session: SandboxSession, request: PageRequest) => Promise<PageResponse>

  /** Finds the session that the link names, whatever else the request holds. */
  function withSession(kinds: readonly SandboxSession['kind'][], show: Page) {
    return async (request: PageRequest): Promise<PageResponse> => {
      const session = await sessions.find(request.query.get('session') ?? '')
      if (!session || !kinds.includes(session.kind)) return unknownNotice(request.headers['accept-language'])
      return show(session, request)
    }
  }

  function chargeOf(session: SandboxSession) {
    return ledger.find(session.chargeKey ?? '')
  }

  const showMethod: Page = async (session) => {
    if (session.added) return goneNotice('used', session)
    return sessions.isOver(session) ? goneNotice('expired', session) : methodPage(session)
  }

  const addMethod: Page = async (session, request) => {
    if (!isOwnForm(request, publicUrl)) return goneNotice('foreign', session)
    if (!session.added && sessions.isOver(session)) return goneNotice('expired', session)
    if (!session.added) {
      const form = readCardForm(fieldsOf(request), clock.today('UTC'))
      if (!form.ok) return methodPage(session, form.errors, form.expiry)
      await sessions.add(session, form.card, form.expires)
    }
    return seeOther(DONE_PATH, publicId(session))
  }

  const showBank: Page = async (session) => {
    const charge = await chargeOf(session)
    if (charge?.state !== 'needs_customer') return goneNotice('used', session)
    if (sessions.isOver(session)) return goneNotice('expired', session)
    const added = await sessions.addedOf(charge.ask.methodId, charge.ask.customer)
    return bankPage(session, charge.ask.money, added?.method)
  }

  const answerBank: Page = async (session, request) => {
    if (!isOwnForm(request, publicUrl)) return goneNotice('foreign', session)
    const answer = fieldsOf(request).get('answer')
    if (answer !== 'approve' && answer !== 'refuse') return showBank(session, request)
    const charge = await chargeOf(session)
    if (charge?.state === 'needs_customer') {
      if (sessions.isOver(session)) return goneNotice('expired', session)
      await ledger.change(charge._id, (before) => answeredByBank(before, answer === 'approve'))
    }
    return seeOther(DONE_PATH, publicId(session))
  }

  const showDone: Page = async (session) => {
    if (session.kind === 'method') {
      return session.added ? addedNotice(session, session.added) : seeOther(METHOD_PATH, publicId(session))
    }
    const charge = await chargeOf(session)
    if (!charge || charge.state === 'needs_customer') return seeOther(BANK_PATH, publicId(session))
    return answeredNotice(session, charge)
  }

  return [
    { method: 'GET', path: METHOD_PATH, handle: withSession(['method'], showMethod) },
    { method: 'POST', path: METHOD_PATH, maxBytes: FORM_BYTES, handle: withSession(['method'], addMethod) },
    { method: 'GET', path: BANK_PATH, handle: withSession(['bank'], showBank) },
    { method: 'POST', path: BANK_PATH, maxBytes: FORM_BYTES, handle: withSession(['bank'], answerBank) },
    { method: 'GET', path: DONE_PATH, handle: withSession(['method', 'bank'], showDone) },
  ]
}

/** Sent by one of these pages: browsers say where a form comes from, in one header or the other. */
function isOwnForm({ headers }: PageRequest, publicUrl: string): boolean {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
  const site = headers['sec-fetch-site']
  return isForm && (site ? site === 'same-origin' : headers.origin === new URL(publicUrl).origin)
}

function fieldsOf(request: PageRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString('utf8'))
}
