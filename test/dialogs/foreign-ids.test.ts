import assert from 'node:assert/strict'
import type { Verb } from '../../cards/actions.ts'
import { openStage, type Stage, textOf } from '../support/conversation.ts'
import { worldOf } from '../support/played-worlds.ts'
import { pressOf, VERB_SHAPES } from '../support/press.ts'

/** Whose record an id names, as the asker sees it. */
const WHOSE = ['own', 'colleague', 'other', 'guessed', 'deleted'] as const
type Whose = (typeof WHOSE)[number]
type Kind = 'order' | 'subscription' | 'benefit' | 'receipt' | 'person' | 'ticket'
type Ids = Record<Kind, Record<Whose, string>>

/** What a colleague has and the asker, an admin, may use too. An unfinished order is its buyer's alone. */
const COMPANYS: readonly Kind[] = ['subscription', 'benefit', 'receipt', 'person', 'ticket']
const COLLECTION: Record<Kind, string> = {
  order: 'orders',
  subscription: 'subscriptions',
  benefit: 'subscriptions',
  receipt: 'orders',
  person: 'people',
  ticket: 'tickets',
}

type Ask = { field: string; kind: Kind; with?: Record<string, string> }
const BENEFIT = { benefitId: 'windows-10-enterprise' }
const pick = (list: string, kind: Kind): Ask => ({ field: 'pick', kind, with: { list } })

/**
 * Which field of a verb names whose record. A verb without a line here does not compile, and neither does a line that
 * forgets to say why a verb needs no look.
 */
const ASKS: Record<Verb, Ask[] | 'names no record' | 'staff only' | 'of one’s own messages'> = {
  command: 'names no record',
  'set-language': 'names no record',
  join: 'names no record',
  subscribe: 'names no record',
  choose: 'names no record',
  leave: 'names no record',
  close: [{ field: 'about', kind: 'receipt' }],
  page: 'names no record',
  'billing-profile': 'names no record',
  'replace-method': 'names no record',
  'method-replaced': 'names no record',
  'agree-terms': [{ field: 'orderId', kind: 'order' }],
  'decline-terms': [{ field: 'orderId', kind: 'order' }],
  'use-method': [{ field: 'orderId', kind: 'order' }],
  'change-method': [{ field: 'orderId', kind: 'order' }],
  'method-done': [{ field: 'orderId', kind: 'order' }],
  purchase: [{ field: 'orderId', kind: 'order' }],
  'order-po': [{ field: 'orderId', kind: 'order' }],
  'change-answer': [{ field: 'orderId', kind: 'order' }],
  'review-order': [{ field: 'orderId', kind: 'order' }],
  'check-order': [{ field: 'orderId', kind: 'order' }],
  renew: [{ field: 'subscriptionId', kind: 'subscription' }],
  'confirm-renewal': [{ field: 'subscriptionId', kind: 'subscription' }],
  'turn-off': [{ field: 'subscriptionId', kind: 'subscription' }],
  'confirm-turn-off': [{ field: 'subscriptionId', kind: 'subscription' }],
  'keep-auto-renew': [{ field: 'subscriptionId', kind: 'subscription' }],
  cancellation: [
    { field: 'subscriptionId', kind: 'subscription', with: { act: 'ask' } },
    { field: 'subscriptionId', kind: 'subscription', with: { act: 'form' } },
  ],
  'activate-benefit': [{ field: 'subscriptionId', kind: 'subscription', with: BENEFIT }],
  'activate-all': 'names no record',
  'show-keys': [{ field: 'subscriptionId', kind: 'subscription', with: BENEFIT }],
  'reveal-keys': [{ field: 'subscriptionId', kind: 'subscription', with: BENEFIT }],
  'set-role': [{ field: 'personId', kind: 'person', with: { role: 'purchaser' } }],
  ticket: [{ field: 'ticketId', kind: 'ticket', with: { act: 'show' } }],
  pick: [
    pick('receipts', 'receipt'),
    pick('people', 'person'),
    pick('activate-benefits', 'benefit'),
    pick('purchased-offers', 'subscription'),
  ],
  refresh: [
    { field: 'about', kind: 'order', with: { what: 'order' } },
    { field: 'about', kind: 'subscription', with: { what: 'subscription' } },
  ],
  desk: 'staff only',
  'remind-later': 'of one’s own messages',
  'got-it': 'of one’s own messages',
  'hand-over': 'of one’s own messages',
}

