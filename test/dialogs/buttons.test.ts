import assert from 'node:assert/strict'
import { action } from '../../cards/actions.ts'
import { VERBS } from '../../dialogs/buttons.ts'
import { openStage, textOf } from '../support/conversation.ts'

const verbs = action.options.map((each) => each.shape)
/** What a field of a press may hold; the first that fits is taken. They name records that aren't there. */
const CANDIDATES = ['no-such-record', 'viewer', 'offer', 'show', 'ask', 'take', 'order', 1]
const REFUSALS = /Only an admin|You may look but not buy|Only members of the Partner Network/

describe('the rights of verbs', () => {
  it('F31: every verb has its line, and no line is left over', () => {
    assert.deepEqual(Object.keys(VERBS).sort(), verbs.map((each) => each.verb.value).sort())
  })

  for (const shape of verbs) {
    const verb = shape.verb.value
    const right = VERBS[verb].may
    if (right === 'everybody' || right === 'agent') continue

    it(`F31: ${verb} needs the role ${right}, whatever card it comes from`, async () => {
      const stage = await openStage()
      const admin = stage.person({ id: 'admin-one' })
      const before = await admin.execute(pressOf(shape, 'the-first-nonce'))
      assert.match(textOf(before), /Only members of the Partner Network/)
      await admin.say('join')
      await admin.say('Partner One, United States, America/Los_Angeles')
      const viewer = stage.person({ id: 'viewer-one' })
      await viewer.say('help')
      const asViewer = textOf(await viewer.execute(pressOf(shape, 'the-second-nonce')))
      if (right === 'viewer') assert.doesNotMatch(asViewer, REFUSALS)
      else assert.match(asViewer, right === 'purchaser' ? /You may look but not buy/ : /Only an admin/)
      assert.doesNotMatch(textOf(await admin.execute(pressOf(shape, 'the-third-nonce'))), REFUSALS)
    })
  }
})

/** What a card with this verb would send. */
function pressOf(shape: (typeof verbs)[number], nonce: string): object {
  const fields = Object.entries(shape).filter(
    ([name, field]) => name !== 'nonce' && !field.safeParse(undefined).success,
  )
  const filled = fields.map(([name, field]) => [
    name,
    name === 'verb' ? shape.verb.value : CANDIDATES.find((each) => field.safeParse(each).success),
  ])
  const press = { ...Object.fromEntries(filled), nonce }
  assert.ok(action.safeParse(press).success, `no example fits ${JSON.stringify(press)}`)
  return press
}
