import assert from 'node:assert/strict'
import type { PageResponse } from '../../../../bot/http/server.ts'
import { sandboxPages } from '../../../../bot/payments/sandbox/page.ts'
import type { Locale } from '../../../../store/use-cases/services.ts'
import { openGateway, PUBLIC_URL, RETURN_URL } from '../gateway.ts'

/** What a browser sends along with a form of ours. */
export const FORM = { 'content-type': 'application/x-www-form-urlencoded', origin: PUBLIC_URL }

/** The hosted pages without a server: requests go straight to their routes. */
export async function openPages() {
  const gateway = await openGateway()
  const routes = sandboxPages({ payments: gateway.payments, clock: gateway.clock, publicUrl: PUBLIC_URL })
  function ask(method: 'GET' | 'POST', link: string, headers: Record<string, string>, body: string) {
    const { pathname, searchParams } = new URL(link, PUBLIC_URL)
    const route = routes.find((each) => each.method === method && each.path === pathname)
    assert.ok(route, `${method} ${pathname}`)
    return route.handle({ method, path: pathname, query: searchParams, headers, body: Buffer.from(body), remote: '' })
  }
  const get = (link: string, headers: Record<string, string> = {}) => ask('GET', link, headers, '')
  const post = (link: string, fields: Record<string, string>, headers: Record<string, string> = FORM) =>
    ask('POST', link, headers, new URLSearchParams(fields).toString())
  let keys = 0
  const openMethod = (locale: Locale = 'en') =>
    gateway.payments.openMethodPage({
      key: `method:${++keys}`,
      partnerId: 'partner-one',
      locale,
      returnUrl: RETURN_URL,
    })
  async function openBank(locale: Locale = 'en') {
    const charge = await gateway.askOn('bank-asks')
    await gateway.payments.charge(charge)
    const { key, customer } = charge
    const { url } = await gateway.payments.openBankPage({ key, customer, locale, returnUrl: RETURN_URL })
    return { url, find: () => gateway.payments.findCharge(key, customer), charge }
  }
  return { ...gateway, routes, get, post, openMethod, openBank }
}

export function text({ body }: PageResponse): string {
  return String(body)
}

export function locationOf({ status, headers }: PageResponse): string {
  assert.equal(status, 303)
  return headers?.location ?? ''
}
