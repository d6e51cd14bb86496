import { text } from '../../../cards/text.ts'
import { lastAttempt } from '../../../store/orders/order.ts'
import { orderStatus } from '../../../store/orders/order-status.ts'
import type { Store } from '../../../store/store.ts'
import type { Payments } from '../../../store/use-cases/services.ts'
import { type Locale, localeOf } from '../../../store/values/locale.ts'
import { type Html, html } from '../../http/html.ts'
import { htmlPage } from '../../http/html-page.ts'
import type { PageRequest, PageResponse, Route } from '../../http/server.ts'
import { RECEIPT_STYLE } from '../receipt/style.ts'
import { BANK_LINK_PATH, bankLinks } from './link.ts'

type Parts = Parameters<typeof bankLinks>[0] & {
  store: Store
  payments: Pick<Payments, 'openBankPage'>
  /** The chat. */
  returnUrl: string
  report: (what: string, error: unknown) => void
}

/**
 * The way to the page on which the bank asks the person. Only opening it tells the gateway that they are there, and from
 * then on the bank may let the money through: so nothing but a press of theirs opens it, no message that is being written
 * and no service that looks at links. What the bank waits for no longer leads back to the chat.
 */
export function bankRoutes({ store, payments, returnUrl, report, ...signing }: Parts): Route[] {
  const links = bankLinks(signing)

  async function open(request: PageRequest): Promise<PageResponse> {
    const token = request.query.get('t') ?? ''
    const claims = links.read(token)
    if (!claims) return obstacle(404, 'unknown', localeOf(request.headers['accept-language'], undefined))
    const { order: orderId, key, locale } = claims
    if (claims.isOver) return obstacle(410, 'over', locale)
    const order = await store.orders.get(orderId)
    const attempt = order && lastAttempt(order)
    if (!order || attempt?.key !== key || orderStatus(order) !== 'waits-for-bank') return seeOther(returnUrl)
    if (!isMeant(request)) return door(token, locale)
    try {
      const { url } = await payments.openBankPage({ key, customer: attempt.customer, locale, returnUrl })
      return seeOther(url)
    } catch (error) {
      report('a page of the bank cannot be opened', error)
      return unreachable(token, locale)
    }
  }

  return [{ method: 'GET', path: BANK_LINK_PATH, handle: open }]
}

/** Somebody follows the link; not a service that looks at links beforehand, nor a browser that fetches ahead. */
function isMeant({ headers, query }: PageRequest): boolean {
  const ahead = headers['sec-purpose'] ?? headers.purpose
  return !ahead?.includes('prefetch') && (headers['sec-fetch-mode'] === 'navigate' || query.get('open') === '1')
}

function seeOther(location: string): PageResponse {
  return { status: 303, headers: { location } }
}

function door(token: string, locale: Locale): PageResponse {
  return page(200, locale, text(locale, 'bank-page.title'), [
    html`<p>${text(locale, 'bank-page.door')}</p>`,
    onward(token, text(locale, 'bank-page.open')),
  ])
}

function unreachable(token: string, locale: Locale): PageResponse {
  return page(503, locale, text(locale, 'bank-page.unreachable'), [
    html`<p>${text(locale, 'bank-page.nothing')}</p>`,
    onward(token, text(locale, 'bank-page.retry')),
  ])
}

function obstacle(status: number, why: 'unknown' | 'over', locale: Locale): PageResponse {
  return page(status, locale, text(locale, `bank-page.${why}`), [html`<p>${text(locale, 'bank-page.nothing')}</p>`])
}

/** A link and no form: what a form's answer may lead to is bounded to these pages. */
function onward(token: string, words: string): Html {
  const to = `${BANK_LINK_PATH}?${new URLSearchParams({ t: token, open: '1' })}`
  return html`<p><a class="button" href="${to}" rel="nofollow noreferrer">${words}</a></p>`
}

function page(status: number, locale: Locale, title: string, parts: Html[]): PageResponse {
  const body = html`<main>
<h1>${title}</h1>
${parts}
</main>`
  return htmlPage(status, { locale, title, style: RECEIPT_STYLE, body, headers: { 'referrer-policy': 'no-referrer' } })
}
