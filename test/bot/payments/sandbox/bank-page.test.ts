import assert from 'node:assert/strict'
import { STYLE } from '../../../../bot/payments/sandbox/style.ts'
import { FORM, locationOf, openPages, text } from './pages.ts'

describe('the hosted pages: the bank', () => {
  it('shows the amount with its currency and the card, takes the approval once', async () => {
    const { get, post, openBank, events } = await openPages()
    const { url, find } = await openBank()
    const page = await get(url)
    assert.match(text(page), /USD\s475\.00/)
    assert.match(text(page), /Visa •••• 3184/)
    const before = (await events()).length
    const end = locationOf(await post(url, { answer: 'approve' }))
    assert.equal(locationOf(await post(url, { answer: 'refuse' })), end, 'too late to refuse')
    assert.match(text(await get(end)), /Payment approved/)
    assert.equal((await find()).status, 'succeeded')
    assert.equal((await events()).length, before + 1)
    assert.equal((await get(url)).status, 410)
  })

  it('F57: a refused payment is declined, and another try on the card is worth it', async () => {
    const { get, post, openBank } = await openPages()
    const { url, find, charge } = await openBank()
    const end = await get(locationOf(await post(url, { answer: 'refuse' })))
    assert.match(text(end), /Payment refused/)
    const declined = { code: 'authentication_failed', retryable: true, chargeId: `sch_${charge.key}` }
    assert.deepEqual(await find(), { status: 'declined', ...declined })
  })

  it('F57: nothing is taken by looking, by another answer, after the day, or once it was canceled', async () => {
    const { get, post, openBank, clock, payments } = await openPages()
    const { url, find, charge } = await openBank()
    await get(url)
    assert.equal((await post(url, { answer: 'yes' })).status, 200)
    assert.equal((await post(url, { answer: 'approve' }, { ...FORM, origin: 'https://evil.example' })).status, 403)
    clock.move({ hours: 24 })
    assert.equal((await post(url, { answer: 'approve' })).status, 410)
    assert.equal((await find()).status, 'needs_customer')
    await payments.cancelCharge(charge.key, charge.customer)
    const end = await get(locationOf(await post(url, { answer: 'approve' })))
    assert.match(text(end), /needs no confirmation any more/)
    assert.equal((await find()).status, 'declined')
  })
})

describe('the hosted pages: every one of them', () => {
  it('S25: is whole in one language, and F60: allows no script, no framing, no keeping', async () => {
    for (const locale of ['en', 'zh-TW'] as const) {
      const { get, post, openMethod, openBank } = await openPages()
      const method = await openMethod(locale)
      const bank = await openBank(locale)
      const wrong = await post(method.url, {})
      const start = await get(method.url)
      const ask = await get(bank.url)
      const done = await get(locationOf(await post(method.url, { card: 'visa' })))
      const used = await get(method.url)
      const foreign = await post(method.url, {}, {})
      for (const page of [start, wrong, ask, done, used, foreign]) {
        const headers = page.headers ?? {}
        assert.match(text(page), new RegExp(`^<!doctype html>\\n<html lang="${locale}">`))
        assert.match(
          headers['content-security-policy'] ?? '',
          /^default-src 'none'; style-src 'sha256-[\w+/]+='; form-action 'self'/,
        )
        assert.equal(headers['cache-control'], 'no-store')
        assert.doesNotMatch(text(page), /<script|style="|\son\w+="|https?:\/\/(?!teams\.microsoft\.com)/)
        const shown = text(page)
          .replace(STYLE, '')
          .replace(/<[^>]+>/g, ' ')
        const foreignWords =
          locale === 'en'
            ? /\p{Script=Han}/u
            : /\b(?!(?:Visa|Mastercard|American|Express|JCB|Discover|USD)\b)[A-Za-z]{3,}/
        assert.doesNotMatch(shown, foreignWords)
      }
    }
  })
})
