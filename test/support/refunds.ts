import assert from 'node:assert/strict'
import type { Order } from '../../store/orders/order.ts'
import { refundsOf } from '../../store/orders/refunds-of.ts'
import type { openAgent } from './desk.ts'
import { chosen, type withTicket } from './one-ticket.ts'
import { chargesIn, settled } from './renewal-stage.ts'

type Desk = Awaited<ReturnType<typeof withTicket>>

const DAY_MS = 86_400_000

export async function firstOrder({ stage }: Pick<Desk, 'stage'>): Promise<Order> {
  const orders = await stage.store.orders.ofPartner('tenant-one', 10)
  const [order] = orders.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  assert.ok(order)
  return order
}

/** A day's worth of what the bot does by itself, with what the gateway does by itself. */
export async function daysPass({ stage }: Pick<Desk, 'stage'>, days = 1): Promise<void> {
  for (let day = 0; day < days; day++) {
    stage.clock.advance(DAY_MS)
    await stage.payments.catchUp()
    await stage.payments.idle()
    await settled(stage, 2)
  }
}

/** Two agents return that much of it; all of it if no amount is named. Gives what the second one is answered. */
export async function returned(desk: Desk, amount?: string, agents = [desk.one, desk.two]) {
  const { stage } = desk
  const choice = `refund:${(await firstOrder(desk))._id}`
  const [first, second] = agents
  assert.ok(first && second)
  await proposed(stage, first, choice, amount)
  return second.press(await chosen(stage, second, choice), 'Confirm')
}

/** What is typed is shown once more before it counts. */
export async function proposed(
  stage: Desk['stage'],
  agent: ReturnType<typeof openAgent>,
  choice: string,
  amount?: string,
) {
  const card = await chosen(stage, agent, choice)
  if (amount === undefined) return agent.press(card, 'Confirm')
  const shown = await agent.press(card, 'Confirm', { amount })
  const [answer] = shown.flatMap((each) => (each.value?.body?.value?.actions ? [each.value.body.value] : []))
  assert.ok(answer)
  const asksAgain = answer.actions.some((each: { title: string }) => each.title === 'Confirm')
  return asksAgain ? agent.press(answer, 'Confirm', { amount }) : shown
}

/** Each refund of the order as the record has it. */
export function refundLines(order: Order) {
  return refundsOf(order).map(({ by, money, state }) => `${by} ${money.amount} ${state}`)
}

/** What the gateway has given back, failed ones not counted. */
export async function gaveBack({ stage }: Pick<Desk, 'stage'>): Promise<number> {
  return (await chargesIn(stage))
    .flatMap((each) => each.refunds)
    .reduce((sum, each) => sum + (each.state === 'failed' ? 0 : each.amount), 0)
}

/** What happened to money in the request with that number. */
export async function moneyLines({ stage }: Pick<Desk, 'stage'>, number: number): Promise<string[]> {
  const entries = (await stage.store.tickets.numbered(number))?.entries ?? []
  return entries.flatMap(({ what = '', money }) =>
    /refund|accept/.test(what) ? [[what, money?.amount].filter(Boolean).join(' ')] : [],
  )
}