describe('ids of others (F25)', () => {
  for (const shape of VERB_SHAPES) {
    const verb = shape.verb.value
    const asks = ASKS[verb]
    if (typeof asks === 'string') {
      it(`F25: ${verb} ${asks}`, () => {
        const ids = Object.keys(shape).filter((each) => /Id$|^about$/.test(each) && each !== 'offerId')
        assert.deepEqual(asks === 'names no record' ? ids : [], [])
      })
      continue
    }
    for (const ask of asks)
      it(`F25: ${verb} ${JSON.stringify(ask.with ?? {})}: another’s ${ask.kind} is as unknown as a guessed one`, async () => {
        const world = await openWorld()
        const unknown = await answerTo(world, shape, ask, 'guessed')
        const own = await answerTo(world, shape, ask, 'own')
        assert.notEqual(own.said, unknown.said, 'one’s own is answered as if it weren’t there')
        for (const whose of COMPANYS.includes(ask.kind) ? ['other', 'deleted'] : ['colleague', 'other', 'deleted']) {
          const answer = await answerTo(world, shape, ask, whose as Whose)
          assert.equal(answer.said, unknown.said, whose)
          assert.equal(answer.refusals, 1, `${whose}: audited`)
          assert.deepEqual(answer.after, answer.before, `${whose}: changed`)
        }
        assert.equal(unknown.refusals, 1)
      })
  }
})

type World = { stage: Stage; ids: Ids; asker: ReturnType<Stage['person']> }

const ASKER = { id: 'admin-one', name: 'Admin One' }

/** The asker is admin of a company, with a colleague in it; another company has the same of its own. */
const companies = worldOf('two companies with records of every kind', async (database) => {
  const stage = await openStage({ database })
  const asker = stage.person(ASKER)
  await asker.toReview()
  await asker.press('purchase')
  const colleague = stage.person({ id: 'purchaser-two', name: 'Purchaser Two' })
  await colleague.install()
  const other = stage.person({ ...ASKER, tenant: 'tenant-two' })
  await other.toReview()
  await other.press('purchase')
  ids = {
    order: await orders(stage),
    receipt: await bought(stage, (order) => order._id),
    subscription: await bought(stage, (order) => order.subscriptionId ?? ''),
    benefit: await bought(stage, (order) => `${order.subscriptionId}.windows-10-enterprise`),
    person: await people(stage),
    ticket: await tickets(stage),
  }
  for (const kind of ['order', 'receipt', 'subscription', 'person', 'ticket'] as const)
    await stage.database.collection(COLLECTION[kind]).deleteOne({ _id: ids[kind].deleted })
  return stage
})
let ids: Ids | undefined

async function openWorld(): Promise<World> {
  const stage = await openStage({ world: await companies.together() })
  assert.ok(ids)
  return { stage, ids, asker: stage.person(ASKER) }
}

async function answerTo({ stage, ids, asker }: World, shape: (typeof VERB_SHAPES)[number], ask: Ask, whose: Whose) {
  const id = ids[ask.kind][whose]
  const find = () => stage.database.collection(COLLECTION[ask.kind]).findOne({ _id: id.split('.')[0] ?? '' })
  const refused = async () =>
    (await stage.store.audits.ofPartner('tenant-one', 500)).filter((each) => each.what === 'refused').length
  await asker.say('stop')
  const [before, count] = [await find(), await refused()]
  const press = pressOf(shape, { ...ask.with, [ask.field]: id }, `nonce-${whose}-${++nonces}`)
  const said = textOf(await asker.execute(press))
  return { said: said.replaceAll(id, 'ID'), before, after: await find(), refusals: (await refused()) - count }
}
let nonces = 0

