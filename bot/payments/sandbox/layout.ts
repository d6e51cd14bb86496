import type { Locale } from '../../../store/use-cases/services.ts'
import { type Html, html } from '../../http/html.ts'
import { htmlPage } from '../../http/html-page.ts'
import type { PageResponse } from '../../http/server.ts'
import { STYLE } from './style.ts'
import { PAGE_TEXTS } from './texts.ts'

/** A whole page with the test banner on top. The title is text. */
export function page(status: number, locale: Locale, title: string, main: Html): PageResponse {
  const body = html`<header><p class="banner">${PAGE_TEXTS[locale].banner}</p></header>
<main>
${main}
</main>`
  // Not `no-referrer`: browsers then send `Origin: null` with our own forms.
  return htmlPage(status, { locale, title, style: STYLE, body, headers: { 'referrer-policy': 'same-origin' } })
}

/** To another of our pages: reloading it does not send the form again. */
export function seeOther(path: string, session: string): PageResponse {
  return {
    status: 303,
    headers: { location: `${path}?${new URLSearchParams({ session })}`, 'cache-control': 'no-store' },
  }
}
