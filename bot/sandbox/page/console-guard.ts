import { createHash, timingSafeEqual } from 'node:crypto'
import { pageHeaders } from '../../http/page-headers.ts'
import type { PageRequest, PageResponse, Route } from '../../http/server.ts'

/** Nothing but the page's own files runs or is asked; styles through the DOM's own interface only. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const REFUSED = [
  'If you come from a payment page: it is done with. Close this page and go back to your chat.',
  'To chat on the try-it page, open the address that was printed in the terminal.',
  '如果您是從付款頁面過來的：該頁面已完成，請關閉這個頁面並回到您的聊天。',
  '若要在試用頁面聊天，請開啟終端機中顯示的網址。',
  '',
].join('\n')

/**
 * Lets only those in who hold the token: `?token=` of a GET once, afterwards the cookie that the answer to it sets
 * (HttpOnly, SameSite=Strict; its value is `session`, its name differs per token, since cookies know no ports).
 * A POST has to be JSON and from this page, as a browser says it.
 */
export function guarded(route: Route, { token, session }: { token: string; session: string }): Route {
  const cookie = `sandbox-${digest(token).toString('hex').slice(0, 8)}`
  return {
    ...route,
    async handle(request) {
      const withToken = request.method === 'GET' && same(request.query.get('token'), token)
      const withCookie = same(cookies(request).get(cookie), session)
      if (!withToken && !withCookie) return answer({ status: 403, body: REFUSED })
      if (request.method === 'POST' && !isFromPage(request)) return answer({ status: 403, body: REFUSED })
      const response = answer(await route.handle(request))
      if (!withToken) return response
      const setCookie = `${cookie}=${session}; Path=/sandbox; HttpOnly; SameSite=Strict`
      return { ...response, headers: { ...response.headers, 'set-cookie': setCookie } }
    },
  }
}

function answer(response: PageResponse): PageResponse {
  const own = { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': CONTENT_SECURITY_POLICY }
  return { ...response, headers: pageHeaders({ ...own, ...response.headers }) }
}

/** JSON cannot be sent across sites without being asked for first; and browsers say where a request comes from. */
function isFromPage({ headers }: PageRequest): boolean {
  const site = headers['sec-fetch-site']
  return /^application\/json\b/.test(headers['content-type'] ?? '') && (site === undefined || site === 'same-origin')
}

function cookies({ headers }: PageRequest): Map<string, string> {
  const pairs = (headers.cookie ?? '').split(';').slice(0, 50)
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name.trim(), value.join('=').trim()]
    }),
  )
}

/** Compares in equal time, whatever the lengths. */
function same(given: string | null | undefined, wanted: string): boolean {
  return timingSafeEqual(digest(given ?? ''), digest(wanted))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
