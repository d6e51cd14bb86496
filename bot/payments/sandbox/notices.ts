import type { Locale } from '../../../store/use-cases/services.ts'
import { localeOf } from '../../../store/values/locale.ts'
import { type Html, html } from '../../http/html.ts'
import type { PageResponse } from '../../http/server.ts'
import type { SandboxCharge } from './charge.ts'
import { page } from './layout.ts'
import type { SandboxSession } from './session.ts'
import { PAGE_TEXTS } from './texts.ts'

const TICK = html`<svg class="mark" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M4 12.5l5.5 5.5L20 7"/></svg>`
const CROSS = html`<svg class="mark off" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"/></svg>`

type Words = { title: string; detail?: string; text: string; good?: boolean }

function notice(status: number, locale: Locale, words: Words, back?: { label: string; url: string }): PageResponse {
  const { title, detail, text, good } = words
  const body: Html = html`${good ? TICK : CROSS}
<h1>${title}</h1>
${detail ? html`<p>${detail}</p>` : undefined}
<p class="quiet">${text}</p>
${back ? html`<p><a class="button" href="${back.url}">${back.label}</a></p>` : undefined}`
  return page(status, locale, title, body)
}

/** No session, so no language either: the browser's first choice decides. */
export function unknownNotice(acceptLanguage: string | undefined): PageResponse {
  const locale = localeOf(acceptLanguage)
  const { gone } = PAGE_TEXTS[locale]
  return notice(404, locale, { title: gone.unknown, text: gone.unknownText })
}

const GONE = { expired: 410, used: 410, foreign: 403 } as const

/** Why the page can't be used. */
export function goneNotice(why: keyof typeof GONE, { locale, returnUrl }: SandboxSession): PageResponse {
  const { gone } = PAGE_TEXTS[locale]
  const words = { title: gone[why], text: gone[`${why}Text`] }
  return notice(GONE[why], locale, words, { label: gone.button, url: returnUrl })
}

export function addedNotice(
  { locale, returnUrl }: SandboxSession,
  added: NonNullable<SandboxSession['added']>,
): PageResponse {
  const { done } = PAGE_TEXTS[locale]
  const { brand, last4, expires } = added.method
  const [year, month] = expires.split('-')
  const detail = [
    `${brand} ${done.ending.replace('{last4}', last4)}`,
    done.expires.replace('{expires}', `${month}/${year}`),
  ].join(done.comma)
  const words = { title: done.added, detail, text: done.back, good: true }
  return notice(200, locale, words, { label: done.button, url: returnUrl })
}

export function answeredNotice({ locale, returnUrl }: SandboxSession, charge: SandboxCharge): PageResponse {
  const { done } = PAGE_TEXTS[locale]
  const refused = charge.decline?.code === 'authentication_failed'
  const good = charge.state === 'succeeded'
  const title = good ? done.approved : refused ? done.refused : done.processed
  return notice(200, locale, { title, text: done.back, good }, { label: done.button, url: returnUrl })
}
