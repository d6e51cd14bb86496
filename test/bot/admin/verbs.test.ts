import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addKey } from '../../../bot/admin/add-key.ts'
import { VERBS } from '../../../bot/admin/command-line.ts'
import { openDatabase } from '../../../store/open-database.ts'
import { built } from '../../support/build.ts'
import { openStage, textOf } from '../../support/conversation.ts'
import { type Copyable, copyableDatabase } from '../../support/copyable-database.ts'
import { reviewedOrder } from '../../support/records.ts'
import { aTicket } from '../../support/tickets.ts'
import { type Records, recordsInFolder, recordsOnMongo } from './admin.ts'

let played: Promise<Copyable> | undefined

/** A company whose admin has bought, and whose viewer has written. */
async function live(records: Records): Promise<void> {
  played ??= play()
  const { copyInto } = await played
  await records.look((_store, database) => copyInto(database))
}

async function play(): Promise<Copyable> {
  const copyable = await copyableDatabase()
  const stage = await openStage({ database: copyable.database })
  const admin = stage.person({ id: 'admin-one', name: 'Admin One' })
  await admin.toReview()
  await admin.press('purchase')
  await stage.person({ id: 'viewer-one', name: 'Viewer One' }).install()
  const parts = { store: stage.store, clock: stage.clock, vault: stage.services.vault }
  await addKey(parts, { offerId: 'action-pack', benefitId: 'windows-10-enterprise', key: 'SAMPLE-0001' })
  await admin.say('activate benefits')
  await admin.say('2')
  await admin.say('activate')
  return copyable
}

