import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type Activity, TurnContext } from 'botbuilder'
import { pino } from 'pino'
import { assemble } from '../../bot/assembly.ts'
import type { Mailer } from '../../bot/mail/mailer.ts'
import { sandboxCard } from '../../bot/payments/sandbox/cards.ts'
import { createSandboxPayments } from '../../bot/payments/sandbox/sandbox.ts'
import type { Adapter } from '../../bot/teams/adapter.ts'
import type { Outbound } from '../../bot/teams/outbound.ts'
import type { Pace } from '../../bot/teams/pace.ts'
import type { Roster } from '../../bot/teams/roster.ts'
import type { TeamRoster } from '../../bot/turn/desk-rights.ts'
import type { Seller } from '../../store/billing/seller.ts'
import type { Catalogue } from '../../store/catalogue/offer.ts'
import { readCatalogue } from '../../store/catalogue/read-catalogue.ts'
import type { Database } from '../../store/database/collection.ts'
import { openStore } from '../../store/store.ts'
import type { Payments } from '../../store/use-cases/services.ts'
import type { Timer } from '../../store/values/timer.ts'
import { assertCardsSound } from '../cards/lint/sent.ts'
import { BareAdapter, type Sent } from './bare-adapter.ts'
import { type ShiftedClock, standingClock } from './clock.ts'
import type { World } from './played-worlds.ts'
import { standingTimer } from './standing-timer.ts'
import { unpaced } from './unpaced.ts'
import { watchedDatabase } from './watched-database.ts'

const SECRET = 'whsec-of-the-tests'

type StageOptions = {
  database?: Database
  /** The gateway's own books, which outlive the bot. */
  bank?: Database
  clock?: ShiftedClock
  /** The gateway in place of the sandbox. */
  gateway?: Payments
  /** What turns wait for; absent: nobody's patience ever ends. */
  timer?: Timer
  at?: string
  /** What there was before, if not given apart; absent: nothing. */
  world?: World
  catalogue?: Catalogue
  /** Absent: nobody is set. */
  seller?: Seller
  /** Absent: papers don't go out by e-mail. */
  mailer?: Mailer
  keepNotUnderstood?: boolean
  /** What becomes of the messages that the bot starts; absent: they are sent. */
  post?: Outbound['once']
  /** How fast what we start goes out; absent: at once. */
  pace?: Pace
  /** What becomes of changes to messages; absent: the messages are gone. */
  update?: Outbound['update']
  /** What becomes of deletions; absent: they are done. */
  remove?: Outbound['remove']
  /** Where support works, and who is in its team: those whose Entra ids begin with `agent`. */
  supportTenantId?: string
  teamRoster?: TeamRoster
  /** Who is a guest; absent: those whose Teams ids say so. */
  roster?: Roster
}

export type Stage = Awaited<ReturnType<typeof openStage>>

