import assert from 'node:assert/strict'
import type { Outbound } from '../../../bot/teams/outbound.ts'
import { askedToCancel, openDeskStage, text } from '../../support/desk.ts'

type Fate = Awaited<ReturnType<Outbound['once']>>

/** A desk whose channel answers as it is told, then as usual; one ticket waits for its card. */
async function withFates(...fates: Fate[]) {
  const stage = await openDeskStage({ post: async () => fates.shift() ?? { outcome: 'sent' } })
  await stage.setUp()
  const person = await askedToCancel(stage)
  const ticket = async () => {
    const found = await stage.store.tickets.numbered(1)
    assert.ok(found)
    return found
  }
  /** Lets what is owed be tried again, for so many minutes. */
  const minutes = async (count: number) => {
    for (let i = 0; i < count; i++) {
      stage.clock.advance(60_000)
      await stage.runDue()
    }
  }
  const owedNow = () => stage.store.tickets.owed(stage.clock.now().toString({ fractionalSecondDigits: 3 }), 9)
  return { stage, person, ticket, minutes, owedNow }
}

describe('the desk’s cards', () => {
  for (const fate of [
    { outcome: 'failed', retryAfterMs: 2_000 },
    { outcome: 'failed' },
    { outcome: 'unknown' },
  ] as const) {
    it(`F43–F45: a ticket is saved first and posted later: ${JSON.stringify(fate)}, twice, then one card`, async () => {
      const { stage, ticket, minutes, owedNow } = await withFates(fate, fate)
      await stage.runDue()
      assert.equal(stage.roots().length, 0)
      assert.ok((await ticket()).owedAt)
      await minutes(20)
      assert.equal(stage.roots().length, 1)
      assert.deepEqual(await owedNow(), [])
    })
  }

  for (const outcome of ['blocked', 'gone'] as const) {
    it(`F46: the channel is ${outcome}: no further tries, nothing orphaned; everything is posted once it is heard of again`, async () => {
      const { stage, ticket, minutes } = await withFates({ outcome })
      await stage.runDue()
      assert.ok((await stage.store.desks.get())?.lostAt)
      await minutes(30)
      assert.equal(stage.roots().length, 0)
      assert.match(text(await stage.agent().say('queue')), /1 · Partner One/)
      await stage.runDue()
      assert.equal((await stage.store.desks.get())?.lostAt, undefined)
      assert.equal((await ticket()).card?.activityId, stage.roots()[0]?.id)
    })
  }

  it('a channel that can’t be found any more: the partner is told all the same, and it is found once it is heard of again', async () => {
    const { stage, person, ticket } = await withFates()
    await stage.runDue()
    const { thread } = stage.liveCard(1)
    await stage.agent().say('reply What shall happen with the keys?', thread)
    await stage.store.desks.moved('{')
    const before = person.all().length
    await stage.runDue()
    assert.match(text(person.all().slice(before)), /What shall happen with the keys/)
    assert.ok((await stage.store.desks.get())?.lostAt)
    await stage.agent().say('queue', thread)
    await stage.runDue()
    assert.equal((await stage.store.desks.get())?.lostAt, undefined)
    assert.equal((await ticket()).card?.activityId, thread)
  })

  it('a follower whose chat can’t be found keeps the news from nobody else', async () => {
    const { stage, person, ticket } = await withFates()
    await stage.runDue()
    const colleague = stage.person({ id: 'viewer-two', name: 'Viewer Two' })
    await colleague.say('help')
    const known = await stage.store.people.known('tenant-one', 'viewer-two')
    const at = '2026-11-23T09:00:00.000Z'
    await stage.store.conversations.keep({ _id: known?._id ?? '', reference: '{', installed: true, seenAt: at })
    const { _id } = await ticket()
    await stage.store.tickets.change(_id, (ticket) => ({
      ...ticket,
      followers: [known?._id ?? '', ...ticket.followers],
    }))
    const before = person.all().length
    await stage.agent().say('reply What shall happen with the keys?', stage.liveCard(1).thread)
    await stage.runDue()
    assert.match(text(person.all().slice(before)), /What shall happen with the keys/)
  })

  it('a card that somebody deleted is posted again, and its old thread still finds the ticket', async () => {
    const { stage, ticket, minutes } = await withFates()
    await stage.runDue()
    const { thread } = stage.liveCard(1)
    stage.deleteCards()
    await stage.agent().say('take', thread)
    await minutes(1)
    assert.equal(stage.roots().length, 2)
    assert.notEqual((await ticket()).card?.activityId, thread)
    await stage.agent().say('A reply in the old thread', thread)
    assert.equal((await ticket()).entries.at(-1)?.text, 'A reply in the old thread')
  })

  it('a desk that is set up later, or anew, gets every open ticket', async () => {
    const stage = await openDeskStage()
    await askedToCancel(stage)
    await stage.runDue()
    assert.equal(stage.roots().length, 0)
    await stage.setUp()
    await stage.runDue()
    assert.equal(stage.roots().length, 1)
    await stage.store.desks.remove()
    stage.clock.advance(60_000)
    await stage.setUp()
    await stage.runDue()
    assert.equal(stage.roots().length, 2)
  })

  it('the bot’s removal from the team is noticed, and it is back when it is added again', async () => {
    const { stage } = await withFates()
    const agent = stage.agent()
    await agent.deliver({ type: 'installationUpdate', action: 'remove' }, undefined, 'm-1')
    assert.ok((await stage.store.desks.get())?.lostAt)
    await agent.deliver({ type: 'installationUpdate', action: 'add' }, undefined, 'm-2')
    assert.equal((await stage.store.desks.get())?.lostAt, undefined)
  })

  it('a partner without a reachable chat: the card says so, and nothing is tried for ever', async () => {
    const { stage, ticket, minutes, owedNow } = await withFates()
    await stage.runDue()
    await stage.store.conversations.close((await ticket()).followers[0] ?? '', 'blocked')
    const { thread } = stage.liveCard(1)
    await stage.agent().say('Are you there?', thread)
    await minutes(2)
    assert.match(JSON.stringify(stage.liveCard(1).card), /Nobody at the partner can be reached in chat now/)
    assert.deepEqual(await owedNow(), [])
  })

  it('the desk is reminded in the thread before a target runs out, once each, and not while it is the partner’s turn', async () => {
    const { stage, minutes } = await withFates()
    await stage.runDue()
    const said = () =>
      text(stage.inChannel()).match(/waits for its first reply, due by|is still open; the target/g) ?? []
    await minutes(359)
    assert.deepEqual(said(), [])
    await minutes(5)
    assert.deepEqual(said(), ['waits for its first reply, due by'])
    const { thread } = stage.liveCard(1)
    await stage.agent().say('Which one is it?', thread)
    stage.clock.advance(60 * 3_600_000)
    await minutes(3)
    assert.equal(said().length, 1)
    await stage.agent().say('release', thread)
    await stage.person().say('support requests')
    await stage.person().say('reply That one')
    await minutes(3)
    assert.deepEqual(said(), ['waits for its first reply, due by', 'is still open; the target'])
  })

  it('tickets that wait for a desk don’t keep partners from being told', async () => {
    const stage = await openDeskStage()
    const person = await askedToCancel(stage)
    const found = await stage.store.tickets.numbered(1)
    assert.ok(found)
    const happening = { key: 'k', side: 'desk' as const, by: 'p9', kind: 'happening' as const, what: 'taken' as const }
    await stage.store.tickets.save(found, {
      ...found,
      state: 'taken',
      agent: 'p9',
      entries: [...found.entries, { ...happening, at: found.openedAt }],
    })
    const before = person.all().length
    await stage.runDue()
    assert.match(text(person.all().slice(before)), /News on request 1/)
  })
})
