import assert from 'node:assert/strict'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'
import { sellerOne } from '../../support/seller.ts'

const WORDS = {
  en: { command: 'company profile', change: 'change', tax: 'tax id: 0459 5257', wrong: /isn’t a tax id of Taiwan/ },
  'zh-TW': { command: '公司資料', change: '變更', tax: '統一編號：０４５９５２５７', wrong: /這不是台灣的稅籍編號/ },
}

async function joined(locale: 'en' | 'zh-TW' = 'en', country = 'TW') {
  const stage = await openStage({ seller: sellerOne() })
  const admin = stage.person({ id: 'admin-one', name: 'Admin One', locale })
  await admin.say('join')
  await admin.say(`Partner One, ${country}, Asia/Taipei`)
  return { stage, admin }
}

const billingOf = async ({ store }: Stage) => (await store.partners.get('tenant-one'))?.billing

for (const locale of ['en', 'zh-TW'] as const) {
  const words = WORDS[locale]

  describe(`the company profile, ${locale}`, () => {
    it('S27: is given by the form; its tax id is checked for its country, and kept as that writes it', async () => {
      const { stage, admin } = await joined(locale)
      await admin.say(words.command)
      await admin.press('billing-profile')
      const given = { name: 'Partner One Co., Ltd.', address: '1 Sample Road\nTaipei 110\n', country: 'TW', email: '' }
      const save = locale === 'en' ? 'Save' : '儲存'
      assert.match(textOf(await admin.press(save, { ...given, tax: '04595258' })), words.wrong)
      assert.equal(await billingOf(stage), undefined)
      await admin.press(save, { ...given, tax: '04595257' })
      const kept = { name: given.name, address: ['1 Sample Road', 'Taipei 110'], country: 'TW', taxId: '04595257' }
      assert.deepEqual(await billingOf(stage), kept)
      const shown = textOf(await admin.say(words.command))
      for (const each of ['Partner One Co', '04595257', '1 Sample Road']) assert.ok(shown.includes(each), each)
    })

    it('S27: the same can be typed, line by line; what is not named stays', async () => {
      const { stage, admin } = await joined(locale)
      await admin.say(words.command)
      await admin.say(words.tax)
      assert.deepEqual(await billingOf(stage), { name: 'Partner One', country: 'TW', taxId: '04595257' })
      await admin.say(words.command)
      await admin.say(words.change)
      await admin.say(
        locale === 'en'
          ? 'legal name: Partner One SAS\naddress: 1 Rue / 75001 Paris\ncountry: France\ntax id: FR 40 303 265 045'
          : '公司登記名稱：Partner One SAS；地址：1 Rue / 75001 Paris；國家：法國；稅籍編號：FR40303265045；電子郵件：a@b.example',
      )
      const kept = { name: 'Partner One SAS', address: ['1 Rue', '75001 Paris'], country: 'FR', taxId: 'FR40303265045' }
      assert.deepEqual(await billingOf(stage), locale === 'en' ? kept : { ...kept, email: 'a@b.example' })
    })
  })
}

