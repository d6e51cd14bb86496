import type { Locale } from '../../../store/use-cases/services.ts'
import { type Html, html } from '../../http/html.ts'
import type { PageResponse } from '../../http/server.ts'
import { STYLE, STYLE_HASH } from './style.ts'
import { PAGE_TEXTS } from './texts.ts'

/** Nothing but this style and forms back to here; no script runs, nothing is loaded, nobody frames or keeps the page. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src '${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  // Not `no-referrer`: browsers then send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
}

/** A whole page with the test banner on top. The title is text. */
export function page(status: number, locale: Locale, title: string, body: Html): PageResponse {
  const { markup } = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<header><p class="banner">${PAGE_TEXTS[locale].banner}</p></header>
<main>
${body}
</main>
</body>
</html>
`
  return { status, headers: { ...HEADERS, 'content-language': locale }, body: markup }
}

/** To another of our pages: reloading it does not send the form again. */
export function seeOther(path: string, session: string): PageResponse {
  return {
    status: 303,
    headers: { location: `${path}?${new URLSearchParams({ session })}`, 'cache-control': 'no-store' },
  }
}
