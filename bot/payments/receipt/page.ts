import { createHash } from 'node:crypto'
import { paperFile, paperSheet } from '../../../cards/paper-sheet.ts'
import { receiptViewOf } from '../../../cards/receipt-view.ts'
import { text } from '../../../cards/text.ts'
import { billedAtMost } from '../../../store/billing/bill.ts'
import type { Catalogue } from '../../../store/catalogue/offer.ts'
import type { Paper } from '../../../store/papers/paper.ts'
import type { Store } from '../../../store/store.ts'
import type { Clock } from '../../../store/use-cases/services.ts'
import { type Locale, locale, localeOf } from '../../../store/values/locale.ts'
import { stored } from '../../../store/values/time.ts'
import type { PageRequest, PageResponse, Route } from '../../http/server.ts'
import { paperPdf } from '../papers/pdf.ts'
import { PAPER_PATH, PDF_PATH, RECEIPT_PATH, type ReceiptClaims, type ReceiptLinks } from './link.ts'
import { paperOnPage, receiptDoor, receiptObstacle, receiptSheet } from './view.ts'

const COOKIE = 'receipt_browser'
const COOKIE_SECONDS = 3600
/** More papers than any order has. */
const MOST_SHOWN = 201

/** A link that somebody may follow. `asked`: the number of the paper that it is about. */
type Opened = { token: string; claims: ReceiptClaims; spoken: Locale; asked: string }

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
  /** What a link opens, for whoever may see it; `undefined` from `render`: there is nothing of the kind. */
  function guarded(render: (opened: Opened) => Promise<PageResponse | undefined>): Route['handle'] {
    return async (request) => {
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
      const page = await render({ token, claims, spoken, asked: request.query.get('no') ?? claims.paper ?? '' })
      if (!page) return receiptObstacle('unknown', spoken)
      return { ...page, headers: { ...page.headers, 'set-cookie': cookieOf(browser) } }
    }
  }

  async function receiptPage({ token, claims, spoken }: Opened): Promise<PageResponse | undefined> {
    const [order, partner] = await Promise.all([store.orders.get(claims.order), store.partners.get(claims.partner)])
    if (!order || !partner || order.partnerId !== claims.partner) return undefined
    const receipt = receiptViewOf({ catalogue }, order, spoken)
    if (!receipt) return undefined
    const papers = (await store.papers.ofOrder(order._id, MOST_SHOWN)).map(({ kind, _id: number }) => {
      const words = { title: text(spoken, `paper.${kind}`), number }
      const link = (path: string) => `${path}?${new URLSearchParams({ t: token, lang: spoken, no: number })}`
      return { words, page: link(PAPER_PATH), pdf: link(PDF_PATH) }
    })
    const { bill } = order.frozen ? billedAtMost(order.frozen, receipt.price) : {}
    const sheet = { ...receipt, company: partner.name, papers, ...(bill ? { bill } : {}) }
    return receiptSheet(sheet, spoken, (each) => address(RECEIPT_PATH, token, each))
  }

  async function paperPage(opened: Opened): Promise<PageResponse | undefined> {
    const { token, spoken, asked } = opened
    const paper = await paperOf(opened)
    if (!paper) return undefined
    const pdf = address(PDF_PATH, token, spoken, asked)
    return paperOnPage(paperSheet(paper, spoken), spoken, pdf, (each) => address(PAPER_PATH, token, each, asked))
  }

  async function pdfFile(opened: Opened): Promise<PageResponse | undefined> {
    const { spoken } = opened
    const paper = await paperOf(opened)
    if (!paper) return undefined
    const body = await paperPdf(paperSheet(paper, spoken), spoken, paper.issuedAt)
    const headers = {
      ...{ 'content-type': 'application/pdf', 'content-language': spoken, 'cache-control': 'no-store' },
      ...{
        'content-disposition': `inline; filename="${paperFile(paper, spoken)}"`,
        vary: 'cookie',
        'x-robots-tag': 'noindex',
      },
    }
    return { status: 200, headers, body }
  }

  /** Only one of the order that the link is of. */
  async function paperOf({ claims, asked }: Opened): Promise<Paper | undefined> {
    const paper = await store.papers.get(asked)
    return paper?.orderId === claims.order && paper.partnerId === claims.partner ? paper : undefined
  }

  function cookieOf(browser: string): string {
    const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
    // Lax: the link is opened from the chat, which is another site.
    return `${COOKIE}=${browser}; Path=${RECEIPT_PATH}; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${secure}`
  }

  return [
    { method: 'GET', path: RECEIPT_PATH, handle: guarded(receiptPage) },
    { method: 'GET', path: PAPER_PATH, handle: guarded(paperPage) },
    { method: 'GET', path: PDF_PATH, handle: guarded(pdfFile) },
  ]
}

function address(path: string, t: string, lang: Locale, no?: string): string {
  return `${path}?${new URLSearchParams({ t, lang, ...(no === undefined ? {} : { no }) })}`
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
