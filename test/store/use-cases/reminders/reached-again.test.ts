import assert from 'node:assert/strict'
import { textOf } from '../../../support/conversation.ts'
import { openDeskStage, text } from '../../../support/desk.ts'
import { begun, begunWorld, companyOn } from '../../../support/unreached-stage.ts'

/** Nobody was told 60 days before the end, and the desk has its ticket. */
async function missed(company: NonNullable<Parameters<typeof begunWorld>[0]> = {}) {
  const played = begunWorld(company).andThen('nobody was told', async (world) => {
    const stage = await companyOn(await openDeskStage({ world }), company)
    await stage.through(-62, -61)
    await stage.leave()
    await stage.through(-60, -57)
    assert.deepEqual((await stage.ticket()).happened, ['opened'])
    return stage
  })
  return companyOn(await openDeskStage({ world: await played.together() }), company)
}

const WORDS = {
  'en-US': {
    back: /Somebody at the company can be reached in chat again: they hear the next message, and a reply here\./,
    told: /Somebody at the company has been told now; nothing is left to do\./,
    over: /The subscription is renewed; nothing is left to do\./,
    reached: /"Can be reached"/,
    unheard: /Nobody at the partner can be reached in chat now: the reply is kept with the request/,
  },
  'zh-TW': {
    back: /該公司又有人可以在聊天中聯絡：他們會收到下一則訊息，以及這裡的回覆。/,
    told: /已告知該公司的人員；不需要再做任何事。/,
    over: /訂閱已續約；不需要再做任何事。/,
    reached: /"可以聯絡"/,
    unheard: /目前無法在聊天中聯絡到合作夥伴的任何人：回覆已保留在支援要求中/,
  },
}

