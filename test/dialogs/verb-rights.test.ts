import assert from 'node:assert/strict'
import { action } from '../../cards/actions.ts'
import { VERB_RIGHTS } from '../../dialogs/verb-rights.ts'
import { openStage, textOf } from '../support/conversation.ts'

/** Data that a card with this verb would send, about records that aren't there. */
const EXAMPLES: Record<string, unknown> = {
  nonce: 'nonce-of-the-test',
  orderId: 'no-such-order',
  subscriptionId: 'no-such-subscription',
  benefitId: 'no-such-benefit',
  personId: 'p999',
  offerId: 'action-pack',
  role: 'viewer',
  review: 1,
  term: 1,
  what: 'offer',
}

const verbs = action.options.map((each) => each.shape)

describe('the rights of verbs', () => {
  it('F31: every verb has its line, and no line is left over', () => {
    assert.deepEqual(Object.keys(VERB_RIGHTS).sort(), verbs.map((each) => each.verb.value).sort())
  })

  for (const shape of verbs) {
    const verb = shape.verb.value
    const right = VERB_RIGHTS[verb]
    if (right === 'everybody') continue
    const fields = Object.keys(shape).filter((each) => each in EXAMPLES)
    const data = { verb, ...Object.fromEntries(fields.map((each) => [each, EXAMPLES[each]])) }

    it(`F31: ${verb} needs the role ${right}, whatever card it comes from`, async () => {
      assert.ok(action.safeParse(data).success, JSON.stringify(data))
      const stage = await openStage()
      const admin = stage.person({ id: 'admin-one' })
      assert.match(textOf(await admin.execute(data)), /Only members of the Partner Network/)
      await admin.say('join')
      await admin.say('Partner One, United States, America/Los_Angeles')
      const viewer = stage.person({ id: 'viewer-one' })
      await viewer.say('help')
      const refused = textOf(await viewer.execute({ ...data, nonce: 'another-nonce' }))
      assert.match(refused, right === 'admin' ? /Only an admin/ : /You may look but not buy/)
      const passed = textOf(await admin.execute({ ...data, nonce: 'a-third-nonce' }))
      assert.doesNotMatch(passed, /Only an admin|You may look but not buy|Only members/)
    })
  }
})