describe('the company profile', () => {
  it('F31: is everybody’s to see, and an admin’s or a bookkeeper’s to change', async () => {
    const { stage, admin } = await joined()
    const viewer = stage.person({ id: 'viewer-one', name: 'Viewer One' })
    assert.match(textOf(await viewer.say('company profile')), /An admin, or somebody with the role billing/)
    const save = { verb: 'billing-profile', act: 'save', name: 'Mine', country: 'US' }
    assert.match(textOf(await viewer.execute({ ...save, nonce: 'viewer-tries-it' })), /Only an admin/)
    await viewer.say('company profile')
    await viewer.say('tax id: 04595257')
    assert.equal(await billingOf(stage), undefined)
    for (const [role, may] of [
      ['purchaser', false],
      ['billing', true],
    ] as const) {
      await admin.say('people')
      await admin.say('2')
      await admin.say(role)
      await viewer.execute({ ...save, nonce: `with-the-role-${role}` })
      assert.equal((await billingOf(stage))?.name === 'Mine', may, role)
    }
  })

  it('each change is in the audit trail once, whatever comes twice, and without a word of it', async () => {
    const { stage, admin } = await joined()
    const save = { verb: 'billing-profile', act: 'save', name: 'Partner One Ltd.', country: 'GB', tax: 'GB980780684' }
    for (const nonce of ['the-first-nonce', 'the-first-nonce', 'another-nonce']) await admin.execute({ ...save, nonce })
    await admin.execute({ ...save, tax: '', nonce: 'taken-away-again' })
    const lines = (await stage.store.audits.ofPartner('tenant-one', 20)).filter((each) => /^billing:/.test(each._id))
    assert.deepEqual(lines.map((each) => each._id).sort(), ['billing:tenant-one:1', 'billing:tenant-one:2'])
    assert.doesNotMatch(JSON.stringify(lines), /Ltd|980780684/)
    assert.match(textOf(await admin.say('audit')), /Admin One changed the company’s billing profile/)
  })

  it('F60: a card number in any field is refused, and not kept in the chat', async () => {
    const { stage, admin } = await joined()
    const card = '4242 4242 4242 4242'
    for (const [i, given] of [{ name: card }, { address: `x\n${card}` }, { tax: card }, { email: card }].entries())
      await admin.execute({
        verb: 'billing-profile',
        act: 'save',
        country: 'US',
        ...given,
        nonce: `a-card-number-${i}`,
      })
    assert.equal(await billingOf(stage), undefined)
    const states = await stage.database.collection('bot-state').find({}, { limit: 100 }).toArray()
    assert.doesNotMatch(JSON.stringify(states), /4242/)
  })

  it('rubbish changes nothing and ends in the form', async () => {
    const { stage, admin } = await joined()
    for (const [i, given] of [
      { name: '' },
      { name: 'x'.repeat(300) },
      { name: 'Partner', country: 'XX' },
      { name: 'Partner', country: '' },
      { name: 'Partner', email: 'a@b' },
      { name: 'Partner', email: 'a@b.example, c@d.example' },
      { name: 'Partner', email: 'a@b.example\r\nBcc: c@d.example' },
      { name: 'Partner', address: '1\n2\n3\n4\n5\n6\n7' },
      { name: '\u202e\u200b' },
    ].entries()) {
      const said = textOf(
        await admin.execute({ verb: 'billing-profile', act: 'save', ...given, nonce: `rubbish-no-${i}` }),
      )
      assert.match(said, /Please (give|choose)|isn’t/, JSON.stringify(given))
    }
    assert.equal(await billingOf(stage), undefined)
  })

  it('S10, S27: changed after the review, it asks for a fresh one; what an order has frozen stays', async () => {
    const stage = await openStage({ seller: sellerOne() })
    const admin = stage.person()
    await admin.toReview({ country: 'FR' })
    const order = async () => (await stage.store.orders.ofPartner('tenant-one', 1))[0]
    const purchase = admin.find('purchase').data
    const price = (await order())?.frozen?.price.amount ?? 0
    const save = { verb: 'billing-profile', act: 'save', name: 'Partner One SAS', country: 'FR' }
    await admin.execute({ ...save, tax: 'FR40303265045', nonce: 'our-company-profile' })
    await admin.execute(purchase)
    assert.equal((await order())?.state, 'reviewed')
    const frozen = (await order())?.frozen
    assert.equal(frozen?.bill?.rule.treatment, 'reverse-charge')
    assert.equal(frozen?.price.amount, Math.round(price / 1.2))
    assert.match(JSON.stringify(admin.lastCard()), /Reverse charge: the buyer owes the VAT/)
    await admin.press('purchase')
    await admin.execute({ ...save, name: 'Another Name SAS', nonce: 'changed-afterwards' })
    assert.deepEqual((await order())?.frozen, frozen)
    assert.equal((await order())?.state, 'fulfilled')
  })
})

describe('a purchase order’s number', () => {
  for (const [locale, typed] of [
    ['en', 'PO 4500012345'],
    ['zh-TW', '採購單號 4500012345'],
  ] as const)
    it(`S27: is typed at the review, shown on it, and kept with the order (${locale})`, async () => {
      const stage = await openStage({ seller: sellerOne() })
      const person = stage.person({ locale })
      await person.toReview()
      assert.match(textOf(await person.say(typed)), /4500012345/)
      await person.press('purchase')
      const [order] = await stage.store.orders.ofPartner('tenant-one', 1)
      assert.deepEqual([order?.state, order?.poNumber], ['fulfilled', '4500012345'])
    })

  it('S27: is given with Purchase itself; longer is cut, a card’s is not kept, and our own numbers are none', async () => {
    for (const [po, kept] of [
      ['  4500/77 \n', '4500/77'],
      ['X'.repeat(99), 'X'.repeat(29)],
      ['4242 4242 4242 4242', undefined],
      ['', undefined],
    ] as const) {
      const stage = await openStage({ seller: sellerOne() })
      const person = stage.person()
      await person.toReview()
      assert.doesNotMatch(textOf(await person.say('PO-2611-VCUJT45S')), /Purchase order/)
      await person.press('purchase', { po })
      const [order] = await stage.store.orders.ofPartner('tenant-one', 1)
      assert.equal(order?.state, 'fulfilled')
      assert.equal(order?.poNumber?.replace('…', ''), kept, po)
    }
  })

  it('is asked for only where there are papers for it to stand on', async () => {
    const { person } = await reviewStage()
    assert.doesNotMatch(JSON.stringify(person.lastCard()), /"id":"po"/)
  })
})
