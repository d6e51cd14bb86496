/** For every page: nothing loads, frames or is kept unless the page says so. A page's own headers win. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
}

/** The headers to send with a page. No page can let others frame it. */
export function pageHeaders(own: Record<string, string> = {}): Record<string, string> {
  const headers: Record<string, string> = { ...HEADERS }
  for (const [name, value] of Object.entries(own)) headers[name.toLowerCase()] = value
  const policy = headers['content-security-policy'] ?? ''
  if (!policy.includes('frame-ancestors')) headers['content-security-policy'] = `${policy}; frame-ancestors 'none'`
  return headers
}
