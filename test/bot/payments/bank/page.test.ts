import assert from 'node:assert/strict'
import { bankLinks } from '../../../../bot/payments/bank/link.ts'
import { textOf } from '../../../support/conversation.ts'
import { boughtOnStripe, reviewOnStripe } from '../../../support/on-stripe.ts'

const NAVIGATION = { 'sec-fetch-mode': 'navigate' }
const SECRETS = ['secret-of-the-tests-with-32-letters']
const CONFIRM = '/v1/payment_intents/pi_1/confirm'
type OnStripe = Awaited<ReturnType<typeof reviewOnStripe>>

/** Follows a link of a card, as a browser does. */
async function follow({ stage }: Pick<OnStripe, 'stage'>, url: string, headers: Record<string, string> = NAVIGATION) {
  const { pathname: path, searchParams: query } = new URL(url)
  const route = stage.pages.find((each) => each.path === path)
  const answer = await route?.handle({ method: 'GET', path, query, headers, body: Buffer.alloc(0), remote: '' })
  assert.ok(answer, path)
  return { ...answer, text: String(answer.body ?? ''), to: answer.headers?.location ?? '' }
}

function linkOn(card: { actions: { title: string; url?: string }[] }, title: string): string {
  return card.actions.find((each) => each.title === title)?.url ?? ''
}

describe('the way to the bank’s page', () => {
  it('S19: a renewal that the bank stopped is confirmed by the person’s press, however many are told of it', async () => {
    const { stage, server } = await boughtOnStripe({ asksPerson: true })
    try {
      await stage.goTo(stage.term.end, '00:11', 2)
      await stage.goTo(stage.term.end, '09:05', 4)
      const link = linkOn(stage.buyer.lastCard(), 'Confirm with your bank')
      assert.match(link, /^http:\/\/127\.0\.0\.1:3978\/bank\?t=/)
      assert.equal(server.posts(CONFIRM).length, 0, 'nothing is confirmed while the message is written')
      const first = await follow({ stage }, link)
      assert.deepEqual([first.status, first.to], [303, 'https://hooks.stripe.test/redirect/pi_1'])
      assert.equal(server.posts(CONFIRM)[0]?.form.get('off_session'), 'false')
      assert.equal((await follow({ stage }, link)).to, first.to)
      assert.equal(server.posts(CONFIRM).length, 1)
      server.bankSays('pi_1', true)
      stage.clock.advance(60_000)
      await stage.runDue()
      assert.equal((await stage.held())?.term?.number, 2)
      const after = await follow({ stage }, link)
      assert.deepEqual([after.status, after.to], [303, stage.services.returnUrl])
      assert.equal(server.posts(CONFIRM).length, 1)
    } finally {
      await server.close()
    }
  })

  it('what only looks at links opens nothing: it is shown a page with a link, in the person’s language', async () => {
    const { stage, person, server } = await reviewOnStripe({ asksPerson: true })
    try {
      await person.press('Purchase')
      const link = linkOn(person.lastCard(), 'Confirm with your bank')
      const gets = server.asked.length
      for (const headers of [{}, { ...NAVIGATION, 'sec-purpose': 'prefetch' }, { purpose: 'prefetch' }]) {
        const door = await follow({ stage }, link, headers)
        assert.equal(door.status, 200)
        assert.match(door.text, /<html lang="en">.*Your bank wants you to confirm a payment.*open=1/s)
      }
      assert.equal(server.asked.length, gets)
      const onward =
        /href="([^"]+)"/.exec((await follow({ stage }, link, {})).text)?.[1]?.replaceAll('&amp;', '&') ?? ''
      const opened = await follow({ stage }, new URL(onward, link).href, {})
      assert.deepEqual([opened.status, opened.to], [303, 'https://hooks.stripe.test/redirect/pi_1'])
    } finally {
      await server.close()
    }
  })

  it('F25: a link that we have not signed, that is over, or of an attempt that is over opens nothing', async () => {
    const { stage, person, server } = await reviewOnStripe({ asksPerson: true })
    try {
      await person.press('Purchase')
      const link = linkOn(person.lastCard(), 'Confirm with your bank')
      const [order] = await stage.store.orders.ofPartner('tenant-one', 9)
      const of = { orderId: order?._id ?? '', key: order?.attempts[0]?.key ?? '', locale: 'zh-TW' as const }
      const parts = { publicUrl: 'http://127.0.0.1:3978', clock: stage.clock }
      const foreign = bankLinks({ ...parts, secrets: ['n'.repeat(40)] }).make(of)
      const gets = server.asked.length
      for (const bad of [foreign, `${link}x`, link.slice(0, -4), 'http://127.0.0.1:3978/bank'])
        assert.equal((await follow({ stage }, bad)).status, 404)
      const former = bankLinks({ ...parts, secrets: SECRETS }).make({ ...of, key: `${of.orderId}:0` })
      assert.equal((await follow({ stage }, former)).to, stage.services.returnUrl)
      stage.clock.advance(5 * 86_400_000)
      const over = await follow({ stage }, bankLinks({ ...parts, secrets: SECRETS }).make(of))
      assert.equal(over.status, 303)
      assert.equal((await follow({ stage }, link)).status, 410)
      assert.equal(server.asked.slice(gets).filter(({ method }) => method === 'POST').length, 0)
    } finally {
      await server.close()
    }
  })

  it('says so where the gateway can’t be reached, and lets it be tried again', async () => {
    const { stage, server } = await boughtOnStripe({ asksPerson: true })
    try {
      await stage.goTo(stage.term.end, '00:11', 2)
      await stage.goTo(stage.term.end, '09:05', 4)
      const link = linkOn(stage.buyer.lastCard(), 'Confirm with your bank')
      server.faults.push({ answer: 503, carriedOut: false })
      const away = await follow({ stage }, link)
      assert.equal(away.status, 503)
      assert.match(away.text, /can’t be reached at the moment.*Nothing was charged.*Try again/s)
      assert.equal((await follow({ stage }, link)).status, 303)
    } finally {
      await server.close()
    }
  })

  it('F57: a bank that lets it pass once the person is there takes it then, and leads back to the chat', async () => {
    const { stage, server, method } = await boughtOnStripe({ asksPerson: true })
    try {
      await stage.goTo(stage.term.end, '00:11', 2)
      await stage.goTo(stage.term.end, '09:05', 4)
      assert.match(textOf(stage.buyer.all().slice(-1)), /Nothing has been charged yet/)
      const link = linkOn(stage.buyer.lastCard(), 'Confirm with your bank')
      server.account.behaviours.set(method.id, {})
      assert.equal(server.intents[0]?.amount_received, 0)
      assert.equal((await follow({ stage }, link)).to, stage.services.returnUrl)
      stage.clock.advance(60_000)
      await stage.runDue()
      assert.equal((await stage.held())?.term?.number, 2)
    } finally {
      await server.close()
    }
  })
})
