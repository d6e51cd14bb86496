import { createHash } from 'node:crypto'
import type { Locale } from '../../store/values/locale.ts'
import { type Html, html } from './html.ts'
import type { PageResponse } from './server.ts'

/** `title` is text. `headers` add to, or replace, what every such page is sent with. */
type Page = { locale: Locale; title: string; style: string; body: Html; headers?: Record<string, string> }

/**
 * A whole page with a style of its own: no script runs, nothing is loaded, nobody frames or keeps it, and its forms lead
 * back to where it came from.
 */
export function htmlPage(status: number, { locale, title, style, body, headers = {} }: Page): PageResponse {
  const hash = createHash('sha256').update(style).digest('base64')
  const { markup } = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
${body}
</body>
</html>
`
  const always = {
    'content-type': 'text/html; charset=utf-8',
    'content-language': locale,
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
  }
  return { status, headers: { ...always, ...headers }, body: markup }
}
