import assert from 'node:assert/strict'
import { auditSentence } from '../../../cards/audit-entry.ts'
import { ACTORS, AUDIT_KINDS } from '../../../store/people/audit.ts'
import { openStore } from '../../../store/store.ts'
import { LOCALES } from '../../../store/values/locale.ts'
import { openStage, textOf } from '../../support/conversation.ts'
import { describeOnStores } from '../../support/stores.ts'

const AT = '2026-11-23T08:00:00.000Z'

async function bought(locale: 'en' | 'zh-TW') {
  const stage = await openStage()
  const admin = stage.person({ id: 'admin-one', name: 'Admin One', locale })
  await admin.say('join')
  await admin.say('Partner One, US, Asia/Taipei')
  stage.clock.advance(1_000)
  await admin.toReview()
  await admin.press('purchase')
  return { stage, admin }
}

for (const locale of LOCALES)
  describe(`audit, ${locale}`, () => {
    const en = locale === 'en'
    const word = en ? 'audit' : '稽核'

    it('tells admins who did what and when, newest first, in sentences', async () => {
      const { admin } = await bought(locale)
      const said = textOf(await admin.say(word))
      assert.match(
        said,
        en
          ? /Admin One bought Action Pack for USD 475\.00 in order PO-2611-/
          : /Admin One 以訂單 PO-2611-\w+ 購買行動套件，金額 USD 475\.00/,
      )
      assert.match(
        said,
        en ? /Admin One added the payment method Visa ending in 4242/ : /Admin One 新增了付款方式 Visa（末四碼 4242）/,
      )
      assert.match(
        said,
        en ? /1\. Nov 23, 2026, 4:00 PM/ : /1\. 2026年11月23日 下午4:00|1\. 2026 年 11 月 23 日 下午 4:00/,
      )
      const [bought_, joined] = en ? [/ bought /, / joined /] : [/購買行動套件/, /加入合作夥伴網路/]
      assert.ok(said.search(bought_) < said.search(joined))
    })

    it('is the admins’: others get the reason', async () => {
      const { stage } = await bought(locale)
      const viewer = stage.person({ id: 'viewer-one', name: 'Viewer One', locale })
      assert.match(textOf(await viewer.say(word)), en ? /Only an admin/ : /只有貴公司的管理員/)
    })

    it('has a sentence for every kind, whatever a line has or lacks', () => {
      const empty = {
        who: '',
        whom: '',
        role: '',
        offer: '',
        benefit: '',
        requirement: '',
        order: '',
        price: '',
        method: '',
        date: '',
      }
      for (const kind of [...AUDIT_KINDS, 'of-an-older-version'])
        assert.ok(auditSentence(kind, empty, locale).length > 3, kind)
    })
  })

describe('audit', () => {
  it('pages, by button and by typing', async () => {
    const { stage, admin } = await bought('en')
    for (let i = 1; i <= 20; i++)
      await stage.store.audits.add({
        _id: `refused:${i}`,
        partnerId: 'tenant-one',
        by: 'p1',
        what: 'refused',
        about: 'order',
        at: `2026-11-24T08:00:${String(i).padStart(2, '0')}.000Z`,
      })
    assert.match(textOf(await admin.say('audit')), /8\. Nov 24/)
    assert.match(textOf(await admin.say('next page')), /9\. Nov 24[\s\S]*16\. Nov 24/)
    assert.match(textOf(await admin.press('Next page')), / bought /)
    assert.match(textOf(await admin.press('Previous page')), /9\. Nov 24/)
  })

  it('names who was erased by their number, and strangers’ numbers not at all', async () => {
    const { stage, admin } = await bought('en')
    const line = { partnerId: 'tenant-one', what: 'role-given' as const, facts: { role: 'viewer' }, at: AT }
    const other = await stage.store.people.meet({
      partnerId: 'tenant-two',
      objectId: 'x',
      name: 'Somebody Else',
      role: 'viewer',
      firstSeenAt: AT,
    })
    await stage.store.audits.add({ ...line, _id: 'one', by: 'p77', about: other._id })
    const said = textOf(await admin.say('audit'))
    assert.match(said, /person no\. 77 \(no longer on file\)/)
    assert.doesNotMatch(said, /Somebody Else/)
  })

  it('F32: shows a name as text', async () => {
    const stage = await openStage()
    const admin = stage.person({ id: 'admin-one', name: '[pay](http://evil.example) One' })
    await admin.say('join')
    await admin.say('Partner One, US, Asia/Taipei')
    assert.match(textOf(await admin.say('audit')), /\\\\\[pay\\\\\]\\\\\(http:\/\/evil\.example\\\\\)/)
  })
})

describeOnStores('the audit log', (open) => {
  it('keeps a line once under its key, gives pages newest first, and has no way to change or remove one', async () => {
    const { audits } = await openStore(await open())
    const line = { partnerId: 'tenant-one', by: ACTORS[0], what: 'refused' as const, about: 'order' }
    for (let i = 0; i < 12; i++)
      await audits.add({ ...line, _id: `line-${i % 6}`, at: `2026-11-23T08:00:0${i % 6}.000Z` })
    const pages = [await audits.ofPartner('tenant-one', 4), await audits.ofPartner('tenant-one', 4, 4)]
    assert.deepEqual(
      pages.map((page) => page.map((each) => each._id)),
      [
        ['line-5', 'line-4', 'line-3', 'line-2'],
        ['line-1', 'line-0'],
      ],
    )
    assert.deepEqual(await audits.ofPartner('tenant-two', 4), [])
    assert.deepEqual(Object.keys(audits).sort(), ['add', 'get', 'ofPartner'])
  })
})
