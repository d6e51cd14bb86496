import assert from 'node:assert/strict'
import { extractText, getDocumentProxy } from 'unpdf'
import { paperArticle } from '../../../../bot/payments/papers/page.ts'
import { paperPdf } from '../../../../bot/payments/papers/pdf.ts'
import { paperSheet } from '../../../../cards/paper-sheet.ts'
import type { BuyerParty } from '../../../../store/billing/buyer.ts'
import { readCatalogue } from '../../../../store/catalogue/read-catalogue.ts'
import { draftOf, type Paper } from '../../../../store/papers/paper.ts'
import { openStage, type Stage, textOf } from '../../../support/conversation.ts'
import { paidOrder, refundOf } from '../../../support/paid-orders.ts'
import { sellerOne } from '../../../support/seller.ts'

const NAVIGATION = { 'sec-fetch-mode': 'navigate' }

async function readPdf(body: string | Buffer | undefined) {
  assert.ok(body instanceof Buffer)
  assert.equal(body.subarray(0, 5).toString(), '%PDF-')
  const pdf = await getDocumentProxy(new Uint8Array(body))
  const { text } = await extractText(pdf, { mergePages: true })
  const { info } = await pdf.getMetadata()
  return { text, info: Object(info), bytes: body.length }
}

const packed = (text: string) => text.replace(/\s+/g, '')
const UNESCAPED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const wordsOf = (markup: string) =>
  packed(markup.replace(/<[^>]*>/g, ' ')).replace(/&[a-z#\d]+;/g, (each) => UNESCAPED[each] ?? each)

async function bought({ country = 'TW', locale = 'zh-TW', seller = sellerOne() } = {}) {
  const stage = await openStage({ seller })
  const person = stage.person({ locale })
  await person.toReview({ country })
  await person.press('purchase', { po: '4500012345' })
  return { stage, person }
}

function get(stage: Stage, url: string, headers: Record<string, string> = NAVIGATION) {
  const { pathname: path, searchParams: query } = new URL(url, 'http://127.0.0.1:3978')
  const route = stage.pages.find((each) => each.path === path)
  assert.ok(route, path)
  return route.handle({ method: 'GET', path, query, headers, body: Buffer.alloc(0), remote: '' })
}

const linksIn = (said: string, path: string) =>
  [...said.matchAll(/http:\/\/127\.0\.0\.1:3978(\/receipt[^"\\]*)/g)].flatMap(([url, rest = '']) =>
    rest.startsWith(`${path}?`) ? [url] : [],
  )

describe('invoices and credit notes', () => {
  for (const [locale, command, title] of [
    ['en', 'receipts', 'Invoice'],
    ['zh-TW', '收據', '帳單'],
  ] as const)
    it(`S27: of a purchase there is an invoice in the chat; its page and its PDF say the same (${locale})`, async () => {
      const { stage, person } = await bought({ locale })
      const [link = ''] = linksIn(textOf(await person.say(command)), '/receipt/paper')
      const page = await get(stage, link)
      assert.equal(page.status, 200)
      const shown = String(page.body)
      const cookie = { ...NAVIGATION, cookie: page.headers?.['set-cookie']?.split(';')[0] ?? '' }
      for (const lang of ['en', 'zh-TW'] as const) {
        const markup = String((await get(stage, `${link}&lang=${lang}`, cookie)).body)
        const pdfLink = link.replace('/receipt/paper?', '/receipt/paper.pdf?')
        const file = await get(stage, `${pdfLink}&lang=${lang}`, cookie)
        assert.equal(file.headers?.['content-type'], 'application/pdf')
        const { text, info } = await readPdf(file.body)
        const article = /<article>.*<\/article>/s.exec(markup)?.[0] ?? ''
        assert.equal(packed(text), wordsOf(article))
        assert.equal(info.Language, lang)
        assert.match(String(info.Title), lang === 'en' ? /^Invoice SONE-2026-000001$/ : /^帳單 SONE-2026-000001$/)
      }
      for (const each of [title, 'SONE-2026-000001', 'Seller One GmbH', 'DE136695976', '4500012345', 'TWD 15,540.00'])
        assert.ok(shown.includes(each), `${each} is not in ${shown}`)
    })

  it('S27: Taiwan: it says that it is no 統一發票 and how to get one, and carries the 統編', async () => {
    const stage = await openStage({ seller: sellerOne() })
    const person = stage.person({ locale: 'zh-TW' })
    await person.say('join')
    await person.say('Partner One, TW, Asia/Taipei')
    await person.say('公司資料')
    await person.say('統一編號：04595257')
    await person.toReview({ country: 'TW' })
    await person.press('purchase')
    const [paper] = await stage.store.papers.ofPartner('tenant-one', 1)
    assert.ok(paper)
    const { text } = await readPdf(await paperPdf(paperSheet(paper, 'zh-TW'), 'zh-TW', paper.issuedAt))
    for (const each of ['本文件不是統一發票', '請洽billing@seller-one.example', '統一編號：04595257', '營業稅（5%）'])
      assert.ok(packed(text).includes(each), `${each} is not in ${text}`)
    const [order] = await stage.store.orders.ofPartner('tenant-one', 1)
    assert.doesNotMatch(JSON.stringify(paperSheet(paper, 'en')), /[\p{Script=Han}]/u)
    assert.equal(order?.papers?.[0]?.number, paper._id)
  })

  it('F25: a link opens the papers of its own order alone, for the browser that opened it first, for an hour', async () => {
    const { stage, person } = await bought({ locale: 'en', country: 'US' })
    const [order] = await stage.store.orders.ofPartner('tenant-one', 1)
    assert.ok(order)
    const other = paidOrder(77, { partnerId: 'tenant-two' })
    await stage.store.orders.insert(other)
    await stage.runDue()
    const foreign = (await stage.store.papers.ofPartner('tenant-two', 1))[0]?._id
    assert.equal(foreign, 'SONE-2026-000002')
    const said = textOf(await person.say('receipts'))
    const [link = ''] = linksIn(said, '/receipt/paper')
    const page = await get(stage, link)
    const cookie = { ...NAVIGATION, cookie: page.headers?.['set-cookie']?.split(';')[0] ?? '' }
    assert.equal((await get(stage, `${link}&no=${foreign}`, cookie)).status, 404)
    assert.equal((await get(stage, `${link}&no=SONE-2026-999999`, cookie)).status, 404)
    for (const path of ['/receipt/paper?', '/receipt/paper.pdf?']) {
      const there = link.replace('/receipt/paper?', path)
      assert.equal((await get(stage, there)).status, 403, 'another browser')
      assert.equal((await get(stage, there.replace(/t=./, 't=x'))).status, 404, 'altered')
    }
    stage.clock.advance(3_600_000)
    assert.equal((await get(stage, link, cookie)).status, 410)
  })

  it('S27: a refund’s credit note is in the chat and on the receipt, which says what is tax', async () => {
    const { stage, person } = await bought({ locale: 'en', country: 'US' })
    const [order] = await stage.store.orders.ofPartner('tenant-one', 1)
    assert.ok(order)
    await stage.store.orders.save(order, { ...order, refunds: [refundOf(order, 're-1', 10_000)] })
    await stage.runDue()
    const said = textOf(await person.say('receipts'))
    assert.match(said, /Open credit note/)
    const receipt = await get(stage, linksIn(said, '/receipt')[0] ?? '')
    const shown = String(receipt.body)
    for (const each of [
      'Invoice SONE-2026-000001 as PDF',
      'Credit note SONE-2026-C000001',
      'Sales tax (8.25%)',
      'USD 39.19',
    ])
      assert.ok(shown.includes(each), `${each} is not in ${shown}`)
    const credit = String((await get(stage, linksIn(said, '/receipt/paper').at(-1) ?? '')).body)
    for (const each of ['Credit note', 'Corrects', 'SONE-2026-000001', 'Total returned', 'USD 100.00', 'USD 7.62'])
      assert.ok(credit.includes(each), `${each} is not in ${credit}`)
  })

  it('S27: without a seller there is no invoice, and the receipt says so plainly', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.toReview()
    await person.press('purchase')
    await stage.runDue()
    const said = textOf(await person.say('receipts'))
    assert.doesNotMatch(said, /Open invoice/)
    const page = await get(stage, linksIn(said, '/receipt')[0] ?? '')
    assert.match(String(page.body), /No seller was set for this order/)
  })
})

describe('a paper’s PDF', () => {
  function paperOf(buyer: Partial<BuyerParty>): Paper {
    const order = paidOrder(1)
    const offer = readCatalogue().offers[1]?.name
    assert.ok(offer && order.frozen?.bill)
    const bill = { ...order.frozen.bill, buyer: { ...order.frozen.bill.buyer, ...buyer } }
    const draft = draftOf(
      { ...order, frozen: { ...order.frozen, bill } },
      { kind: 'invoice', about: 'invoice:1' },
      offer,
      [],
    )
    const number = { _id: 'SONE-2026-000001', version: 1, series: 'SONE-2026', n: 1 }
    return { ...draft, ...number, issuedAt: '2026-11-23T08:00:00.000Z', issuedOn: '2026-11-23' }
  }

  it('S27: shows rare characters, long names and marks of mark-up as the page does, and is small', async () => {
    for (const buyer of [
      { name: '堃喆𠮷峯鋐股份有限公司', address: ['臺北市信義區松高路 1 號 12 樓之 3', '郵遞區號 110'] },
      { name: 'Łódź Größe Ltd. & Söhne <b>"x"</b>', address: ['Πειραιώς 1', 'ул. Ленина 1'] },
      { name: 'Interdepartmental'.repeat(11), address: Array.from({ length: 6 }, () => '長'.repeat(190)) },
    ]) {
      const sheet = paperSheet(paperOf(buyer), 'zh-TW')
      const { text, bytes } = await readPdf(await paperPdf(sheet, 'zh-TW', '2026-11-23T08:00:00.000Z'))
      assert.equal(packed(text), wordsOf(paperArticle(sheet).markup))
      assert.ok(bytes < 300_000, `${bytes} bytes`)
    }
  })

  it('is the same file whenever it is made', async () => {
    const sheet = paperSheet(paperOf({}), 'en')
    const [one, two] = await Promise.all([1, 2].map(() => paperPdf(sheet, 'en', '2026-11-23T08:00:00.000Z')))
    assert.ok(one && two && one.equals(two))
  })
})
