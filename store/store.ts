import { type Audits, openAudits } from './audits.ts'
import { type Benefits, openBenefits } from './benefits.ts'
import { type BotStates, openBotStates } from './bot-storage.ts'
import type { Database } from './collection.ts'
import { type Conversations, openConversations } from './conversations.ts'
import { type Counters, openCounters } from './counters.ts'
import { type Deliveries, openDeliveries } from './deliveries.ts'
import { type DeliveryDays, openDeliveryDays } from './delivery-days.ts'
import { type Desks, openDesks } from './desks.ts'
import { type Evidences, openEvidences } from './evidences.ts'
import { type HandOvers, openHandOvers } from './hand-overs.ts'
import { type Jobs, openJobs } from './jobs.ts'
import { type KeyPools, openKeyPools } from './key-pools.ts'
import { type Marks, openMarks } from './marks.ts'
import { type MethodPages, openMethodPages } from './method-pages.ts'
import { type NotUnderstoodTexts, openNotUnderstood } from './not-understood.ts'
import { type Orders, openOrders } from './orders.ts'
import { openPartners, type Partners } from './partners.ts'
import { openPeople, type People } from './people.ts'
import { openReceiptOpenings, type ReceiptOpenings } from './receipt-openings.ts'
import type { Unreadable } from './records.ts'
import { openRuns, type Runs } from './runs.ts'
import { openSubscriptions, type Subscriptions } from './subscriptions.ts'
import { openTickets, type Tickets } from './tickets.ts'
import { openWebhookEvents, type WebhookEvents } from './webhook-events.ts'

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
  marks: Marks
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
    marks: openMarks(database.collection('marks')),
    handOvers: await openHandOvers(database.collection('hand-overs')),
    notUnderstood: await openNotUnderstood(database.collection('not-understood')),
    botStates: await openBotStates(database.collection('bot-state')),
  }
}