/** The whole bot without HTTP: real store, real dialogs, sandbox payments whose webhooks go straight to the bot. */
export async function openStage(options: StageOptions = {}) {
  const { world } = options
  const clock = options.clock ?? standingClock(world?.at ?? options.at)
  const timer = options.timer ?? standingTimer().timer
  const kept = options.database ?? world?.database ?? (await watchedDatabase())
  const bank = options.bank ?? world?.bank ?? kept
  const store = await openStore(kept)
  const adapter = new BareAdapter()
  if (world) adapter.recall(world)
  let ids = 0
  const newId = () => `t${String(++ids).padStart(4, '0')}${randomUUID().replaceAll('-', '').slice(0, 15)}`
  const payments = createSandboxPayments({
    charges: bank.collection('sandbox-charges'),
    sessions: bank.collection('sandbox-sessions'),
    clock,
    timer,
    publicUrl: 'http://127.0.0.1:3978',
    webhookSecrets: [SECRET],
    newId,
    sendWebhook: async (raw, headers) => stage.onPaymentEvent(payments.parseWebhook(raw, headers, clock.now())),
  })
  const post: Outbound['once'] = async (reference, activity) => {
    const became = (await options.post?.(reference, activity)) ?? { outcome: 'sent' }
    const message = TurnContext.applyConversationReference({ ...activity }, reference)
    return became.outcome === 'sent' ? { activityId: adapter.keep(message), ...became } : became
  }
  const edge: Pick<Adapter, 'continueConversation' | 'outbound'> = {
    continueConversation: (reference, logic) => adapter.continueConversation(reference, logic),
    outbound: {
      ...{ once: post, send: post, update: options.update ?? (async () => ({ outcome: 'gone' })) },
      remove: async (reference, id) => {
        const became = (await options.remove?.(reference, id)) ?? { outcome: 'sent' }
        if (became.outcome === 'sent') adapter.deleted.push(id)
        return became
      },
    },
  }
  const stage = assemble({
    database: kept,
    store,
    payments: options.gateway ?? payments,
    clock,
    timer,
    catalogue: options.catalogue ?? readCatalogue(),
    seller: options.seller,
    mailer: options.mailer,
    adapter: edge as Adapter,
    log: pino({ level: 'silent' }),
    newId,
    random: () => 0.5,
    pace: options.pace ?? unpaced,
    tenants: 'open',
    keepNotUnderstood: options.keepNotUnderstood ?? false,
    roster: options.roster ?? (async ({ activity }) => (activity.from.id.includes('guest') ? 'guest' : 'member')),
    ...(options.supportTenantId ? { supportTenantId: options.supportTenantId } : {}),
    memberDomain: async ({ activity }) => `${activity.conversation.tenantId}.example`,
    teamRoster:
      options.teamRoster ?? (async (_context, _team, objectId) => (/^agent/.test(objectId) ? 'agent' : 'not')),
    returnUrl: 'http://127.0.0.1:3978/sandbox',
    publicUrl: 'http://127.0.0.1:3978',
    secrets: ['secret-of-the-tests-with-32-letters'],
  })
  // The gateway disputes what it was asked of last.
  if (world?.charged) await payments.findCharge(world.charged._id, world.charged.customer)
  return {
    ...stage,
    store,
    clock,
    payments,
    adapter,
    database: kept,
    bank,
    person: (who: Partial<Who> = {}) => openPerson(who),
  }

  function openPerson(who: Partial<Who>) {
    const {
      tenant = 'tenant-one',
      id = 'purchaser-one',
      locale = 'en-US',
      zone = 'Asia/Taipei',
      name = 'Purchaser One',
    } = who
    const conversation = {
      id: `a:${tenant}:${id}`,
      conversationType: 'personal',
      tenantId: tenant,
      isGroup: false,
      name: '',
    }
    const base: Sent = {
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/amer/',
      from: { id: `29:${tenant}:${id}`, name, aadObjectId: id },
      recipient: { id: '28:bot', name: 'Bot' },
      conversation,
      locale,
      localTimezone: zone,
      channelData: { tenant: { id: tenant } },
    }
    const mine = () => adapter.sent.filter((each) => each.conversation?.id === conversation.id)
    const cards = () => mine().flatMap((each) => each.attachments?.map((card) => card.content) ?? [])

    /** Delivers an activity and gives what the bot newly said to this person. */
    async function deliver(activity: Sent): Promise<Sent[]> {
      const before = mine().length
      await adapter.run({ ...base, id: randomUUID(), ...activity }, (context) => stage.bot.onActivity(context))
      const said = mine().slice(before)
      for (const each of said) assertCardsSound(each)
      return said
    }

    /** The newest button of that title or verb. */
    function find(titleOrVerb: string): { title: string; verb: string; data: Record<string, unknown> } {
      for (const card of cards().toReversed()) {
        const hit = card.actions?.find((each: { title: string; verb: string }) =>
          [each.title, each.verb].includes(titleOrVerb),
        )
        if (hit) return hit
      }
      throw new Error(`no button '${titleOrVerb}' in ${JSON.stringify(cards().at(-1))}`)
    }

    async function execute(data: unknown, extra: Sent = {}): Promise<Sent[]> {
      const value = { action: { type: 'Action.Execute', verb: Object(data).verb, data }, trigger: 'manual' }
      return deliver({ type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'card-1', ...extra })
    }

    return {
      deliver,
      execute,
      find,
      cards,
      lastCard: () => cards().at(-1),
      all: mine,
      say: (text: string, extra: Sent = {}) => deliver({ type: 'message', text, ...extra }),
      install: () => deliver({ type: 'installationUpdate', action: 'add' }),
      press: (titleOrVerb: string, inputs: Record<string, unknown> = {}, extra: Sent = {}) =>
        execute({ ...find(titleOrVerb).data, ...inputs }, extra),
      /** Joins the network and goes as far as the review of Action Pack. */
      async toReview({ country = 'US', card = 'visa' } = {}): Promise<void> {
        const chinese = locale.startsWith('zh')
        if (!(await store.partners.get(tenant))) {
          await deliver({ type: 'message', text: 'join' })
          await deliver({ type: 'message', text: `Partner One, ${country}, ${zone}` })
        }
        await deliver({ type: 'message', text: 'help' })
        const mine = await store.people.known(tenant, id)
        if (mine?.role === 'viewer')
          await store.people.save(mine, { ...mine, role: 'purchaser', standing: 'member', roleSince: mine.firstSeenAt })
        await deliver({ type: 'message', text: 'offers' })
        await execute(find(chinese ? '訂閱：行動套件' : 'Subscribe: Action Pack').data)
        await execute(find(chinese ? '同意' : 'Agree').data)
        const onFile = (await store.partners.get(tenant))?.method
        if (onFile) await execute(find(chinese ? '下一步' : 'Next').data)
        else await this.addCard(card)
      },
      submit: (titleOrVerb: string, inputs: Record<string, unknown> = {}) =>
        deliver({ type: 'message', value: { ...find(titleOrVerb).data, ...inputs }, replyToId: 'card-1' }),
      /** Does on the hosted page what the person would: chooses that test card. */
      async addCard(card = 'visa'): Promise<void> {
        const url = cards()
          .toReversed()
          .flatMap((each) => each.actions ?? [])
          .find((each) => each.type === 'Action.OpenUrl' && each.url.includes('/sandbox/pay/'))?.url
        assert.ok(url, 'no page to add a card on')
        const session = await payments.sessions.find(new URL(url).searchParams.get('session') ?? '')
        const chosen = sandboxCard(card)
        assert.ok(session && chosen)
        await payments.sessions.add(session, chosen, '2030-12')
        await payments.idle()
      },
    }
  }
}

type Who = { tenant: string; id: string; name: string; locale: string; zone: string }

/** Everything that an activity shows, as one text. */
export function textOf(activities: Sent[]): string {
  return activities
    .map(
      (each) =>
        `${each.text ?? ''} ${JSON.stringify(each.attachments?.map((card) => card.content) ?? [])} ${invokeBody(each)}`,
    )
    .join('\n')
}

function invokeBody(each: Partial<Activity>): string {
  return each.type === 'invokeResponse' ? JSON.stringify(each.value) : ''
}