for (const [place, open] of [
  ['in a folder', recordsInFolder],
  ['on MongoDB', recordsOnMongo],
] as const)
  describe(`the operator’s command line, ${place}`, () => {
    let records: Records

    beforeEach(async function () {
      const opened = await open()
      if (!opened) return this.skip()
      records = opened
      await live(records)
    })
    afterEach(() => records?.remove())

    it('exports one company whole, without the keys of its benefits', async () => {
      const { code, said } = await records.admin('export-partner', 'tenant-one')
      assert.equal(code, 0)
      const whole = JSON.parse(said)
      assert.equal(whole.partner.name, 'Partner One')
      const counts = ['people', 'subscriptions', 'orders', 'benefits', 'evidence', 'supportRequests'].map(
        (each) => whole[each].length,
      )
      assert.deepEqual(counts, [2, 1, 1, 1, 0, 0])
      assert.ok(whole.audit.length >= 4)
      assert.doesNotMatch(said, /SAMPLE/)
    })

    it('“Who”: moves the admin’s role, first to the new one, and only then from the old one', async () => {
      assert.equal((await records.admin('move-admin', 'tenant-one', 'viewer-one', 'admin-one')).code, 0)
      await records.look(async (store) => {
        assert.equal((await store.people.known('tenant-one', 'viewer-one'))?.role, 'admin')
        assert.equal((await store.people.known('tenant-one', 'admin-one'))?.role, 'purchaser')
        const given = (await store.audits.ofPartner('tenant-one', 20)).filter((each) => each.what === 'role-given')
        assert.deepEqual(
          given.map(({ by }) => by),
          ['operator', 'operator'],
        )
      })
      assert.equal((await records.admin('move-admin', 'tenant-one', 'never-seen')).code, 0)
      assert.equal((await records.look((store) => store.people.admins('tenant-one'))).length, 2)
    })

    it('erases a person: who they are is gone everywhere, what they did stays under their number', async () => {
      const dry = await records.admin('erase-person', '--dry-run', 'tenant-one', 'admin-one')
      assert.match(dry.said, /would be erased/)
      const { code, said } = await records.admin('erase-person', 'tenant-one', 'admin-one')
      assert.equal(code, 0)
      assert.match(said, /Person no\. 1 is erased/)
      assert.match(said, /no admin then/)
      const left = (await records.admin('export-partner', 'tenant-one')).said
      assert.doesNotMatch(left, /admin-one|Admin One/)
      await records.look(async (store, database) => {
        assert.equal(await store.conversations.get('p1'), undefined)
        const state = await database
          .collection<{ _id: string; json: string }>('bot-state')
          .find({}, { limit: 50 })
          .toArray()
        assert.doesNotMatch(JSON.stringify(state), /admin-one/)
        assert.match(JSON.stringify(state), /viewer-one/)
        const lines = await store.audits.ofPartner('tenant-one', 50)
        assert.ok(lines.some((each) => each.what === 'bought' && each.by === 'p1'))
        assert.ok(lines.some((each) => each.what === 'person-erased' && each.about === 'p1'))
        const [order] = await store.orders.ofPartner('tenant-one', 5)
        assert.equal(order?.personId, 'p1')
      })
      assert.match((await records.admin('erase-person', 'tenant-one', 'admin-one')).said, /no such person/)
    })

    it('erases a person whose chat can’t be found', async () => {
      await records.look((store) =>
        store.conversations.keep({ _id: 'p1', reference: '{', installed: true, seenAt: '2026-11-23T08:00:00.000Z' }),
      )
      const { code, said } = await records.admin('erase-person', 'tenant-one', 'admin-one')
      assert.equal(code, 0)
      assert.match(said, /Their chat cannot be found.*Person no\. 1 is erased/s)
      await records.look(async (store) => {
        assert.equal(await store.conversations.get('p1'), undefined)
        assert.equal(await store.people.known('tenant-one', 'admin-one'), undefined)
      })
    })

    it('erases somebody’s own words in support requests, and nobody else’s', async () => {
      await records.look(async (store) => {
        const entry = (key: string, by: string, text: string) => ({
          key,
          by,
          text,
          side: 'partner' as const,
          kind: 'message' as const,
          at: '2026-11-23T08:00:00.000Z',
        })
        const opened = { ...entry('k0', 'p1', ''), kind: 'happening' as const, what: 'opened' as const }
        const { text: _none, ...first } = opened
        await store.tickets.insert({
          _id: 'ticket-one',
          version: 1,
          number: 1,
          partnerId: 'tenant-one',
          companyKey: 'partner one',
          followers: ['p1', 'p2'],
          request: { problem: 'invoice', reason: 'other', details: 'my own story', contact: 'chat' },
          state: 'open',
          live: true,
          waitsFor: 'desk',
          since: '2026-11-23T08:00:00.000Z',
          entries: [first, entry('k1', 'p1', 'my own words'), entry('k2', 'p2', 'a colleague’s words')],
          openedAt: '2026-11-23T08:00:00.000Z',
          locale: 'en',
          threads: [],
          saidInThread: 0,
          told: {},
          tries: 0,
        })
      })
      await records.admin('erase-person', 'tenant-one', 'admin-one')
      const { said } = await records.admin('export-partner', 'tenant-one')
      assert.doesNotMatch(said, /my own/)
      assert.match(said, /a colleague’s words/)
    })

    it('lists what is owed and what was given up', async () => {
      await records.look(async (store) => {
        await store.jobs.add('lapse', 'sub-one:1', '2026-12-01T00:00:00.000Z')
        await store.jobs.add('fulfil', 'x', '2026-11-20T00:00:00.000Z')
        const now = '2026-11-23T08:00:00.000Z'
        await store.jobs.claimOne('fulfil:x', now, 'token', now)
        await store.jobs.bury('fulfil:x', 'token', 'TypeError')
      })
      const { said, code } = await records.admin('list-jobs')
      assert.equal(code, 1)
      assert.match(said, /lapse:sub-one:1 {2}due 2026-12-01T00:00:00\.000Z {2}tried 0 times/)
      assert.match(said, /1 given up\n {2}fulfil:x .*last TypeError/)
      assert.match((await records.admin('revive-job', 'fulfil:x', '--dry-run')).said, /would be due again/)
      assert.match((await records.admin('revive-job', 'fulfil:x')).said, /fulfil:x is due again/)
      assert.equal((await records.look((store) => store.jobs.get('fulfil:x')))?.state, 'waiting')
      assert.match((await records.admin('revive-job', 'fulfil:x')).said, /no job with the key fulfil:x was given up/)
    })

    it('lists who is still to be told what, of orders, requests and messages: by number, with times and tries', async () => {
      const at = (hour: number) => `2026-11-23T${hour}:00:00.000Z`
      await records.look(async (store) => {
        const order = { state: 'fulfilled' as const, personId: 'p7', createdAt: at(10), lookAt: at(12) }
        await store.orders.insert(reviewedOrder({ ...order, _id: 'o1', number: 'o1', untold: 'fulfilled', tries: 3 }))
        await store.orders.insert(reviewedOrder({ ...order, _id: 'o2', number: 'o2' }))
        const { owedAt: _none, ...quiet } = aTicket({ id: 'tic-2', number: 2, subscriptionId: undefined })
        await store.tickets.insert(quiet)
        await store.tickets.insert({ ...aTicket({ now: at(10) }), told: { p1: 0 }, followers: ['p1', 'p2'], tries: 4 })
        const row = { version: 1, run: 'r', kind: 'reminder' as const, partnerId: 'tenant-one', personId: 'p9' }
        const planned = { ...row, subscriptionId: 's', term: 1, plannedAt: at(10), dueAt: at(13), tries: 1 }
        const lease = { token: 'token', until: at(14) }
        await store.deliveries.insert({ ...planned, _id: 'd1', state: 'waiting' })
        await store.deliveries.insert({ ...planned, _id: 'd2', state: 'sending', lease })
        await store.deliveries.insert({ ...planned, _id: 'd3', state: 'sent' })
      })
      const { said, code } = await records.admin('list-owed')
      assert.equal(code, 0)
      assert.deepEqual(said.trim().split('\n'), [
        'orders: 1',
        `  o1 fulfilled  to p7  since ${at(10)}  tried 3 times  next ${at(12)}`,
        'tickets: 1',
        `  tic-1 request 1  to the desk, p2  since ${at(10)}  tried 4 times  next ${at(10)}`,
        'messages: 2',
        `  d1 reminder  to p9  since ${at(10)}  tried 1 times  next ${at(13)}`,
        `  d2 reminder  to p9  since ${at(10)}  tried 1 times  next not: in work until ${at(14)}`,
      ])
    })

    it('lists what was not understood, most frequent first', async () => {
      assert.match((await records.admin('not-understood')).said, /nothing is kept/)
      const line = { locale: 'en', lastAt: '2026-11-23T08:00:00.000Z' } as const
      await records.look(async (store) => {
        for (const text of ['rare', 'often', 'often']) await store.notUnderstood.keep({ ...line, text })
      })
      assert.match((await records.admin('not-understood')).said, /2 {2}en {2}2026-11-23 {2}often\n1 {2}en .*rare/)
    })
  })

