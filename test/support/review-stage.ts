import { openStage, type Stage } from './conversation.ts'
import { worldOf } from './played-worlds.ts'

type Who = NonNullable<Parameters<Stage['person']>[0]> & { country?: string; card?: string }
type Options = Omit<NonNullable<Parameters<typeof openStage>[0]>, 'database' | 'bank' | 'clock' | 'catalogue' | 'world'>

/** Somebody at the review of Action Pack, who has joined the network and added that card. */
export async function reviewStage({ country = 'US', card = 'visa', ...who }: Who = {}, options: Options = {}) {
  const { at } = options
  const played = worldOf(JSON.stringify(['at the review', country, card, who, at]), async (database) => {
    const stage = await openStage({ database, ...(at === undefined ? {} : { at }) })
    await stage.person(who).toReview({ country, card })
    return stage
  })
  const stage = await openStage({ ...options, world: await played.together() })
  return { stage, person: stage.person(who) }
}
