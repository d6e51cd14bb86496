import assert from 'node:assert/strict'
import { PUBLIC_URL, RETURN_URL } from '../gateway.ts'
import { FORM, locationOf, openPages, text } from './pages.ts'

const TYPED = { number: '4242 4242 4242 4242', expiry: '09/29', cvc: '123', name: 'Purchaser One' }

describe('the hosted pages: adding a method', () => {
  it('adds a typed test card, keeps four digits of it, and shows how to go on', async () => {
    const { get, post, openMethod, payments, database } = await openPages()
    const { url, sessionId } = await openMethod()
    assert.equal((await get(url)).status, 200)
    const done = await get(locationOf(await post(url, TYPED)))
    assert.equal(done.status, 200)
    assert.match(text(done), /Visa ending in 4242, expires 09\/2029/)
    assert.ok(text(done).includes(`href="${RETURN_URL}"`))
    const found = await payments.findMethod(sessionId)
    assert.ok(found.status === 'complete')
    assert.deepEqual({ ...found.method, id: '' }, { id: '', brand: 'Visa', last4: '4242', expires: '2029-09' })
    const kept = JSON.stringify(await database.collection('sandbox-sessions').find({}, { limit: 10 }).toArray())
    assert.doesNotMatch(kept, /4242424242424242|4242 4242|Purchaser One|"123"/)
  })

  it('posting twice, at once or later, adds one card and shows the same end', async () => {
    const { post, openMethod, payments, events } = await openPages()
    const { url, sessionId } = await openMethod()
    const answers = await Promise.all([post(url, TYPED), post(url, { card: 'mastercard' }), post(url, TYPED)])
    answers.push(await post(url, { card: 'declined' }))
    assert.equal(new Set(answers.map(locationOf)).size, 1)
    const first = await payments.findMethod(sessionId)
    await post(url, { card: 'declined' })
    assert.deepEqual(await payments.findMethod(sessionId), first)
    assert.equal((await events()).length, 1)
  })

  it('F60: refuses another number with a sentence, shows and keeps nothing of it', async () => {
    const { post, openMethod, payments, database } = await openPages()
    const { url, sessionId } = await openMethod()
    const page = await post(url, { ...TYPED, number: '4111 1111 1111 1111', cvc: '0765', name: 'canary name' })
    assert.equal(page.status, 422)
    assert.match(text(page), /Only the test numbers listed on this page are taken/)
    assert.doesNotMatch(text(page), /4111|0765|canary/)
    assert.match(text(page), /value="09\/29"/)
    assert.deepEqual(await payments.findMethod(sessionId), { status: 'open' })
    const kept = JSON.stringify(await database.collection('sandbox-sessions').find({}, { limit: 10 }).toArray())
    assert.doesNotMatch(kept, /4111|0765|canary/)
  })

  it('shows hostile input nowhere and never as markup', async () => {
    const { post, openMethod } = await openPages()
    const { url } = await openMethod()
    const hostile = '"><script>alert(1)</script>'
    const page = await post(url, { number: hostile, expiry: hostile, cvc: hostile, name: hostile, card: hostile })
    assert.equal(page.status, 422)
    assert.doesNotMatch(text(page), /<script|alert\(/)
  })

  it('answers 410 to a used or expired page, 404 to any other, each with the way back if there is one', async () => {
    const { get, post, openMethod, clock } = await openPages()
    const used = (await openMethod()).url
    const expired = (await openMethod()).url
    await post(used, { card: 'visa' })
    assert.equal((await get(used)).status, 410)
    clock.move({ hours: 24 })
    for (const page of [await get(expired), await post(expired, TYPED)]) {
      assert.equal(page.status, 410)
      assert.ok(text(page).includes(RETURN_URL))
    }
    assert.equal((await post(used, { card: 'visa' })).status, 303, 'what was done is shown')
    for (const session of ['', 'x', '../..', 'sbs_0.0', 'x'.repeat(5_000)])
      for (const path of ['method', 'bank', 'done'])
        assert.equal((await get(`/sandbox/pay/${path}?session=${session}`)).status, 404)
    assert.equal((await get('/sandbox/pay/method')).status, 404)
    const chinese = await get('/sandbox/pay/method', { 'accept-language': 'zh-TW,zh;q=0.9' })
    assert.match(text(chinese), /<html lang="zh-TW">.*找不到此頁面/s)
  })

  it('refuses a form from elsewhere, and changes nothing', async () => {
    const { post, openMethod, payments } = await openPages()
    const { url, sessionId } = await openMethod()
    const foreign: Record<string, string>[] = [
      { ...FORM, origin: 'https://evil.example' },
      { ...FORM, origin: 'null' },
      { 'content-type': FORM['content-type'] },
      { ...FORM, 'sec-fetch-site': 'cross-site' },
      { ...FORM, 'sec-fetch-site': 'same-site' },
      { ...FORM, 'sec-fetch-site': 'none' },
      { origin: PUBLIC_URL, 'content-type': 'text/plain' },
      { origin: PUBLIC_URL },
    ]
    for (const headers of foreign) assert.equal((await post(url, { card: 'visa' }, headers)).status, 403)
    assert.deepEqual(await payments.findMethod(sessionId), { status: 'open' })
    assert.equal((await post(url, { card: 'visa' }, { ...FORM, 'sec-fetch-site': 'same-origin' })).status, 303)
  })

  it('a page that is not done leads back from its end to its start; a bank’s link opens no other page', async () => {
    const { get, openMethod, openBank } = await openPages()
    const method = (await openMethod()).url
    assert.equal(new URL(locationOf(await get(method.replace('/method', '/done'))), PUBLIC_URL).href, method)
    const bank = (await openBank()).url
    assert.equal(new URL(locationOf(await get(bank.replace('/bank', '/done'))), PUBLIC_URL).href, bank)
    assert.equal((await get(bank.replace('/bank', '/method'))).status, 404)
    assert.equal((await get(method.replace('/method', '/bank'))).status, 404)
  })
})
