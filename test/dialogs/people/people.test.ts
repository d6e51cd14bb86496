import assert from 'node:assert/strict'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'

type Locale = 'en' | 'zh-TW'

const WORDS = {
  en: { command: 'people', role: 'purchaser', given: /Purchaser Two now has the role purchaser/, only: /only admin/ },
  'zh-TW': { command: '使用者', role: '購買者', given: /Purchaser Two 現在的角色為「購買者」/, only: /唯一的管理員/ },
} as const

async function joined(locale: Locale) {
  const stage = await openStage()
  const admin = stage.person({ id: 'admin-one', name: 'Admin One', locale })
  await admin.say('join')
  await admin.say('Partner One, US, Asia/Taipei')
  const colleague = stage.person({ id: 'purchaser-two', name: 'Purchaser Two', locale })
  await colleague.install()
  return { stage, admin, colleague }
}

async function roleOf(stage: Stage, id: string) {
  return (await stage.store.people.known('tenant-one', id))?.role
}

for (const locale of ['en', 'zh-TW'] as const) {
  const words = WORDS[locale]

  describe(`people, ${locale}`, () => {
    it('S24: an admin picks a colleague from the list and gives a role, by buttons', async () => {
      const { stage, admin, colleague } = await joined(locale)
      const listed = textOf(await admin.say(words.command))
      assert.match(listed, /1\. Admin One/)
      assert.match(listed, /2\. Purchaser Two/)
      const two = await stage.store.people.known('tenant-one', 'purchaser-two')
      await admin.press('pick', { pick: two?._id })
      assert.match(textOf(await admin.press(locale === 'en' ? 'Make purchaser' : '設為購買者')), words.given)
      assert.equal(await roleOf(stage, 'purchaser-two'), 'purchaser')
      assert.match(textOf(await colleague.say(words.command)), /2\. Purchaser Two/)
    })

    it('S24: the same by typing a number and a role', async () => {
      const { stage, admin } = await joined(locale)
      await admin.say(words.command)
      await admin.say('2')
      assert.match(textOf(await admin.say(words.role)), words.given)
      assert.equal(await roleOf(stage, 'purchaser-two'), 'purchaser')
    })

    it('S24: the last admin does not give up being admin', async () => {
      const { stage, admin } = await joined(locale)
      await admin.say(words.command)
      await admin.say('1')
      assert.match(textOf(await admin.press('set-role')), words.only)
      assert.equal(await roleOf(stage, 'admin-one'), 'admin')
    })

    it('S24: a viewer sees who may do what, and changes nothing', async () => {
      const { stage, admin, colleague } = await joined(locale)
      const seen = textOf(await colleague.say(words.command))
      assert.match(seen, /1\. Admin One/)
      assert.doesNotMatch(seen, /"id":"pick"/)
      await admin.say(words.command)
      await admin.say('2')
      const { data } = admin.find('set-role')
      await colleague.execute({ ...data, role: 'admin', nonce: 'forged-nonce' })
      assert.equal(await roleOf(stage, 'purchaser-two'), 'viewer')
    })

    it('S24: tells how a colleague gets onto the list, and when no admin can be reached', async () => {
      const { stage, colleague } = await joined(locale)
      const before = textOf(await colleague.say(words.command))
      assert.match(before, locale === 'en' ? /say hello to me/ : /打聲招呼/)
      const gone = locale === 'en' ? /None of your company’s admins can be reached/ : /無法聯絡到貴公司的任何管理員/
      assert.doesNotMatch(before, gone)
      const admin = await stage.store.people.known('tenant-one', 'admin-one')
      await stage.store.conversations.close(admin?._id ?? '', 'blocked')
      assert.match(textOf(await colleague.say(words.command)), gone)
      await colleague.say(words.command)
      const requests = await stage.store.tickets.ofPartner('tenant-one', undefined, 5)
      assert.deepEqual(
        requests.map(({ number, request }) => [number, request.problem]),
        [[1, 'people']],
      )
    })
  })
}

describe('people', () => {
  it('S24: pages over five, by button and by typing', async () => {
    const { stage, admin } = await joined('en')
    for (let i = 3; i <= 7; i++) await stage.person({ id: `viewer-${i}`, name: `Viewer ${i}` }).install()
    assert.doesNotMatch(textOf(await admin.say('people')), /Viewer 6/)
    assert.match(textOf(await admin.say('next page')), /6\. Viewer 6/)
    assert.match(textOf(await admin.say('7')), /Viewer 7/)
    await admin.say('people')
    assert.match(textOf(await admin.press('Next page')), /7\. Viewer 7/)
    assert.match(textOf(await admin.press('Previous page')), /1\. Admin One/)
  })

  it('“Who”: a guest gets no role, not even one nobody has looked up yet', async () => {
    const { stage, admin } = await joined('en')
    await stage.person({ id: 'guest-one', name: 'Guest One' }).install()
    await admin.say('people')
    await admin.say('3')
    assert.match(textOf(await admin.say('purchaser')), /Guests can look/)
    assert.equal(await roleOf(stage, 'guest-one'), 'viewer')
  })

  it('“Who”: somebody whom nobody can vouch for gets no role yet', async () => {
    const { stage, admin } = await joined('en')
    await stage.store.people.meet({
      partnerId: 'tenant-one',
      objectId: 'never-seen',
      role: 'viewer',
      firstSeenAt: '2026-11-23T09:00:00.000Z',
    })
    assert.match(textOf(await admin.say('people')), /hasn’t said hello/)
    await admin.say('3')
    assert.match(textOf(await admin.say('admin')), /couldn’t confirm/)
    assert.equal(await roleOf(stage, 'never-seen'), 'viewer')
  })

  it('rights are read at each action: an admin who no longer is one changes nothing with an old card', async () => {
    const { stage, admin, colleague } = await joined('en')
    await admin.say('people')
    await admin.say('2')
    await admin.say('admin')
    await admin.say('people')
    await admin.say('2')
    const old = admin.find('Make viewer')
    await colleague.say('people')
    await colleague.say('1')
    await colleague.say('viewer')
    assert.equal(await roleOf(stage, 'admin-one'), 'viewer')
    assert.match(textOf(await admin.execute(old.data)), /Only an admin/)
    assert.equal(await roleOf(stage, 'purchaser-two'), 'admin')
  })

  it('two admins who take each other’s role at once leave one admin', async () => {
    const { stage, admin, colleague } = await joined('en')
    await admin.say('people')
    await admin.say('2')
    await admin.say('admin')
    for (const each of [admin, colleague]) await each.say('people')
    await admin.say('2')
    await colleague.say('1')
    await Promise.all([admin.say('viewer'), colleague.say('viewer')])
    assert.equal((await stage.store.people.admins('tenant-one')).length, 1)
  })

  it('every role given stands in the audit log once, with who gave it', async () => {
    const { stage, admin } = await joined('en')
    await admin.say('people')
    await admin.say('2')
    await admin.say('purchaser')
    await admin.say('people')
    const lines = await stage.store.audits.ofPartner('tenant-one', 20)
    assert.deepEqual(
      lines.filter((each) => each.what === 'role-given').map(({ by, about, facts }) => ({ by, about, facts })),
      [{ by: 'p1', about: 'p2', facts: { role: 'purchaser' } }],
    )
  })

  it('an open list is left for anything else that is asked', async () => {
    const { admin } = await joined('en')
    await admin.say('people')
    assert.match(textOf(await admin.say('offers')), /Action Pack/)
    assert.match(textOf(await admin.say('stop')), /Nothing was changed|nothing open/)
  })
})
