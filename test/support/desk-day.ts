import { randomUUID } from 'node:crypto'
import type { Outbound } from '../../bot/teams/outbound.ts'
import { openDatabase } from '../../store/open-database.ts'
import { firstTerm } from '../../store/values/term.ts'
import { standingClock } from './clock.ts'
import { type DeskStage, openAgent, openDeskStage } from './desk.ts'
import { dyingDatabase } from './dying-database.ts'
import type { Chance } from './random.ts'

const MOST_RESTARTS = 30
/** How often one of a message's next writes is to end the bot; some messages have fewer, and spare it. */
const KILLED = 0.1

/** One message: who sends it, where, and its id, so that it can be delivered again. */
type Message = (stage: DeskStage) => Promise<unknown>

/**
 * A bot that is killed now and then at one of its writes, and started again on what it wrote; whatever was being
 * delivered then is delivered again, as Teams does. The channel outlives the bot.
 */
export async function openDeskDay(chance: Chance) {
  const kept = await openDatabase({ memory: true })
  const clock = standingClock()
  const posted = new Map<string, string>()
  let kills = 0
  const post: Outbound['once'] = async (reference) => {
    const conversation = reference.conversation?.id ?? ''
    if (chance.often(0.08)) return { outcome: 'failed', retryAfterMs: 1_000 }
    const activityId = randomUUID()
    posted.set(activityId, conversation)
    // It arrived, but nobody knows.
    return chance.often(0.03) ? { outcome: 'unknown' } : { outcome: 'sent', activityId }
  }
  const start = async () => {
    const dying = dyingDatabase(kept)
    const stage = await openDeskStage({
      database: dying.database,
      bank: kept,
      clock,
      post,
      update: async () => ({ outcome: 'sent' }),
    })
    return { dying, stage }
  }
  let running = await start()

  /** Does it, with a kill in the middle now and then; until it was done by a bot that lived. */
  async function surely(act: Message): Promise<void> {
    for (let tries = 0; tries < MOST_RESTARTS; tries++) {
      if (chance.often(KILLED)) running.dying.dieAt(1 + chance.below(5), chance.often(0.5))
      try {
        await act(running.stage)
      } catch (error) {
        if (!running.dying.isDead()) throw error
      }
      if (!running.dying.isDead()) {
        running.dying.dieAt(0, false)
        return
      }
      kills += 1
      running = await start()
    }
    throw new Error('the bot is killed over and over')
  }

  return {
    clock,
    posted,
    kills: () => kills,
    stage: () => running.stage,
    surely,
    /** What is owed is sent, with the same kills. */
    post: () => surely((stage) => stage.runDue()),
    /** A company with one subscription and a purchaser who has added the app. */
    async company(i: number): Promise<void> {
      const { store, person } = running.stage
      const at = clock.now().toString({ fractionalSecondDigits: 3 })
      const tenant = `tenant-${i}`
      const zone = 'Asia/Taipei'
      await store.partners.insert({
        ...{
          _id: tenant,
          version: 1,
          name: `Partner ${i}`,
          country: 'TW',
          currency: 'TWD',
          zone,
          joinedAt: at,
          joinedBy: 'p0',
        },
        agreement: { version: '1', locale: 'en', agreedAt: at, by: 'p0' },
      })
      await person({ tenant, id: `buyer-${i}` }).install()
      const known = await store.people.known(tenant, `buyer-${i}`)
      if (known) await store.people.save(known, { ...known, role: 'purchaser', standing: 'member', roleSince: at })
      const held = {
        _id: `sub-${i}`,
        version: 1,
        partnerId: tenant,
        offerId: 'action-pack',
        area: '',
        live: true as const,
      }
      const rest = { orderId: `ord-${i}`, boughtBy: known?._id ?? '', autoRenew: true, createdAt: at }
      await store.subscriptions.insert({ ...held, ...rest, state: 'active', term: firstTerm(clock.today(zone), zone) })
    },
    buyer: (i: number, words: string, id: string = randomUUID()): Message => {
      return (stage) => stage.person({ tenant: `tenant-${i}`, id: `buyer-${i}` }).say(words, { id })
    },
    agent: (n: number, words: string, ticketOf: number, id: string = randomUUID()): Message => {
      return async (stage) => {
        const [ticket] = await stage.store.tickets.ofPartner(`tenant-${ticketOf}`, undefined, 1)
        const agent = openAgent(stage, { id: `agent-${n}`, name: `Agent ${n}`, locale: 'en-US' })
        await agent.say(words, ticket?.threads.at(-1), id)
      }
    },
  }
}
