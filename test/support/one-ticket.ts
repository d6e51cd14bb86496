import assert from 'node:assert/strict'
import type { Database } from '../../store/database/collection.ts'
import { askedToCancel, cardIn, type DeskStage, type openAgent, openDeskStage } from './desk.ts'
import { worldOf } from './played-worlds.ts'

export const oneTicket = worldOf('a desk with one ticket', async (database) => {
  const stage = await openDeskStage({ database })
  await stage.setUp()
  await askedToCancel(stage, { locale: 'zh-TW' })
  await stage.runDue()
  return stage
})

/** A desk with one ticket, its live card posted; the partner reads Chinese, the agents English. */
export async function withTicket(within: (database: Database) => Database = (database) => database) {
  const world = await oneTicket.together()
  const stage = await openDeskStage({ world, database: within(world.database) })
  const person = stage.person({ locale: 'zh-TW' })
  const ticket = async () => {
    const found = await stage.store.tickets.numbered(1)
    assert.ok(found)
    return found
  }
  return { stage, person, ticket, one: stage.agent(), two: stage.agent('agent-two', 'Agent Two') }
}

/** Chooses from the ticket's panel, and gives the card that says the effect. */
export async function chosen(stage: DeskStage, agent: ReturnType<typeof openAgent>, choice: string) {
  const [more, goOn] = stageWords(agent.locale)
  const panel = cardIn(await agent.say(more, stage.liveCard(1).thread))
  return cardIn(await agent.press(panel, goOn, { choice }))
}

function stageWords(locale: string): [more: string, goOn: string] {
  return locale === 'zh-TW' ? ['更多', '繼續'] : ['more', 'Go on']
}
