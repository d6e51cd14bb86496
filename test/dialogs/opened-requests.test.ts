import assert from 'node:assert/strict'
import { requestParkedOrder } from '../../dialogs/opened-requests.ts'
import { openDeskStage } from '../support/desk.ts'

const CARDS = {
  en: { says: /What it is about.*The bot opened the request/s, not: /"Reason"|"Details"|"Contact"/ },
  'zh-TW': { says: /事由.*聊天機器人開立了支援要求/s, not: /"原因"|"說明"|"聯絡方式"/ },
}

describe('a request that the bot opens', () => {
  for (const [locale, { says, not }] of Object.entries(CARDS))
    it(`F57: says that it is the bot’s, and claims neither a reason nor a way to be reached, in ${locale}`, async () => {
      const stage = await openDeskStage()
      await stage.setUp(locale)
      const person = stage.person()
      await person.toReview()
      await person.press('purchase')
      const [held] = await stage.store.subscriptions.ofPartner('tenant-one')
      const order = await stage.store.orders.get(held?.orderId ?? '')
      assert.ok(order && held)
      await stage.store.people.forget(held.boughtBy)
      await requestParkedOrder(stage.services, order, 'amount-differs')
      await stage.runDue()
      const card = JSON.stringify(stage.liveCard(1).card)
      assert.match(card, says)
      assert.doesNotMatch(card, not)
    })
})
