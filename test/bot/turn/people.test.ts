import assert from 'node:assert/strict'
import { openStage, textOf } from '../../support/conversation.ts'

const UPPER = 'AB12CD34-1111-4222-8333-ABCDEF123456'

describe('people, as Teams names them', () => {
  it('the name is that of whoever writes, from the first one that Teams gives to the newest', async () => {
    const stage = await openStage()
    const person = stage.person()
    const from = { id: '29:tenant-one:purchaser-one', aadObjectId: 'purchaser-one' }
    await person.deliver({ type: 'installationUpdate', action: 'add', from: from as never })
    const name = async () => (await stage.store.people.known('tenant-one', 'purchaser-one'))?.name
    assert.equal(await name(), undefined)
    await person.say('help')
    assert.equal(await name(), 'Purchaser One')
    await person.say('help', { from: { ...from, name: 'Purchaser Newname' } })
    assert.equal(await name(), 'Purchaser Newname')
    await person.say('help', { from: from as never })
    assert.equal(await name(), 'Purchaser Newname')
  })

  it('what the bot says by itself, to a chat as it once was, brings no old name back', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.toReview()
    const known = await stage.store.people.known('tenant-one', 'purchaser-one')
    assert.ok(known)
    await stage.store.people.save(known, { ...known, name: 'Purchaser Newname' })
    const order = await stage.store.orders.openOf('tenant-one', known._id)
    await stage.adapter.continueConversation(
      JSON.parse((await stage.store.conversations.get(known._id))?.reference ?? ''),
      (context) => stage.bot.onEvent(context, { about: 'order', orderId: order?._id ?? '' }),
    )
    assert.equal((await stage.store.people.get(known._id))?.name, 'Purchaser Newname')
  })

  it('somebody whom the operator named without a name has the one that they write with', async () => {
    const stage = await openStage()
    await stage.store.people.meet({ partnerId: 'tenant-one', objectId: 'admin-two', role: 'admin', firstSeenAt: AT })
    await stage.person({ id: 'admin-two', name: 'Admin Two' }).say('help')
    const known = await stage.store.people.known('tenant-one', 'admin-two')
    assert.deepEqual([known?.name, known?.role], ['Admin Two', 'admin'])
  })

  it('ids are the same in any case, also those that an older version has kept as a file had them', async () => {
    const stage = await openStage()
    const tenant = 'ab12cd34-1111-4222-8333-444455556666'
    const old = { partnerId: tenant, role: 'admin' as const, firstSeenAt: AT, roleSince: AT }
    const { _id } = await stage.store.people.meet({ ...old, objectId: 'somebody-else' })
    const people = stage.database.collection<{ _id: string; objectId: string }>('people')
    await people.updateOne({ _id }, { $set: { objectId: UPPER } })
    const person = stage.person({ tenant: tenant.toUpperCase(), id: UPPER.toLowerCase(), name: 'Admin One' })
    await person.say('join')
    assert.match(textOf(await person.say('Partner One, US, UTC')), /You are|member/)
    const known = await stage.store.people.known(tenant, UPPER.toLowerCase())
    assert.deepEqual([known?._id, known?.role, known?.objectId], [_id, 'admin', UPPER.toLowerCase()])
    assert.equal((await stage.store.partners.get(tenant.toUpperCase()))?._id, tenant)
  })

  it('a guest that the roster knows is one from the first word, and is told that guests look only', async () => {
    for (const [locale, told, offered] of [
      ['en-US', /You are a guest here\. Guests can look/, /"title":"Join/],
      ['zh-TW', /您在此是來賓/, /"title":"加入/],
    ] as const) {
      const stage = await openStage()
      const guest = stage.person({ id: 'guest-one', name: 'Guest One', locale })
      const first = textOf(await guest.install())
      assert.match(first, told)
      assert.doesNotMatch(first, offered)
      assert.equal((await stage.store.people.known('tenant-one', 'guest-one'))?.standing, 'guest')
      await stage.person({ id: 'admin-one', name: 'Admin One' }).say('join')
      await stage.person({ id: 'admin-one', name: 'Admin One' }).say('Partner One, US, UTC')
      assert.match(textOf(await guest.say('hello')), told)
      assert.doesNotMatch(textOf(await guest.say('help')), /join|加入/)
    }
  })

  it('a guest whom the roster named only when they joined is kept as one', async () => {
    let says: 'unknown' | 'guest' = 'unknown'
    const stage = await openStage({ roster: async () => says })
    const guest = stage.person({ id: 'somebody' })
    await guest.say('join')
    says = 'guest'
    assert.match(textOf(await guest.say('Partner One, US, UTC')), /You are a guest here/)
    assert.equal((await stage.store.people.known('tenant-one', 'somebody'))?.standing, 'guest')
  })

  it('S24: guests are marked before an admin picks anybody to give a right to, and stay so', async () => {
    for (const [locale, mark, refused] of [
      ['en-US', /guest/, /Guests can look/],
      ['zh-TW', /來賓/, /來賓/],
    ] as const) {
      let says: 'unknown' | 'guest' = 'unknown'
      const roster = async ({ activity }: { activity: { from: { id: string } } }) =>
        activity.from.id.endsWith('admin-one') ? ('member' as const) : says
      const stage = await openStage({ roster })
      const admin = stage.person({ id: 'admin-one', name: 'Admin One', locale })
      await admin.say('join')
      await admin.say('Partner One, US, UTC')
      await stage.person({ id: 'somebody', name: 'Somebody Else' }).say('help')
      assert.doesNotMatch(textOf(await admin.say('people')), mark)
      says = 'guest'
      assert.match(textOf(await admin.say('people')), mark)
      assert.equal((await stage.store.people.known('tenant-one', 'somebody'))?.standing, 'guest')
      assert.match(textOf(await admin.say('2')), refused)
    }
  })

  it('a roster that refuses or hangs holds nobody up, and is asked again after an hour', async () => {
    let asked = 0
    const stage = await openStage({
      roster: async () => {
        asked += 1
        throw new Error('refused')
      },
    })
    const person = stage.person()
    for (let i = 0; i < 3; i++) assert.match(textOf(await person.say('help')), /What I can do/)
    assert.equal(asked, 1)
    stage.clock.advance(3_600_000)
    await person.say('help')
    assert.equal(asked, 2)
    assert.equal((await stage.store.people.known('tenant-one', 'purchaser-one'))?.standing, undefined)
  })

  it('an update of the app welcomes nobody again, and whoever gets a new chat by it once', async () => {
    const stage = await openStage()
    const person = stage.person()
    const update = (action: string) => person.deliver({ type: 'installationUpdate', action })
    assert.match(textOf(await update('add')), /Hello!/)
    for (const action of ['add', 'add-upgrade', 'add-upgrade', 'remove-upgrade', 'add-upgrade'])
      assert.deepEqual(await update(action), [], action)
    const other = stage.person({ id: 'viewer-two', name: 'Viewer Two' })
    await other.say('help')
    assert.deepEqual(await other.deliver({ type: 'installationUpdate', action: 'add-upgrade' }), [])
    const third = stage.person({ id: 'viewer-three', name: 'Viewer Three' })
    assert.match(textOf(await third.deliver({ type: 'installationUpdate', action: 'add-upgrade' })), /Hello!/)
    assert.deepEqual(await third.deliver({ type: 'installationUpdate', action: 'add-upgrade' }), [])
  })

  it('one person, one language: their choice, else their messages’, else their client’s; a press turns nothing round', async () => {
    const stage = await openStage()
    const none = { locale: undefined as never }
    const client = (locale: string) => ({ ...none, entities: [{ type: 'clientInfo', locale }] })
    const person = stage.person({ locale: 'zh-TW' })
    assert.match(textOf(await person.say('優惠')), /貴公司尚未成為會員/)
    for (const [i, extra] of [{ locale: 'en-US' }, none, client('en-US'), client('zh-TW')].entries()) {
      const pressed = { verb: 'command', command: 'help', nonce: `nonce-of-press-${i}` }
      const said = await person.execute(pressed, extra)
      assert.match(textOf(said.filter((each) => each.attachments)), /我可以|我能|協助|說明/, JSON.stringify(extra))
    }
    assert.match(textOf(await person.say('help', none)), /我可以做的事|說明/)
    assert.match(textOf(await person.say('help', { locale: 'en-US' })), /What I can do/)

    const installed = stage.person({ id: 'viewer-two', name: 'Viewer Two' })
    const first = await installed.deliver({ type: 'installationUpdate', action: 'add', ...client('zh-TW') })
    assert.match(textOf(first), /您好！/)
    await installed.say('language', client('zh-TW'))
    await installed.say('English', client('zh-TW'))
    assert.doesNotMatch(textOf(await installed.say('help', client('zh-TW'))), /我可以做的事/)
  })
})

const AT = '2026-11-23T08:00:00.000Z'
