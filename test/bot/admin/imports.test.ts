import assert from 'node:assert/strict'
import { type Records, recordsInFolder, recordsOnMongo } from './admin.ts'

const AGREEMENT = { version: '2026-07', locale: 'en', agreedAt: '2026-01-02T03:04:05.000Z' }
const partner = (tenantId: string) => ({
  tenantId,
  name: `Partner ${tenantId}`,
  country: 'TW',
  zone: 'Asia/Taipei',
  agreement: AGREEMENT,
})
const admin = (tenantId: string, objectId: string, role = 'admin') => ({ tenantId, objectId, role, name: 'Admin One' })
const key = (n: number) => ({ offer: 'action-pack', benefit: 'windows-10-enterprise', key: `SAMPLE-${n}` })

for (const [place, open] of [
  ['in a folder', recordsInFolder],
  ['on MongoDB', recordsOnMongo],
] as const)
  describe(`the operator’s imports, ${place}`, () => {
    let records: Records

    beforeEach(async function () {
      const opened = await open()
      if (!opened) return this.skip()
      records = opened
    })
    afterEach(() => records?.remove())

    it('partners: added, there already when run again, refused where they differ or don’t fit', async () => {
      const file = await records.file([partner('t-1'), { ...partner('t-2'), country: 'XX' }, partner('t-3')])
      const first = await records.admin('import-partners', file)
      assert.equal(first.code, 1)
      assert.match(first.said, /Record 2: country: the catalogue has no such market/)
      assert.match(first.said, /2 added, 0 changed, 0 there already, 1 refused\./)
      assert.match(
        (await records.admin('import-partners', file)).said,
        /0 added, 0 changed, 2 there already, 1 refused/,
      )
      const differs = await records.file([{ ...partner('t-1'), name: 'Another name' }])
      assert.match((await records.admin('import-partners', differs)).said, /is there with other facts/)
      const kept = await records.look((store) => store.partners.get('t-1'))
      assert.deepEqual([kept?.currency, kept?.joinedBy, kept?.agreement.by], ['TWD', 'operator', 'operator'])
    })

    it('people: admins are named beforehand, roles changed, the last admin kept, each with its audit entry', async () => {
      const file = await records.file([admin('t-1', 'person-one'), admin('t-1', 'person-two', 'viewer')])
      assert.equal((await records.admin('import-people', file)).code, 0)
      assert.match((await records.admin('import-people', file)).said, /2 there already/)
      const last = await records.file([admin('t-1', 'person-one', 'viewer')])
      assert.match((await records.admin('import-people', '--dry-run', last)).said, /only admin of the company/)
      const refused = await records.admin('import-people', last)
      assert.equal(refused.code, 1)
      assert.match(refused.said, /only admin of the company/)
      const both = await records.file([admin('t-1', 'person-two'), admin('t-1', 'person-one', 'viewer')])
      assert.match((await records.admin('import-people', both)).said, /2 changed/)
      const lines = await records.look((store) => store.audits.ofPartner('t-1', 20))
      assert.deepEqual(
        lines.map(({ by, what, about, facts }) => `${by} ${what} ${about} ${facts?.role}`).sort(),
        ['admin', 'viewer']
          .flatMap((role) => ['p1', 'p2'].map((about) => `operator role-given ${about} ${role}`))
          .sort(),
      )
    })

    it('people: a file of Windows is taken, with its mark or in UTF-16; one in an older encoding is named', async () => {
      const json = (name: string) => JSON.stringify([{ ...admin('t-1', name), name: 'Müller' }])
      for (const [i, bytes] of [
        Buffer.from(`\ufeff${json('person-0')}`),
        Buffer.from(`\ufeff${json('person-1')}`, 'utf16le'),
      ].entries()) {
        assert.match((await records.admin('import-people', await records.file(bytes))).said, /1 added/, String(i))
      }
      const old = await records.admin('import-people', await records.file(Buffer.from(json('person-2'), 'latin1')))
      assert.equal(old.code, 1)
      assert.match(old.said, /it is not in UTF-8 .*save it as UTF-8\. Nothing was imported\./)
    })

    it('ids are the same in any case, in files and on the command line, also where an old record has another', async () => {
      const tenant = 'ab12cd34-0000-4000-8000-0000000000aa'
      const person = 'ab12cd34-0000-4000-8000-0000000000bb'
      const proof = { offer: 'silver', area: 'security', requirement: 'certified-people' }
      const names: [string, unknown, unknown][] = [
        ['import-partners', partner(tenant.toUpperCase()), { ...partner(tenant.toUpperCase()), tenantId: tenant }],
        ['import-people', admin(tenant.toUpperCase(), person.toUpperCase()), admin(tenant, person)],
        ['import-evidence', { ...proof, tenantId: tenant.toUpperCase() }, { ...proof, tenantId: tenant }],
      ]
      for (const [verb, upper, lower] of names) {
        assert.match((await records.admin(verb, await records.file([upper]))).said, /1 added/, verb)
        assert.match((await records.admin(verb, await records.file([lower]))).said, /1 there already/, verb)
      }
      await records.look(async (store) => {
        assert.equal((await store.people.known(tenant, person))?.role, 'admin')
        assert.deepEqual(await store.evidences.met(tenant, 'silver', 'security'), ['certified-people'])
      })
      const exported = await records.admin('export-partner', tenant.toUpperCase())
      assert.match(exported.said, /"name": "Admin One"/)
      // As an older version has kept it.
      await records.look((_store, database) =>
        database
          .collection<{ _id: string; objectId: string }>('people')
          .updateOne({ _id: 'p1' }, { $set: { objectId: person.toUpperCase() } }),
      )
      assert.match((await records.admin('import-people', await records.file([admin(tenant, person)]))).said, /1 there/)
      const moved = await records.admin('move-admin', tenant, 'ab12cd34-0000-4000-8000-0000000000cc', person)
      assert.match(moved.said, /The second one has the role purchaser/)
      assert.match((await records.admin('erase-person', tenant, person.toUpperCase())).said, /Person no\. 1 is erased/)
    })

    it('zones: by former names and by those of Windows, kept by their name of today', async () => {
      const zones = { 't-1': 'Asia/Calcutta', 't-2': 'Taipei Standard Time', 't-3': 'Mars/Olympus' }
      const rows = Object.entries(zones).map(([id, zone]) => ({ ...partner(id), zone }))
      const first = await records.admin('import-partners', await records.file(rows))
      assert.match(
        first.said,
        /Record 3: zone: must be a time zone[\s\S]*2 added, 0 changed, 0 there already, 1 refused/,
      )
      assert.match((await records.admin('import-partners', await records.file(rows))).said, /2 there already/)
      const kept = await records.look((store) => Promise.all(['t-1', 't-2'].map((id) => store.partners.get(id))))
      assert.deepEqual(
        kept.map((each) => each?.zone),
        ['Asia/Kolkata', 'Asia/Taipei'],
      )
    })

    it('evidence: for what the catalogue asks of partners that are there', async () => {
      await records.admin('import-partners', await records.file([partner('t-1')]))
      const one = { tenantId: 't-1', offer: 'silver', area: 'security', requirement: 'certified-people' }
      const wrong = [
        { ...one, tenantId: 't-none' },
        { ...one, offer: 'action-pack' },
        { ...one, area: 'cooking' },
        { ...one, requirement: 'luck' },
      ]
      const file = await records.file([one, ...wrong])
      assert.match(
        (await records.admin('import-evidence', file)).said,
        /1 added, 0 changed, 0 there already, 4 refused/,
      )
      assert.match(
        (await records.admin('import-evidence', file)).said,
        /0 added, 0 changed, 1 there already, 4 refused/,
      )
      assert.deepEqual(await records.look((store) => store.evidences.met('t-1', 'silver', 'security')), [
        'certified-people',
      ])
    })

    it('S23: keys are added once, encrypted, and stand in no report', async () => {
      const bad = [
        { ...key(1), key: '**bold**' },
        { ...key(1), benefit: 'azure-credit' },
        { ...key(1), offer: 'none' },
      ]
      const file = await records.file([key(1), key(2), key(1), ...bad])
      const dry = await records.admin('import-keys', file, '--dry-run')
      assert.match(dry.said, /Dry run: nothing was written/)
      assert.match(dry.said, /windows-10-enterprise: 0 keys are free/)
      const first = await records.admin('import-keys', file)
      assert.match(first.said, /2 added, 0 changed, 1 there already, 3 refused/)
      assert.match(first.said, /windows-10-enterprise: 2 keys are free/)
      assert.doesNotMatch(first.said + dry.said, /SAMPLE|bold/)
      assert.match((await records.admin('import-keys', file)).said, /0 added, 0 changed, 3 there already, 3 refused/)
      await records.look(async (store, database) => {
        const kept = await database.collection('benefit-keys').find({}, { limit: 9 }).toArray()
        assert.equal(kept.length, 2)
        assert.doesNotMatch(JSON.stringify(kept), /SAMPLE/)
        assert.ok(await store.keyPools.handOut('action-pack', 'windows-10-enterprise', 'h', AGREEMENT.agreedAt))
      })
    })

    it('a dry run writes nothing at all', async () => {
      const files: [string, unknown[]][] = [
        ['import-partners', [partner('t-1')]],
        ['import-people', [admin('t-1', 'person-one')]],
      ]
      for (const [verb, content] of files) {
        const dry = await records.admin(verb, '--dry-run', await records.file(content))
        assert.match(dry.said, /1 added.*Dry run: nothing was written/)
      }
      await records.look(async (store) => {
        assert.equal(await store.partners.get('t-1'), undefined)
        assert.deepEqual(await store.people.ofPartner('t-1'), [])
        assert.deepEqual(await store.audits.ofPartner('t-1', 5), [])
      })
    })

    it('a file that is broken in the middle changes nothing; whole again, it is completed', async () => {
      const whole = JSON.stringify([partner('t-1'), partner('t-2'), partner('t-3')])
      const broken = await records.admin('import-partners', await records.file(whole.slice(0, whole.length / 2)))
      assert.equal(broken.code, 1)
      assert.match(broken.said, /broken[\s\S]*Nothing was imported/)
      assert.equal(await records.look((store) => store.partners.get('t-1')), undefined)
      assert.match((await records.admin('import-partners', await records.file(whole))).said, /3 added/)
    })

    it('S14: no import takes a word about auto-renew', async () => {
      const tries: [string, object][] = [
        ['import-partners', partner('t-1')],
        ['import-people', admin('t-1', 'person-one')],
        ['import-evidence', { tenantId: 't-1', offer: 'silver', area: 'security', requirement: 'certified-people' }],
        ['import-keys', key(1)],
      ]
      for (const [verb, record] of tries)
        for (const more of [
          { autoRenew: true },
          { subscription: { autoRenew: true } },
          { subscriptionId: 'sub-one' },
        ]) {
          const { said } = await records.admin(verb, await records.file([{ ...record, ...more }]))
          assert.match(said, /Record 1: .*0 added, 0 changed, 0 there already, 1 refused/s, verb)
        }
    })
  })

