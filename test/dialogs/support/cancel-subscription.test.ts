import assert from 'node:assert/strict'
import { type Stage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

type Person = ReturnType<Stage['person']>

/** A stage with a purchaser who holds Action Pack. */
async function holding(locale = 'en-US') {
  const { stage, person } = await reviewStage({ locale, country: 'US' })
  await person.press('purchase')
  const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
  assert.equal(subscription?.state, 'active')
  return { stage, person, held: subscription }
}

const FORM = { problem: 'invoice', reason: 'too-expensive', details: 'We need fewer seats', contact: 'email' }
const newest = async (stage: Stage) => (await stage.store.tickets.ofPartner('tenant-one', undefined, 10))[0]

async function submitted(person: Person) {
  await person.say('cancel subscription')
  await person.press('cancellation')
  await person.press('cancellation', FORM)
  return person.press('cancellation')
}

const WALKS = {
  'en-US': {
    command: 'cancel subscription',
    how: /Support handles cancellations.*stays as it is.*isn’t guaranteed.*still renews on November 23, 2027 for USD 475.00.*nothing is charged automatically/s,
    off: /turn off auto-renew instead: the term ends on November 23, 2027, and benefits stop on December 23, 2027/,
    facts: /Bought.*November 23, 2026.*Benefits activated.*none.*Keys shown.*none/s,
    ask: 'ask support',
    preset: /Help with partner invoice, payment or reconciliation file/,
    check:
      /Check your request.*Nothing has been sent yet.*still renews on November 23, 2027 for USD 475.00.*Turn off auto-renew now/s,
    submit: 'submit',
    sent: /Request 1 is with support.*still renews on November 23, 2027 for USD 475.00.*nothing is charged automatically/s,
    list: ['support requests', /Support request 1.*Waiting for support/s] as const,
    reply: ['reply Please call me', /Please call me/] as const,
    withdraw: ['withdraw', /Withdrawn/] as const,
    reopen: ['reopen', /Waiting for support.*reopened it/s] as const,
  },
  'zh-TW': {
    command: '取消訂閱',
    how: /取消須由支援人員處理.*訂閱維持不變.*不保證退款.*仍將於 2027 年 11 月 23 日以 USD 475.00 續約.*不會自動扣款/s,
    off: /請改為關閉自動續約/,
    facts: /購買日期.*2026 年 11 月 23 日.*已啟用的權益.*無.*已顯示的金鑰.*無/s,
    ask: '詢問支援',
    preset: /合作夥伴發票、付款或對帳檔案的說明/,
    check: /檢閱您的支援要求.*尚未送出任何內容.*仍將於 2027 年 11 月 23 日以 USD 475.00 續約.*立即關閉自動續約/s,
    submit: '提交',
    sent: /支援要求 1 已送出.*仍將於 2027 年 11 月 23 日以 USD 475.00 續約.*不會自動扣款/s,
    list: ['支援要求', /支援要求 1.*等待支援人員/s] as const,
    reply: ['回覆 請打電話給我', /請打電話給我/] as const,
    withdraw: ['撤回', /已撤回/] as const,
    reopen: ['重新開啟', /等待支援人員.*重新開啟了它/s] as const,
  },
}

describe('cancel subscription', () => {
  for (const [locale, words] of Object.entries(WALKS)) {
    it(`S20, S21: explains, offers the other way, shows the facts, and sends a request, typed in ${locale}`, async () => {
      const { stage, person, held: subscription } = await holding(locale)
      const explained = textOf(await person.say(words.command))
      for (const each of [words.how, words.off, words.facts]) assert.match(explained, each)
      assert.match(textOf(await person.say(words.ask)), words.preset)
      assert.match(
        textOf(await person.say(locale === 'en-US' ? 'We need fewer seats' : '我們需要較少的授權')),
        words.check,
      )
      assert.equal(await newest(stage), undefined)
      assert.match(textOf(await person.say(words.submit)), words.sent)
      const after = await stage.store.subscriptions.get(subscription?._id ?? '')
      assert.deepEqual(after, subscription, 'the subscription stays as it is')
    })

    it(`S22: lists the request, answers, withdraws and reopens it, typed in ${locale}`, async () => {
      const { stage, person } = await holding(locale)
      await submitted(person)
      assert.match(textOf(await person.say(words.list[0])), words.list[1])
      for (const [said, answered] of [words.reply, words.withdraw, words.reopen]) {
        await person.say(words.list[0])
        await person.say('1')
        assert.match(textOf(await person.say(said)), answered, said)
      }
      const kinds = (await newest(stage))?.entries.map((each) => each.what ?? each.text)
      assert.deepEqual(kinds, ['opened', words.reply[0].replace(/^\S+ /, ''), 'withdrawn', 'reopened'])
    })
  }

  it('S20: by buttons; every answer can be changed before Submit, and Submit sends once', async () => {
    const { stage, person } = await holding()
    await person.say('cancel subscription')
    await person.press('Ask support to cancel')
    await person.press('Next', FORM)
    assert.match(textOf(await person.press('Change')), /"value":"We need fewer seats"/)
    const reviewed = textOf(await person.press('Next', { ...FORM, problem: 'benefits', details: 'Fewer licences' }))
    assert.match(reviewed, /Help with benefits or keys.*Fewer licences/s)
    const submit = person.find('Submit').data
    assert.match(textOf(await person.execute(submit)), /Request 1 is with support/)
    await person.execute(submit)
    await person.execute({ ...submit, nonce: 'another-nonce-1' })
    const all = await stage.store.tickets.ofPartner('tenant-one', undefined, 10)
    assert.deepEqual(
      all.map((each) => each.request),
      [{ problem: 'benefits', reason: 'too-expensive', details: 'Fewer licences', contact: 'email' }],
    )
  })

  it('S20: a colleague’s request for the same subscription joins the open one', async () => {
    const { stage, person } = await holding()
    await submitted(person)
    const colleague = stage.person({ id: 'purchaser-two', name: 'Purchaser Two', locale: 'zh-TW' })
    await colleague.install()
    const known = await stage.store.people.known('tenant-one', 'purchaser-two')
    assert.ok(known)
    await stage.store.people.save(known, { ...known, role: 'purchaser' })
    await colleague.say('取消訂閱')
    assert.match(textOf(await colleague.say('詢問支援')), /編號 1。已將您加入該要求/)
    const [ticket, ...more] = await stage.store.tickets.ofPartner('tenant-one', undefined, 10)
    assert.deepEqual([ticket?.followers.length, more.length], [2, 0])
  })

  it('S21: nothing in either language promises money back', async () => {
    const { person } = await holding()
    const shown = textOf([...(await person.say('cancel subscription')), ...(await submitted(person))])
    assert.doesNotMatch(shown, /will be refunded|you will get|money back|credited/i)
  })

  it('F23: a form with values of no list is asked again, and keeps nothing', async () => {
    const { stage, person } = await holding()
    for (const bad of [{ problem: '$ne' }, { reason: '' }, { contact: 'pigeon' }, { details: 'x'.repeat(20_001) }]) {
      await person.say('cancel subscription')
      await person.press('cancellation')
      assert.match(
        textOf(await person.press('cancellation', { ...FORM, ...bad })),
        /Please choose a problem type|can’t be used/,
      )
      await person.say('stop')
    }
    assert.equal(await newest(stage), undefined)
  })

  it('F32, F35, F60: 19,000 letters are cut, tricks are text, a card number is masked and the person told', async () => {
    const { stage, person } = await holding()
    await person.say('cancel subscription')
    await person.press('cancellation')
    const details = `[pay](http://evil.example) \u202e 4242 4242 4242 4242 ${'x'.repeat(19_000)}`
    assert.match(textOf(await person.press('cancellation', { ...FORM, details })), /looked like a card number/)
    await person.press('cancellation')
    const kept = (await newest(stage))?.request.details ?? ''
    assert.ok(kept.length <= 2_000 && !/4242 4242|\u202e/.test(kept), kept.slice(0, 80))
    const shown = textOf(await person.say('support requests')) + textOf(await person.say('1'))
    assert.doesNotMatch(shown, /[^\\]\[pay\]\(http/)
  })

  it('F25, F31: another company’s request is not found, and nobody changes it; a viewer asks for none', async () => {
    const { stage, person, held: subscription } = await holding()
    await submitted(person)
    const ticket = await newest(stage)
    const stranger = stage.person({ tenant: 'tenant-two', id: 'purchaser-two', name: 'Purchaser Two' })
    await stranger.say('join')
    await stranger.say('Partner Two, US, UTC')
    for (const act of ['show', 'reply', 'withdraw', 'reopen', 'solved', 'not-solved']) {
      const forged = { verb: 'ticket', act, ticketId: ticket?._id, message: 'forged', nonce: `forged-nonce-${act}` }
      assert.match(textOf(await stranger.execute(forged)), /can’t find that/, act)
    }
    const forged = { verb: 'cancellation', act: 'ask', subscriptionId: subscription?._id, nonce: 'forged-nonce-ask' }
    assert.match(textOf(await stranger.execute(forged)), /can’t find that/)
    const viewer = stage.person({ id: 'viewer-one', name: 'Viewer One' })
    await viewer.install()
    assert.match(textOf(await viewer.say('cancel subscription')), /look but not buy/)
    assert.match(
      textOf(await viewer.execute({ verb: 'ticket', act: 'show', ticketId: ticket?._id, nonce: 'forged-nonce-v' })),
      /can’t find that/,
    )
    assert.deepEqual(await newest(stage), ticket)
    const refused = (await stage.store.audits.ofPartner('tenant-two', 50)).filter((each) => each.what === 'refused')
    assert.equal(refused.length, 7)
  })

  it('S22: what happens at the desk reaches the person’s chat in their language, once', async () => {
    const { stage, person } = await holding('zh-TW')
    await submitted(person)
    const ticket = await newest(stage)
    assert.ok(ticket)
    await stage.store.tickets.save(ticket, {
      ...ticket,
      state: 'taken',
      agent: 'p9',
      entries: [
        ...ticket.entries,
        { key: 'k', side: 'desk', by: 'p9', kind: 'happening', what: 'taken', at: ticket.openedAt },
      ],
    })
    const before = person.all().length
    const chat = JSON.parse((await stage.store.conversations.get(ticket.followers[0] ?? ''))?.reference ?? '{}')
    for (let times = 0; times < 2; times++)
      await stage.adapter.continueConversation(chat, (context) =>
        stage.bot.onEvent(context, { about: 'ticket', ticketId: ticket._id }),
      )
    const told = person.all().slice(before)
    assert.equal(told.length, 1)
    assert.match(textOf(told), /支援要求 1 有新消息.*接手了/s)
  })
})
