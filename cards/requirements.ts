import { z } from 'zod'
import { button } from './actions.ts'
import { messageOf } from './message.ts'

const requirements = z.strictObject({
  nonce: z.string(),
  offer: z.string(),
  area: z.string(),
  requirements: z.array(z.strictObject({ text: z.string(), met: z.boolean() })),
})

/** S4: the checklist of a competency, met and not met; there is no Purchase on it. */
export const requirementsCard = messageOf(requirements, (view, say) => ({
  title: say('requirements.title', { offer: view.offer }),
  lines: [say('requirements.intro', { area: view.area }), say('requirements.how')],
  facts: view.requirements.map((each) => ({
    title: each.met ? `✓ ${say('requirements.met')}` : `○ ${say('requirements.unmet')}`,
    value: each.text,
  })),
  buttons: [button(say('button.offers'), { verb: 'command', command: 'offers', nonce: view.nonce })],
}))