describe('the operator’s imports', () => {
  it('stopped in the middle by the store, they are completed by running them again, without doubles', async () => {
    const records = await recordsInFolder()
    try {
      const people = Array.from({ length: 40 }, (_, i) => admin(`t-${i}`, `person-${i}`))
      const half = await records.file(people.slice(0, 17))
      await records.admin('import-people', half)
      const { said } = await records.admin('import-people', await records.file(people))
      assert.match(said, /23 added, 0 changed, 17 there already/)
      assert.equal((await records.look((store) => store.people.ofPartner('t-5'))).length, 1)
    } finally {
      await records.remove()
    }
  })

  it('F60, F32: a company’s name is cleaned, and is no card number', async () => {
    const records = await recordsInFolder()
    try {
      const names = ['4242 4242 4242 4242', '   ', 'x'.repeat(101), 'Partner\u202e One']
      const file = await records.file(names.map((name, i) => ({ ...partner(`t-${i}`), name })))
      const { said } = await records.admin('import-partners', file)
      assert.match(said, /1 added, 0 changed, 0 there already, 3 refused/)
      assert.doesNotMatch(said, /4242/)
      assert.equal((await records.look((store) => store.partners.get('t-3')))?.name, 'Partner One')
    } finally {
      await records.remove()
    }
  })
})