describe('somebody at the partner is back', () => {
  for (const [locale, words] of Object.entries(WORDS)) {
    it(`S16: the ticket says so at once, the next step tells them, and nothing is left to do, in ${locale}`, async () => {
      const stage = await missed({ locale })
      await stage.buyer.say('help')
      await stage.runDue()
      assert.match(stage.card(), words.back)
      assert.match(stage.card(), words.reached)
      const before = stage.buyer.all().length
      await stage.through(-33, -29)
      assert.equal(stage.buyer.all().length, before + 1, 'told once, like everybody')
      const after = await stage.ticket()
      assert.deepEqual(after.happened, ['opened', 'reachable-again', 'told-at-last'])
      assert.deepEqual([after.state, after.waitsFor], ['withdrawn', 'nobody'])
      assert.match(stage.card(), words.told)
      const said = text(stage.inChannel())
      assert.match(said, words.back, 'in the thread too')
    })

    it(`S16: renewed → the matter is over, in ${locale}`, async () => {
      const stage = await missed({ locale })
      for (const typed of locale === 'en-US'
        ? ['renew', 'next', 'agree', 'next', 'purchase']
        : ['續約', '下一步', '同意', '下一步', '購買'])
        await stage.buyer.say(typed)
      assert.equal((await stage.held())?.term?.number, 2)
      await stage.through(-55, -53)
      assert.deepEqual((await stage.ticket()).happened, ['opened', 'term-over renewed'])
      assert.match(stage.card(), words.over)
    })

    it(`S22: an agent’s reply reaches whoever is back; while nobody is, the agent is told so, in ${locale}`, async () => {
      const stage = await missed({ locale })
      const agent = stage.agent('agent-one', 'Agent One', locale)
      const { thread } = stage.liveCard(1)
      assert.match(
        text(await agent.say(locale === 'en-US' ? 'reply Is anybody there?' : '回覆 有人在嗎？', thread)),
        words.unheard,
      )
      assert.deepEqual((await stage.ticket()).followers, [])
      // What was asked about first is told of alike when the agent sends it all the same.
      await agent.say(locale === 'en-US' ? 'Please note the date' : '備註欄請填日期', thread)
      const sent = text(await agent.say(locale === 'en-US' ? 'send' : '傳送', thread))
      assert.match(sent, locale === 'en-US' ? /^Kept with the request: nobody/ : /^已保留在支援要求中：/)
      await stage.buyer.say('help')
      const before = stage.buyer.all().length
      assert.doesNotMatch(text(await agent.say('reply Welcome back', thread)), words.unheard)
      await stage.runDue()
      assert.match(textOf(stage.buyer.all().slice(before)), /Welcome back/)
      assert.equal((await stage.ticket()).followers.length, 1)
      const heard = stage.buyer.all().length
      await stage.through(-33, -29)
      assert.match(stage.card(), words.told)
      assert.equal(stage.buyer.all().length, heard + 1, 'the reminder, and no news of who was told')
    })
  }

  it('S16: an agent who has taken it closes it; nobody takes it out of their hands', async () => {
    const stage = await missed()
    const agent = stage.agent()
    await agent.press(stage.liveCard(1).card as never, 'Take')
    await stage.buyer.say('help')
    await stage.through(-33, -1)
    const { state, happened } = await stage.ticket()
    assert.deepEqual([state, happened], ['taken', ['opened', 'taken', 'reachable-again', 'told-at-last']])
    await agent.say('close answered', stage.liveCard(1).thread)
    await stage.leave()
    await stage.through(0, 32)
    assert.equal((await stage.ticket()).state, 'closed', 'what an agent has closed stays closed')
  })

  it('S16: gone again → the same ticket is open again', async () => {
    const stage = await missed({ autoRenew: false })
    await stage.buyer.say('help')
    await stage.through(-33, -29)
    assert.equal((await stage.ticket()).state, 'withdrawn')
    await stage.leave()
    await stage.through(-16, -13)
    const { state, happened } = await stage.ticket()
    assert.deepEqual([state, happened], ['open', ['opened', 'reachable-again', 'told-at-last', 'missed reminder']])
    assert.match(stage.card(), /Waiting for support/)
  })

  it('S16: cancelled by an agent → the matter is over', async () => {
    const stage = await missed()
    const subscription = await stage.held()
    assert.ok(subscription)
    const { live: _live, ...rest } = subscription
    await stage.store.subscriptions.save(subscription, { ...rest, state: 'cancelled' })
    await stage.through(-55, -54)
    assert.deepEqual((await stage.ticket()).happened, ['opened', 'term-over cancelled'])
  })
})

describe('the ticket beside a cancellation', () => {
  const CANCEL = async (stage: Awaited<ReturnType<typeof begun>>) => {
    for (const typed of ['cancel subscription', 'ask support', 'We need fewer seats', 'submit'])
      await stage.buyer.say(typed)
  }

  it('S16, S20: neither swallows the other, whichever came first', async () => {
    const after = await missed()
    await CANCEL(after)
    const before = await begun()
    await CANCEL(before)
    await before.leave()
    await before.through(-62, -59)
    for (const stage of [after, before]) {
      const [second, first, ...more] = await stage.tickets()
      assert.deepEqual(more, [])
      const cancellations = [first, second].filter((each) => each?.openCancellation)
      assert.equal(cancellations.length, 1)
      assert.deepEqual([first?.followers.length, second?.followers.length].toSorted(), [0, 1])
    }
  })

  it('S16, S20: it offers no cancelling, and reopened it takes no cancellation’s place', async () => {
    const stage = await missed()
    await stage.buyer.say('help')
    await stage.through(-33, -29)
    const agent = stage.agent()
    await agent.say('reopen', stage.liveCard(1).thread)
    assert.doesNotMatch(text(await agent.say('more', stage.liveCard(1).thread)), /Cancel the subscription now/)
    await CANCEL(stage)
    assert.deepEqual(
      (await stage.tickets()).map((each) => each.openCancellation),
      [true, undefined],
    )
  })
})
