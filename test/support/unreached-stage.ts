import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { turnOffAutoRenew } from '../../store/subscriptions/subscription.ts'
import { stored } from '../../store/values/time.ts'
import { type DeskStage, openDeskStage } from './desk.ts'
import { type Played, worldOf } from './played-worlds.ts'
import { boughtOn, heldOn } from './renewal-stage.ts'

/** So many days after a date. */
export const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
export type Options = NonNullable<Parameters<typeof openDeskStage>[0]>
type Company = { locale?: string; deskLocale?: string; autoRenew?: boolean }

/** A desk, and a company whose only purchaser holds Action Pack until Tuesday, 23 November 2027. */
export async function begun({ options = {}, ...company }: Company & { options?: Options } = {}) {
  return companyOn(await openDeskStage({ ...options, world: await begunWorld(company).together() }), company)
}

/** The same, to be copied or gone on with. */
export function begunWorld({ locale = 'en-US', deskLocale = locale, autoRenew = false }: Company = {}): Played {
  return worldOf(JSON.stringify(['desk', deskLocale, locale, autoRenew]), async (database) => {
    const desk = await openDeskStage({ database })
    await desk.setUp(deskLocale)
    const { held } = await boughtOn(desk, { locale })
    const now = await held()
    assert.ok(now)
    if (!autoRenew) await desk.store.subscriptions.save(now, turnOffAutoRenew(now, 'p1', stored(desk.clock.now())))
    return desk
  })
}

/** What can be done and seen in such a world. */
export async function companyOn(desk: DeskStage, { locale = 'en-US' }: Company = {}) {
  const stage = { ...desk, ...(await heldOn(desk, { locale })) }
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
