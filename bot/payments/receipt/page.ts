import { createHash } from 'node:crypto'
import { receiptViewOf } from '../../../cards/receipt-view.ts'
import type { Catalogue } from '../../../store/catalogue/offer.ts'
import type { Store } from '../../../store/store.ts'
import type { Clock } from '../../../store/use-cases/services.ts'
import { type Locale, locale, localeOf } from '../../../store/values/locale.ts'
import { stored } from '../../../store/values/time.ts'
import type { PageRequest, PageResponse, Route } from '../../http/server.ts'
import { RECEIPT_PATH, type ReceiptClaims, type ReceiptLinks } from './link.ts'
import { receiptDoor, receiptObstacle, receiptSheet } from './view.ts'

const COOKIE = 'receipt_browser'
const COOKIE_SECONDS = 3600

type Parts = {
  store: Store
  catalogue: Catalogue
  links: ReceiptLinks
  clock: Clock
  publicUrl: string
  /** Unguessable. */
  newId: () => string
}

/**
 * The printable receipts. A link opens one receipt for an hour, in the browser that opened it first; whoever else has it
 * sees nothing. A new one comes only through the chat, where it is known who asks.
 */
export function receiptRoutes({ store, catalogue, links, clock, publicUrl, newId }: Parts): Route[] {
  async function show(request: PageRequest): Promise<PageResponse> {
    const token = request.query.get('t') ?? ''
    const claims = links.read(token)
    const spoken = languageOf(request, claims)
    if (!claims) return receiptObstacle('unknown', spoken)
    if (claims.isOver) return receiptObstacle('over', spoken)
    if (!isMeant(request) && !(await store.receiptOpenings.isOpened(claims.id))) return receiptDoor(token, spoken)
    const browser = browserOf(request) ?? `${newId()}${newId()}`
    const until = stored(clock.now().add({ seconds: COOKIE_SECONDS }))
    const opening = { _id: claims.id, browser: markOf(browser), until }
    if (!(await store.receiptOpenings.belongsTo(opening))) return receiptObstacle('foreign', spoken)
    const sheet = await sheetOf(claims, spoken)
    if (!sheet) return receiptObstacle('unknown', spoken)
    const page = receiptSheet(
      sheet,
      spoken,
      (each) => `${RECEIPT_PATH}?${new URLSearchParams({ t: token, lang: each })}`,
    )
    return { ...page, headers: { ...page.headers, 'set-cookie': cookieOf(browser) } }
  }

  async function sheetOf({ order: id, partner: partnerId }: ReceiptClaims, spoken: Locale) {
    const [order, partner] = await Promise.all([store.orders.get(id), store.partners.get(partnerId)])
    if (!order || !partner || order.partnerId !== partnerId) return undefined
    const receipt = receiptViewOf({ catalogue }, order, spoken)
    return receipt && { ...receipt, company: partner.name }
  }

  function cookieOf(browser: string): string {
    const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
    // Lax: the link is opened from the chat, which is another site.
    return `${COOKIE}=${browser}; Path=${RECEIPT_PATH}; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${secure}`
  }

  return [{ method: 'GET', path: RECEIPT_PATH, handle: show }]
}

/** Somebody follows the link; not a service that looks at links beforehand, nor a browser that fetches ahead. */
function isMeant({ headers, query }: PageRequest): boolean {
  const ahead = headers['sec-purpose'] ?? headers.purpose
  return !ahead?.includes('prefetch') && (headers['sec-fetch-mode'] === 'navigate' || query.get('open') === '1')
}

function browserOf({ headers }: PageRequest): string | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{30,80})(?:;|$)`).exec(headers.cookie ?? '')?.[1]
}

function markOf(browser: string): string {
  return createHash('sha256').update(browser).digest('base64url')
}

function languageOf({ query, headers }: PageRequest, claims: ReceiptClaims | undefined): Locale {
  const asked = locale.safeParse(query.get('lang'))
  if (asked.success) return asked.data
  return localeOf(headers['accept-language'], claims?.locale)
}
