import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { turnOffAutoRenew } from '../../store/subscriptions/subscription.ts'
import { stored } from '../../store/values/time.ts'
import { openDeskStage } from './desk.ts'
import { boughtOn } from './renewal-stage.ts'

/** So many days after a date. */
export const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
export type Options = NonNullable<Parameters<typeof openDeskStage>[0]>
type Begun = { locale?: string; deskLocale?: string; autoRenew?: boolean; options?: Options }

/** A desk, and a company whose only purchaser holds Action Pack until Tuesday, 23 November 2027. */
export async function begun({ locale = 'en-US', deskLocale = locale, autoRenew = false, options = {} }: Begun = {}) {
  const desk = await openDeskStage(options)
  await desk.setUp(deskLocale)
  const stage = { ...desk, ...(await boughtOn(desk, { locale })) }
  const held = await stage.held()
  assert.ok(held)
  if (!autoRenew) await stage.store.subscriptions.save(held, turnOffAutoRenew(held, 'p1', stored(stage.clock.now())))
  return {
    ...stage,
    /** Day by day, at five past nine in the partner's zone. */
    async through(from: number, to: number) {
      for (let days = from; days <= to; days++) await stage.goTo(plus(stage.term.end, days), '09:05', 4)
    },
    leave: () => stage.buyer.deliver({ type: 'installationUpdate', action: 'remove' }),
    tickets: () => stage.store.tickets.ofPartner('tenant-one', undefined, 50),
    /** The one ticket, with what happened to it. */
    async ticket() {
      const [only, ...others] = await stage.store.tickets.ofPartner('tenant-one', undefined, 50)
      assert.ok(only, 'no ticket')
      assert.deepEqual(others, [])
      return { ...only, happened: only.entries.map((each) => [each.what, each.about].filter(Boolean).join(' ')) }
    },
    /** What the desk's card says, without the signs that keep Markdown from acting on it. */
    card: (number = 1) => JSON.stringify(stage.liveCard(number).card).replaceAll('\\n', '\n').replaceAll('\\', ''),
  }
}
