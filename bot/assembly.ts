import type { Storage } from 'botbuilder'
import { rootDialog } from '../dialogs/root.ts'
import { scrub } from '../dialogs/understanding/scrub.ts'
import { openVault } from '../store/benefits/vault.ts'
import type { Seller } from '../store/billing/seller.ts'
import type { Catalogue } from '../store/catalogue/offer.ts'
import { botStorage } from '../store/database/bot-storage.ts'
import type { Database } from '../store/database/collection.ts'
import { OFFICE_HOURS, type WorkingHours } from '../store/reminders/working-hours.ts'
import type { Store } from '../store/store.ts'
import { type Retries, USUAL_RETRIES } from '../store/subscriptions/automatic-renewal.ts'
import { type Targets, USUAL_TARGETS } from '../store/tickets/targets.ts'
import { fulfil } from '../store/use-cases/orders/fulfilment.ts'
import { openStrays, strayGivenUp } from '../store/use-cases/orders/stray.ts'
import { openFoundMoney } from '../store/use-cases/reconciliation/found-money.ts'
import { openRefunds } from '../store/use-cases/refunds/refunds.ts'
import { openUnreached } from '../store/use-cases/reminders/unreached.ts'
import { openCardsOnFile } from '../store/use-cases/renewals/card-on-file.ts'
import { openDisputes } from '../store/use-cases/renewals/disputes.ts'
import { openForgetting } from '../store/use-cases/renewals/forget-card.ts'
import { openFraudWarnings } from '../store/use-cases/renewals/fraud-warnings.ts'
import { openLapses } from '../store/use-cases/renewals/lapses.ts'
import { openRenewals } from '../store/use-cases/renewals/renewals.ts'
import type { Payments, Services } from '../store/use-cases/services.ts'
import { requestParkedOrder } from '../store/use-cases/tickets/opened-requests.ts'
import { type Clock, stored } from '../store/values/time.ts'
import type { Timer } from '../store/values/timer.ts'
import { openBooks } from './jobs/books.ts'
import { openMethodPages } from './jobs/method-pages.ts'
import { openOrderNotifications, type Tell } from './jobs/order-notifications.ts'
import { openPaymentEvents } from './jobs/payment-events.ts'
import { openRunner } from './jobs/runner.ts'
import { openScheduler } from './jobs/scheduler.ts'
import type { Log } from './log/log.ts'
import type { Mailer } from './mail/mailer.ts'
import { bankLinks } from './payments/bank/link.ts'
import { bankRoutes } from './payments/bank/page.ts'
import { type ReceiptLinks, receiptLinks } from './payments/receipt/link.ts'
import { receiptRoutes } from './payments/receipt/page.ts'
import type { Adapter } from './teams/adapter.ts'
import { inOwnChat } from './teams/own-chat.ts'
import type { Pace } from './teams/pace.ts'
import type { Roster } from './teams/roster.ts'
import type { MemberDomain } from './teams/sign-in-domain.ts'
import { openApology } from './turn/apology.ts'
import { createBot } from './turn/bot.ts'
import { openChatState } from './turn/chat-state.ts'
import { agentsThroughChannel, openDeskRights, type TeamRoster } from './turn/desk-rights.ts'
import { openDeskTurns } from './turn/desk-turns.ts'
import { openProactive } from './turn/proactive.ts'
import { openReachability } from './turn/reachability.ts'
import { openSpeakers } from './turn/speakers.ts'
import { openStanding } from './turn/standing.ts'
import { TurnState } from './turn/turn-state.ts'
import { openTurns } from './turn/turns.ts'

export type Parts = {
  database: Database
  store: Store
  payments: Payments
  clock: Clock
  /** What turns wait for: a gateway, their own time until they show that they are at it. */
  timer: Timer
  catalogue: Catalogue
  /** Who sells, and how papers go out by e-mail; absent: nobody, and they don't. */
  seller?: Seller | undefined
  mailer?: Mailer | undefined
  adapter: Adapter
  roster: Roster
  log: Log
  /** A new unguessable id, letters and digits. */
  newId: () => string
  random: () => number
  tenants: 'open' | readonly string[]
  /** The Entra tenant in which support works; absent: there is no desk. */
  supportTenantId?: string
  /** Who is in the support team; absent: nobody can say, so nobody is an agent. */
  teamRoster?: TeamRoster
  /** The sign-in domain of who speaks; absent: nobody can say. */
  memberDomain?: MemberDomain
  /** Within how many hours the desk means to answer and to be done. */
  targets?: Targets
  /** When a renewal that was declined is tried again; absent: after 3 and 7 days and on the last day of grace. */
  retries?: Retries
  returnUrl: string
  /** Where people's browsers reach us. No slash at its end. */
  publicUrl: string
  /** The operator's: the first seals and signs, each of them opens. */
  secrets: readonly string[]
  /** Whether texts that weren't understood are kept. */
  keepNotUnderstood?: boolean
  /** When people may be written to unasked; absent: working days from 9 to 17. */
  hours?: WorkingHours
  /** How fast what we start goes out; the adapter counts its answers in it. */
  pace: Pace
}