type Order = NonNullable<Awaited<ReturnType<Stage['store']['orders']['get']>>>

/** Drafts, one for each. */
async function orders(stage: Stage) {
  const [sample] = await stage.store.orders.withReceipt('tenant-one', 0, 1)
  assert.ok(sample)
  const { receipt: _r, subscriptionId: _s, frozen: _f, method: _m, untold: _u, lookAt: _l, ...rest } = sample
  const draft = { ...rest, state: 'draft' as const, attempts: [], offerId: 'silver', area: 'security' }
  return placed(async (whose, partnerId, personId) => {
    const _id = `ord-draft-${whose}`
    await stage.store.orders.insert({ ...draft, _id, number: `PO-${whose}`, partnerId, personId })
    return _id
  })
}

/** What was bought: really by the asker and by the other company, and as copies for the others. */
async function bought(stage: Stage, idOf: (order: Order) => string) {
  const find = async (partnerId: string) => (await stage.store.orders.withReceipt(partnerId, 0, 20)).at(-1)
  const [own, other] = [await find('tenant-one'), await find('tenant-two')]
  assert.ok(own && other)
  const of = (whose: string) => ({
    ...own,
    _id: `${own._id}-${whose}`,
    subscriptionId: `${own.subscriptionId}-${whose}`,
  })
  const subscription = await stage.store.subscriptions.get(own.subscriptionId ?? '')
  assert.ok(subscription)
  const { live: _live, ...rest } = subscription
  await stage.store.orders.insert({ ...of('deleted'), number: 'PO-was-deleted' })
  await stage.store.subscriptions.insert({ ...rest, state: 'expired', _id: `${subscription._id}-deleted` })
  return {
    own: idOf(own),
    colleague: idOf(own),
    other: idOf(other),
    guessed: idOf(of('guessed')),
    deleted: idOf(of('deleted')),
  }
}

async function people(stage: Stage) {
  const idOf = async (tenant: string, id: string) => (await stage.store.people.known(tenant, id))?._id ?? ''
  const gone = await stage.store.people.meet({
    partnerId: 'tenant-one',
    objectId: 'gone',
    role: 'viewer',
    firstSeenAt: '2026-11-23T08:00:00.000Z',
  })
  const colleague = await idOf('tenant-one', 'purchaser-two')
  return { own: colleague, colleague, other: await idOf('tenant-two', 'admin-one'), guessed: 'p999', deleted: gone._id }
}

async function tickets(stage: Stage) {
  let number = 100
  return placed(async (whose, partnerId, personId) => {
    const _id = `ticket-${whose}`
    const at = '2026-11-23T08:00:00.000Z'
    await stage.store.tickets.insert({
      ...{ _id, version: 1, number: ++number, partnerId, companyKey: 'partner', followers: [personId] },
      request: { problem: 'invoice', reason: 'other', details: '', contact: 'chat' },
      ...{ state: 'open', live: true, waitsFor: 'desk', since: at, openedAt: at, locale: 'en', threads: [], told: {} },
      entries: [{ key: 'k', side: 'partner', by: personId, kind: 'happening', what: 'opened', at }],
      ...{ saidInThread: 1, tries: 0 },
    })
    return _id
  })
}

/** One record for each: the asker's, a colleague's, another company's, one that will be deleted; and none. */
async function placed(make: (whose: Whose, partnerId: string, personId: string) => Promise<string>) {
  return {
    own: await make('own', 'tenant-one', 'p1'),
    colleague: await make('colleague', 'tenant-one', 'p2'),
    other: await make('other', 'tenant-two', 'p3'),
    deleted: await make('deleted', 'tenant-one', 'p1'),
    guessed: 'record-guessed-by-somebody',
  }
}
