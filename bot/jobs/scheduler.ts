import { openReminders } from '../../store/use-cases/reminders/planning.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { openEndedTerms } from '../../store/use-cases/subscriptions/end-of-term.ts'
import type { Log } from '../log/log.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Adapter } from '../teams/adapter.ts'
import type { Pace } from '../teams/pace.ts'
import type { ChatState } from '../turn/chat-state.ts'
import { oneAtATime } from '../turn/one-at-a-time.ts'
import { openBooksPlanning } from './books.ts'
import { openDeliverer } from './deliverer.ts'
import { openDeskPosts } from './desk-posts.ts'
import type { OrderNotifications, Tell } from './order-notifications.ts'
import { openWorker } from './outbox.ts'
import { openPaperMail } from './paper-mail.ts'
import { openPaperRound } from './papers.ts'
import { openPruning } from './pruning.ts'
import { openReconciliation } from './reconciliation.ts'
import { type AgentsAmong, openRefundMentions } from './refund-mentions.ts'
import type { Runner } from './runner.ts'
import { openTakenBack } from './taken-back.ts'
import { openTicketNotifications } from './ticket-notifications.ts'
import { openUnsentExpiry } from './unsent-expiry.ts'

type Parts = {
  services: Services
  runner: Runner
  chats: ChatState
  adapter: Pick<Adapter, 'outbound'>
  tell: Tell
  tellNews: OrderNotifications
  log: Log
  pace: Pace
  random: () => number
  mailer: Mailer | undefined
  /** The sign-in domain of somebody at a partner. */
  domainOf(personId: string): Promise<string | undefined>
  agentsAmong: AgentsAmong
}

/** Everything that happens without anybody asking: what it does, and the tasks that do it, again and again. */
export function openScheduler(parts: Parts) {
  const { services, runner, chats, adapter, tell, tellNews, log, pace, random, domainOf, agentsAmong } = parts
  let ended = false
  const goRound = openWorker({ log, ended: () => ended })
  const reconcile = openReconciliation({ services, tellNews, goRound })
  const oweEndedTerms = openEndedTerms(services)
  const planReminders = openReminders(services)
  const prune = openPruning({ store: services.store, clock: services.clock, log })
  const post = openDeskPosts({ services, outbound: adapter.outbound, log })
  const tellSecondAgent = openRefundMentions({ services, post, agentsAmong })
  const tellTickets = openTicketNotifications({
    ...{ services, post, tell, tellSecondAgent, goRound, random, domainOf },
    takenBack: openTakenBack({ services, outbound: adapter.outbound, post }),
    dropUnsent: openUnsentExpiry({ services, post }),
  })
  const deliverer = openDeliverer({
    ...{ services, log, pace, chats, random, goRound },
    ended: () => ended,
    send: (reference, activity) => adapter.outbound.once(reference, activity),
  })

  const makeOutPapers = openPaperRound({ services, goRound })
  const mailPapers = parts.mailer ? openPaperMail({ services, goRound, mailer: parts.mailer, random }) : async () => {}

  const alone = oneAtATime()
  const periodicTasks = {
    // Money first: of what is due at once, what settles payments goes before what tells of them.
    reconciliation: periodic('reconciliation', reconcile),
    books: periodic('books', openBooksPlanning(services)),
    endedTerms: periodic('ended terms', oweEndedTerms),
    reminders: periodic('reminders', planReminders),
    jobs: periodic('jobs', () => runner.runDue(() => ended)),
    papers: periodic('papers', makeOutPapers),
    paperMail: periodic('paper mail', mailPapers),
    tickets: periodic('tickets', tellTickets),
    deliveries: periodic('deliveries', deliverer.periodically),
    pruning: periodic('pruning', prune),
  }

  /** Never twice at once, and its failure is its own. */
  function periodic(step: string, work: () => Promise<unknown>): () => Promise<void> {
    return () =>
      alone(step, async () => {
        try {
          await work()
        } catch (error) {
          log.error({ err: error, step }, 'a step of the heartbeat failed')
        }
      })
  }

  return {
    /**
     * What is done again and again, each a task of its own: what takes long in one, as a slow gateway or Teams' limits
     * make it, keeps none of the others waiting, and so does what fails in it.
     */
    periodicTasks,
    /** Nothing more is begun; resolves when what is under way is finished. */
    end(): Promise<void> {
      ended = true
      return deliverer.settled()
    },
    /** Everything that is due now, to its end: also what a task is at already. */
    async runDue(): Promise<void> {
      for (const each of Object.values(periodicTasks)) await each()
      await deliverer.finish()
    },
  }
}