describe('the operator’s command line', () => {
  it('S14: no verb turns auto-renew on again', async () => {
    const records = await recordsInFolder()
    await live(records)
    const held = await records.look(async (store) => {
      const [subscription] = await store.subscriptions.ofPartner('tenant-one')
      assert.ok(subscription)
      return store.subscriptions.save(subscription, { ...subscription, autoRenew: false })
    })
    const file = await records.file([
      { ...held, autoRenew: true, tenantId: 'tenant-one', objectId: 'viewer-one', role: 'admin' },
    ])
    for (const verb of VERBS)
      for (const args of [
        [file],
        ['tenant-one'],
        ['tenant-one', 'viewer-one'],
        ['tenant-one', 'viewer-one', 'admin-one'],
        [],
      ])
        await records.admin(verb.name, ...args)
    const after = await records.look((store) => store.subscriptions.get(held._id))
    assert.equal(after?.autoRenew, false)
    await records.remove()
  })

  it('--help lists every verb', async () => {
    const records = await recordsInFolder()
    for (const args of [['--help'], ['help'], [], ['erase-person', '-h']]) {
      const { code, said } = await records.admin(...args)
      assert.equal(code, 0)
      for (const verb of VERBS) assert.ok(said.includes(verb.name), verb.name)
    }
    await records.remove()
  })

  it('says in a sentence what it can’t understand', async () => {
    const records = await recordsInFolder()
    const wrong: [string[], RegExp][] = [
      [['erase'], /no such verb/],
      [['list-jobs', '--force'], /only --dry-run, --json and --help/],
      [['import-keys'], /Which file\?/],
      [['import-keys', '/does/not/exist.json'], /can't be read/],
      [['import-keys', await records.file('{}')], /no JSON array/],
      [['export-partner'], /Expected: TENANT/],
      [['export-partner', 'a', 'b'], /Expected: TENANT/],
      [['export-partner', 'a$b'], /An id is/],
      [['export-partner', 'nobody'], /no such company/],
      [['move-admin', 'tenant-one', 'x', 'x'], /nothing to move/],
    ]
    for (const [args, says] of wrong) {
      const { code, said } = await records.admin(...args)
      assert.equal(code, 1, args.join(' '))
      assert.match(said, says)
      assert.doesNotMatch(said, /\n\s+at /)
    }
    await records.remove()
  })

  it('asks for the bot to be stopped while it has the folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'admin-'))
    const database = await openDatabase({ folder })
    try {
      const child = spawn(process.execPath, [await built('bot/admin/main.ts'), 'list-jobs'], {
        env: { PATH: process.env.PATH ?? '', DATA_DIR: folder },
      })
      let said = ''
      child.stderr.on('data', (chunk) => {
        said += chunk
      })
      const [code] = await once(child, 'close')
      assert.equal(code, 1)
      assert.match(said, /is in use by another process.*Stop the bot first/)
      assert.equal(said.trim().split('\n').length, 1)
    } finally {
      await database.close()
    }
  })

  it('“Who”: admins named beforehand keep the first who joins from becoming one', async () => {
    const records = await recordsInFolder()
    await records.admin(
      'import-people',
      await records.file([{ tenantId: 'tenant-one', objectId: 'admin-one', role: 'admin' }]),
    )
    await records.look(async (_store, database) => {
      const stage = await openStage({ database })
      const first = stage.person({ id: 'person-two', name: 'Person Two' })
      await first.say('join')
      assert.match(
        textOf(await first.say('Partner One, US, Asia/Taipei')),
        /named beforehand; your role here is viewer/,
      )
      await first.say('help')
      assert.equal((await stage.store.people.known('tenant-one', 'person-two'))?.role, 'viewer')
      const admin = stage.person({ id: 'admin-one', name: 'Admin One' })
      await admin.say('people')
      assert.match(
        textOf(await admin.say('audit')),
        /Person Two joined the Partner Network for the company, with the role viewer/,
      )
    })
    await records.remove()
  })
})
