import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Sent } from './bare-adapter.ts'
import { openStage, type Stage } from './conversation.ts'

export const SUPPORT = 'tenant-support'
export const CHANNEL = '19:channel@thread.tacv2'
export const TEAM = '19:team@thread.tacv2'

type Card = { actions: { title: string; verb: string; data: Record<string, unknown> }[]; [key: string]: unknown }
type Options = Parameters<typeof openStage>[0]

/** A stage with a support team's channel, in which cards are kept and updated; nobody has set up the desk yet. */
export async function openDeskStage(options: Options = {}) {
  let gone = false
  const stage = await openStage({
    supportTenantId: SUPPORT,
    update: async (_reference, id, activity) => {
      if (gone) return { outcome: 'gone' }
      stage.adapter.changed.set(id, activity)
      return { outcome: 'sent', activityId: id }
    },
    ...options,
  })
  const inChannel = () => stage.adapter.sent.filter((each) => each.conversation?.id.startsWith(CHANNEL))
  const cardOf = (message: Sent): Card | undefined =>
    (stage.adapter.changed.get(message.id ?? '') ?? message).attachments?.[0]?.content
  /** Messages that began a thread, as they look now. */
  const roots = () => inChannel().filter((each) => each.conversation?.id === CHANNEL)

  return {
    ...stage,
    inChannel,
    roots,
    cardOf,
    /** From now on the cards that were posted are gone, as if somebody had deleted them. */
    deleteCards: (are = true) => {
      gone = are
    },
    liveCard(number: number): { thread: string; card: Card } {
      const found = roots()
        .toReversed()
        .find((each) => (each.summary ?? '').endsWith(` ${number}`))
      const card = found && cardOf(found)
      assert.ok(found?.id && card, `no card of ticket ${number}`)
      return { thread: found.id, card }
    },
    agent: (id = 'agent-one', name = 'Agent One', locale = 'en-US') => openAgent(stage, { id, name, locale }),
    /** The operator's code, said by Agent One, in whose language the desk is from then on. */
    async setUp(locale = 'en-US'): Promise<string> {
      const bytes = Uint8Array.from({ length: 10 }, (_, i) => i * 11)
      const code = await stage.store.desks.newCode(bytes, stage.clock.now().toString({ fractionalSecondDigits: 3 }))
      return text(await openAgent(stage, { id: 'agent-one', name: 'Agent One', locale }).say(`set up desk ${code}`))
    },
  }
}

export type DeskStage = Awaited<ReturnType<typeof openDeskStage>>

export function openAgent(
  stage: Stage,
  { id, name, locale, tenant = SUPPORT }: { id: string; name: string; locale: string; tenant?: string },
) {
  const base = {
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/amer/',
    from: { id: `29:${tenant}:${id}`, name, aadObjectId: id },
    recipient: { id: '28:bot', name: 'Bot' },
    locale,
    localTimezone: 'Europe/London',
  }

  async function deliver(activity: Sent, thread: string | undefined, messageId: string): Promise<Sent[]> {
    const before = stage.adapter.sent.length
    const conversation = {
      id: `${CHANNEL};messageid=${thread ?? messageId}`,
      conversationType: 'channel',
      tenantId: tenant,
      isGroup: true,
      name: '',
    }
    const channelData = { tenant: { id: tenant }, team: { id: TEAM }, channel: { id: CHANNEL } }
    await stage.adapter.run({ ...base, conversation, channelData, id: messageId, ...activity }, (context) =>
      stage.bot.onActivity(context),
    )
    return stage.adapter.sent.slice(before)
  }

  return {
    deliver,
    locale,
    /** A message that mentions the bot, in a ticket's thread or in a new one. */
    say(words: string, thread?: string, messageId: string = randomUUID()) {
      const at = '<at>Bot</at>'
      const entities = [{ type: 'mention', text: at, mentioned: { id: '28:bot', name: 'Bot' } }]
      return deliver({ type: 'message', text: `${at} ${words}`, entities }, thread, messageId)
    },
    /** Presses a card's button by its title, filled in. */
    press(card: Card, title: string, inputs: Record<string, unknown> = {}, thread?: string) {
      const found = card.actions.find((each) => each.title === title)
      assert.ok(found, `no button '${title}' in ${JSON.stringify(card.actions.map((each) => each.title))}`)
      return this.execute({ ...found.data, ...inputs }, thread)
    },
    execute(data: Record<string, unknown>, thread?: string) {
      const value = { action: { type: 'Action.Execute', verb: data.verb, data }, trigger: 'manual' }
      return deliver({ type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'card-1' }, thread, randomUUID())
    },
  }
}

/** Everything that messages and invoke answers show, as one text. */
export function text(activities: Sent[]): string {
  return activities
    .map(
      (each) =>
        `${each.text ?? ''} ${JSON.stringify(each.attachments?.map((card) => card.content) ?? [])} ${JSON.stringify(each.value ?? '')}`,
    )
    .join('\n')
}

/** The last card among what was said or answered. */
export function cardIn(activities: Sent[]): Card {
  const cards = activities.flatMap((each) => [
    ...(each.attachments?.map((card) => card.content) ?? []),
    ...(each.type === 'invokeResponse' && each.value?.body?.value?.actions ? [each.value.body.value] : []),
  ])
  const card = cards.at(-1)
  assert.ok(card, `no card in ${text(activities)}`)
  return card
}

/** A purchaser who holds Action Pack and has asked support to cancel it. */
export async function askedToCancel(stage: Stage, who: Parameters<Stage['person']>[0] = {}) {
  const person = stage.person(who)
  await person.toReview({ country: 'US' })
  await person.press('purchase')
  await person.say('cancel subscription')
  await person.press('cancellation')
  await person.press('cancellation', { problem: 'invoice', reason: 'not-needed', details: '', contact: 'chat' })
  await person.press('cancellation')
  return person
}