/** Puts the bot together from its outside things. Nothing runs yet: main and the tests say when. */
export function assemble(parts: Parts) {
  const { store, clock, timer, log, newId, adapter, pace, random } = parts
  const links = receiptLinks(parts)
  const { runner, services } = withJobs(parts, links, (personId, event) => tell(personId, event))
  const storage: Storage = botStorage(parts.database.collection('bot-state'), clock)
  const state = new TurnState(storage)
  const standing = openStanding({ roster: parts.roster, clock, timer })
  const speakers = openSpeakers({ store, clock, standing })
  const rights = openDeskRights({ roster: parts.teamRoster ?? (async () => 'unknown'), clock })
  const { supportTenantId } = parts
  const bot = createBot({
    services,
    root: rootDialog(services),
    state,
    turns: openTurns({ state, clock, timer }),
    speakers,
    desk: openDeskTurns({ services, speakers, rights, supportTenantId, log }),
    reachability: openReachability({ store, state, clock }),
    apology: openApology({ state, clock, log, newId }),
    roster: parts.roster,
    tenants: parts.tenants,
  })
  const chats = openChatState({ storage, store, clock })
  const tell: Tell = openProactive({ store, adapter, bot, log, chats })
  const domain = inOwnChat(parts, parts.memberDomain ?? (async () => undefined))
  const domainOf = (personId: string) => domain(personId).catch(() => undefined)
  const tellNews = openOrderNotifications({ services, tell, random })
  const agentsAmong = agentsThroughChannel(parts, rights)
  const scheduler = openScheduler({
    ...{ services, runner, chats, adapter, tell, tellNews, log, pace, random, domainOf, agentsAmong },
    mailer: parts.mailer,
  })
  return {
    bot,
    services,
    /** Our own pages. */
    pages: [...receiptRoutes({ ...parts, links }), ...bankRoutes({ ...parts, report: services.report })],
    onPaymentEvent: openPaymentEvents({ services, tellNews }),
    periodicTasks: scheduler.periodicTasks,
    runDue: scheduler.runDue,
    end: scheduler.end,
  }
}

/** Jobs need the services and the services need the jobs: a paid order is fulfilled in the turn that paid it. */
function withJobs(parts: Parts, links: ReceiptLinks, tell: Tell) {
  const { store, clock, log, newId, random } = parts
  const membership = inOwnChat(parts, parts.roster)
  const services: Services = {
    store,
    payments: parts.payments,
    clock,
    timer: parts.timer,
    catalogue: parts.catalogue,
    ...{ seller: parts.seller, mailsPapers: parts.mailer !== undefined },
    newId,
    returnUrl: parts.returnUrl,
    hours: parts.hours ?? OFFICE_HOURS,
    targets: parts.targets ?? USUAL_TARGETS,
    retries: parts.retries ?? USUAL_RETRIES,
    runNow: (kind, about) => runner.runNow(kind, about),
    membershipOf: async (personId) => (await membership(personId)) ?? 'unknown',
    receiptLink: (of) => links.make(of),
    bankLink: bankLinks(parts).make,
    vault: openVault(parts.secrets),
    report: (what, error) =>
      log.warn({ what, ...(error instanceof Error ? { err: error } : {}) }, 'something outside failed'),
    async keepNotUnderstood(said, locale) {
      if (parts.keepNotUnderstood)
        await store.notUnderstood.keep({ text: scrub(said), locale, lastAt: stored(clock.now()) })
    },
  }
  const effects = {
    fulfil: async (orderId: string) => {
      await fulfil(services, orderId)
      return undefined
    },
    dispute: openDisputes(services),
    refund: openRefunds(services),
    renew: openRenewals(services),
    lapse: openLapses(services),
    unreached: openUnreached(services),
    'method-page': openMethodPages({ services, tell }),
    ...{ stray: openStrays(services, log), found: openFoundMoney(services) },
    reconcile: openBooks(services, log),
    ...{ card: openCardsOnFile(services), 'fraud-warning': openFraudWarnings(services) },
    'forget-card': openForgetting(services),
  }
  const givenUp = {
    // The partner has paid, and has nothing for it: that is not for the operator's log alone.
    fulfil: async (orderId: string) => {
      const order = await store.orders.get(orderId)
      if (order?.state === 'paid') await requestParkedOrder(services, order, 'given-up')
    },
    stray: (key: string) => strayGivenUp(services, key),
  }
  const runner = openRunner({ store, clock, log, newId, random, effects, givenUp })
  return { runner, services }
}
