import { type Benefits, openBenefits } from './benefits/benefits.ts'
import { type KeyPools, openKeyPools } from './benefits/key-pools.ts'
import { type Evidences, openEvidences } from './catalogue/evidences.ts'
import { type BotStates, openBotStates } from './database/bot-storage.ts'
import { type Checkpoints, openCheckpoints } from './database/checkpoints.ts'
import type { Database } from './database/collection.ts'
import { type Counters, openCounters } from './database/counters.ts'
import { type Jobs, openJobs } from './database/jobs.ts'
import type { Unreadable } from './database/records.ts'
import { type MethodPages, openMethodPages } from './orders/method-pages.ts'
import { type Orders, openOrders } from './orders/orders.ts'
import { openReceiptOpenings, type ReceiptOpenings } from './orders/receipt-openings.ts'
import { openWebhookEvents, type WebhookEvents } from './orders/webhook-events.ts'
import { type Audits, openAudits } from './people/audits.ts'
import { type Conversations, openConversations } from './people/conversations.ts'
import { type NotUnderstoodTexts, openNotUnderstood } from './people/not-understood.ts'
import { openPartners, type Partners } from './people/partners.ts'
import { openPeople, type People } from './people/people.ts'
import { type Deliveries, openDeliveries } from './reminders/deliveries.ts'
import { type DeliveryDays, openDeliveryDays } from './reminders/delivery-days.ts'
import { type HandOvers, openHandOvers } from './reminders/hand-overs.ts'
import { openRuns, type Runs } from './reminders/runs.ts'
import { openSubscriptions, type Subscriptions } from './subscriptions/subscriptions.ts'
import { type Desks, openDesks } from './tickets/desks.ts'
import { openTickets, type Tickets } from './tickets/tickets.ts'

/** Every repository, over one database. */
export type Store = {
  partners: Partners
  people: People
  subscriptions: Subscriptions
  orders: Orders
  jobs: Jobs
  conversations: Conversations
  audits: Audits
  evidences: Evidences
  benefits: Benefits
  keyPools: KeyPools
  methodPages: MethodPages
  receiptOpenings: ReceiptOpenings
  tickets: Tickets
  desks: Desks
  /** Numbers that are given once each: tickets'. */
  counters: Counters
  webhookEvents: WebhookEvents
  deliveries: Deliveries
  deliveryDays: DeliveryDays
  runs: Runs
  checkpoints: Checkpoints
  handOvers: HandOvers
  notUnderstood: NotUnderstoodTexts
  botStates: BotStates
}

/** Opens the repositories and makes sure of their indexes. */
export async function openStore(database: Database, unreadable?: Unreadable): Promise<Store> {
  const [people, subscriptions, orders, jobs, audits, evidences, tickets] = await Promise.all([
    openPeople(database.collection('people'), database.collection('counters')),
    openSubscriptions(database.collection('subscriptions'), unreadable),
    openOrders(database.collection('orders'), unreadable),
    openJobs(database.collection('jobs')),
    openAudits(database.collection('audits')),
    openEvidences(database.collection('evidence')),
    openTickets(database.collection('tickets')),
  ])
  return {
    partners: await openPartners(database.collection('partners')),
    people,
    subscriptions,
    orders,
    jobs,
    audits,
    evidences,
    tickets,
    desks: openDesks(database.collection('desk'), database.collection('desk-codes')),
    counters: openCounters(database.collection('counters')),
    conversations: openConversations(database.collection('conversations')),
    benefits: await openBenefits(database.collection('benefits')),
    keyPools: await openKeyPools(database.collection('benefit-keys')),
    methodPages: await openMethodPages(database.collection('method-pages')),
    receiptOpenings: await openReceiptOpenings(database.collection('receipt-openings')),
    webhookEvents: await openWebhookEvents(database.collection('webhook-events')),
    deliveries: await openDeliveries(database.collection('deliveries'), unreadable),
    deliveryDays: await openDeliveryDays(database.collection('delivery-days')),
    runs: await openRuns(database.collection('runs')),
    checkpoints: openCheckpoints(database.collection('marks')),
    handOvers: await openHandOvers(database.collection('hand-overs')),
    notUnderstood: await openNotUnderstood(database.collection('not-understood')),
    botStates: await openBotStates(database.collection('bot-state')),
  }
}
