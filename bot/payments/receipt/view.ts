import { sumFacts } from '../../../cards/bill-facts.ts'
import type { PaperSheet } from '../../../cards/paper-sheet.ts'
import { clean } from '../../../cards/plain.ts'
import { type ReceiptView, receiptWords } from '../../../cards/receipt-view.ts'
import { text } from '../../../cards/text.ts'
import { COMMANDS } from '../../../dialogs/understanding/commands.ts'
import type { Bill } from '../../../store/billing/bill.ts'
import { LOCALES, type Locale } from '../../../store/values/locale.ts'
import { type Html, html } from '../../http/html.ts'
import { htmlPage } from '../../http/html-page.ts'
import type { PageResponse } from '../../http/server.ts'
import { paperArticle } from '../papers/page.ts'
import { RECEIPT_STYLE } from './style.ts'

/** A receipt and whom it is for. */
type ReceiptSheet = ReceiptView & {
  company: string
  /** Its parts; absent: no seller was set. */
  bill?: Bill
  /** Its invoice and credit notes, with where they are. */
  papers: { words: { title: string; number: string }; page: string; pdf: string }[]
}

const NAMES: Record<Locale, string> = { en: 'English', 'zh-TW': '繁體中文' }

/** The receipt, to be read and printed. */
export function receiptSheet(receipt: ReceiptSheet, locale: Locale, linkIn: (locale: Locale) => string): PageResponse {
  const { term, price, date, method, refunds } = receiptWords(receipt, locale)
  const facts: [string, string][] = [
    [text(locale, 'fact.buyer'), clean(receipt.company)],
    [text(locale, 'fact.date'), date],
    [text(locale, 'fact.order'), receipt.orderNumber],
    [text(locale, 'fact.method'), method],
  ]
  const parts = receipt.bill ? sumFacts(receipt.bill, receipt.price, locale).slice(0, 2) : []
  const body = html`<header>
<h1>${text(locale, 'receipt-page.title')}</h1>
<p class="number">${receipt.number}</p>
</header>
${receipt.refunded ? html`<p class="refunded">${text(locale, 'receipt-page.refunded')}</p>` : undefined}
${refunds.map((each) => html`<p>${each}</p>`)}
<dl>
${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>
<table>
<thead><tr><th scope="col">${text(locale, 'fact.offer')}</th><th scope="col" class="money">${text(locale, 'fact.paid')}</th></tr></thead>
<tbody><tr><td>${receipt.offer}<small>${term}</small></td><td class="money">${price}</td></tr></tbody>
<tfoot>${parts.map(
    ({ title, value }) => html`<tr class="part"><th scope="row">${title}</th><td class="money">${value}</td></tr>`,
  )}<tr><th scope="row">${text(locale, 'receipt-page.total')}</th><td class="money">${price}</td></tr></tfoot>
</table>
${receipt.bill ? undefined : html`<p class="quiet">${text(locale, 'paper.no-seller')}</p>`}
${receipt.papers.map(
  ({ words, page, pdf }) => html`<p class="screen"><a href="${page}">${text(locale, 'paper.page', words)}</a> ·
<a href="${pdf}">${text(locale, 'paper.pdf', words)}</a></p>`,
)}
<p class="quiet screen">${text(locale, 'receipt-page.print')}</p>`
  return sheet(200, locale, `${text(locale, 'receipt-page.title')} ${receipt.number}`, body, linkIn)
}

/** An invoice or credit note, to be read and printed, and the way to its PDF. */
export function paperOnPage(
  paper: PaperSheet,
  locale: Locale,
  pdf: string,
  linkIn: (locale: Locale) => string,
): PageResponse {
  const words = { title: paper.title, number: paper.number }
  const body = html`${paperArticle(paper)}
<p class="screen"><a href="${pdf}">${text(locale, 'paper.pdf', words)}</a></p>
<p class="quiet screen">${text(locale, 'receipt-page.print')}</p>`
  return sheet(200, locale, text(locale, 'paper.page', words), body, linkIn)
}

export type Obstacle = 'unknown' | 'over' | 'foreign'
const STATUS: Record<Obstacle, number> = { unknown: 404, over: 410, foreign: 403 }

/** Why no receipt is shown, and that a new link comes only through the chat. */
export function receiptObstacle(why: Obstacle, locale: Locale): PageResponse {
  const body = html`<h1>${text(locale, `receipt-page.${why}`)}</h1>
<p>${text(locale, 'receipt-page.again', { receipts: COMMANDS.receipts[locale] })}</p>`
  return sheet(STATUS[why], locale, text(locale, `receipt-page.${why}`), body)
}

/** Asks for a press before the link is bound to whoever opened it: mail and chat services open links by themselves. */
export function receiptDoor(token: string, locale: Locale): PageResponse {
  const body = html`<h1>${text(locale, 'receipt-page.title')}</h1>
<p>${text(locale, 'receipt-page.door')}</p>
<form method="get"><input type="hidden" name="t" value="${token}"><input type="hidden" name="lang" value="${locale}">
<input type="hidden" name="open" value="1"><button class="button">${text(locale, 'receipt-page.open')}</button></form>`
  return sheet(200, locale, text(locale, 'receipt-page.title'), body)
}

function sheet(
  status: number,
  locale: Locale,
  title: string,
  body: Html,
  linkIn?: (locale: Locale) => string,
): PageResponse {
  const others = linkIn ? LOCALES.filter((each) => each !== locale) : []
  const links = others.map(
    (each) => html`<a href="${linkIn?.(each)}" lang="${each}" hreflang="${each}">${NAMES[each]}</a>`,
  )
  const whole = html`${links.length ? html`<nav aria-label="${text(locale, 'receipt-page.language')}">${links}</nav>` : undefined}
<main>
${body}
</main>`
  const headers = { vary: 'cookie', 'referrer-policy': 'no-referrer' }
  return htmlPage(status, { locale, title, style: RECEIPT_STYLE, body: whole, headers })
}
