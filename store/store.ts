import { openBenefits } from './benefits/benefits.ts'
import { openKeyPools } from './benefits/key-pools.ts'
import { openEvidences } from './catalogue/evidences.ts'
import { openBotStates } from './database/bot-storage.ts'
import { openCheckpoints } from './database/checkpoints.ts'
import type { Database } from './database/collection.ts'
import { openCounters } from './database/counters.ts'
import { openJobs } from './database/jobs.ts'
import type { Unreadable } from './database/records.ts'
import { openMethodPages } from './orders/method-pages.ts'
import { openOrders } from './orders/orders.ts'
import { openReceiptOpenings } from './orders/receipt-openings.ts'
import { openWebhookEvents } from './orders/webhook-events.ts'
import { openPapers } from './papers/papers.ts'
import { openAudits } from './people/audits.ts'
import { openConversations } from './people/conversations.ts'
import { openNotUnderstood } from './people/not-understood.ts'
import { openPartners } from './people/partners.ts'
import { openPeople } from './people/people.ts'
import { openReconciliations } from './reconciliation/reconciliations.ts'
import { openDeliveries } from './reminders/deliveries.ts'
import { openDeliveryDays } from './reminders/delivery-days.ts'
import { openHandOvers } from './reminders/hand-overs.ts'
import { openRuns } from './reminders/runs.ts'
import { openSubscriptions } from './subscriptions/subscriptions.ts'
import { openDesks } from './tickets/desks.ts'
import { openTickets } from './tickets/tickets.ts'

/** Opens the repositories and makes sure of their indexes. */
export async function openStore(database: Database, unreadable?: Unreadable) {
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
    /** Numbers that are given once each: tickets'. */
    counters: openCounters(database.collection('counters')),
    conversations: openConversations(database.collection('conversations')),
    benefits: await openBenefits(database.collection('benefits')),
    keyPools: await openKeyPools(database.collection('benefit-keys')),
    papers: await openPapers(database.collection('papers')),
    methodPages: await openMethodPages(database.collection('method-pages')),
    receiptOpenings: await openReceiptOpenings(database.collection('receipt-openings')),
    webhookEvents: await openWebhookEvents(database.collection('webhook-events')),
    deliveries: await openDeliveries(database.collection('deliveries'), unreadable),
    deliveryDays: await openDeliveryDays(database.collection('delivery-days')),
    runs: await openRuns(database.collection('runs')),
    checkpoints: openCheckpoints(database.collection('marks')),
    reconciliations: openReconciliations(database.collection('reconciliations')),
    handOvers: await openHandOvers(database.collection('hand-overs')),
    notUnderstood: await openNotUnderstood(database.collection('not-understood')),
    botStates: await openBotStates(database.collection('bot-state')),
  }
}

/** Every repository, over one database. */
export type Store = Awaited<ReturnType<typeof openStore>>
