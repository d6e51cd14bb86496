import assert from 'node:assert/strict'
import { OFFERED } from '../../../dialogs/root.ts'
import { COMMANDS } from '../../../dialogs/understanding/commands.ts'
import type { Database } from '../../../store/database/collection.ts'
import { textOf } from '../../support/conversation.ts'
import { pressOf, VERB_SHAPES } from '../../support/press.ts'
import { reviewStage } from '../../support/review-stage.ts'

/** Where money and rights stand. The audit log gains entries about what was tried, and chats remember what was said. */
const KEPT = ['partners', 'orders', 'subscriptions', 'benefits', 'benefit-keys', 'method-pages', 'evidence', 'jobs']

async function whatIsKept(database: Database) {
  const all = await Promise.all(
    KEPT.map((each) =>
      database
        .collection(each)
        .find({}, { sort: { _id: 1 }, limit: 500 })
        .toArray(),
    ),
  )
  return JSON.stringify(all)
}

describe('a viewer who tries everything', () => {
  async function openWorld() {
    const { stage, person: admin } = await reviewStage({ id: 'admin-one', name: 'Admin One' })
    await admin.press('purchase')
    const viewer = stage.person({ id: 'viewer-one', name: 'Viewer One' })
    await viewer.install()
    const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
    const [order] = await stage.store.orders.withReceipt('tenant-one', 0, 1)
    assert.ok(subscription && order)
    return { stage, viewer, subscriptionId: subscription._id, orderId: order._id }
  }

  it('F31: changes nothing of money and rights with any button, whatever record it names', async () => {
    const { stage, viewer, subscriptionId, orderId } = await openWorld()
    const before = await whatIsKept(stage.database)
    const given = {
      subscriptionId,
      orderId,
      personId: 'p1',
      benefitId: 'windows-10-enterprise',
      offerId: 'action-pack',
    }
    for (const [i, shape] of VERB_SHAPES.entries()) {
      const fields = Object.fromEntries(Object.entries(given).filter(([name]) => name in shape))
      for (const list of 'list' in shape ? OFFERED : [''])
        for (const pick of [orderId, subscriptionId, `${subscriptionId}.windows-10-enterprise`, 'p1'])
          await viewer.execute(
            pressOf(shape, { ...fields, ...(list ? { list, pick } : {}) }, `viewer-${i}-${list}-${pick.slice(0, 3)}`),
          )
    }
    assert.equal(await whatIsKept(stage.database), before)
    const roles = (await stage.store.people.ofPartner('tenant-one')).map(({ role }) => role)
    assert.deepEqual(roles, ['admin', 'viewer'])
  })

  it('F31: changes nothing of money and rights with any command, in either language, and every answer to it', async () => {
    const { stage, viewer } = await openWorld()
    const before = await whatIsKept(stage.database)
    for (const command of OFFERED)
      for (const word of Object.values(COMMANDS[command]))
        for (const said of [
          word,
          '1',
          'next page',
          'change',
          'activate',
          'show key',
          'admin',
          'Purchase',
          'done',
          'stop',
        ])
          assert.doesNotMatch(textOf(await viewer.say(said)), /something went wrong|發生問題/, `${word}, ${said}`)
    assert.equal(await whatIsKept(stage.database), before)
    const roles = (await stage.store.people.ofPartner('tenant-one')).map(({ role }) => role)
    assert.deepEqual(roles, ['admin', 'viewer'])
  })
})
