import type { Store } from '../store/store.ts'
import type { Clock } from '../store/time.ts'
import type { SandboxPayments } from './payments/sandbox.ts'
import type { Controls } from './sandbox/console.ts'

const DAY_MS = 86_400_000
const OUTCOMES = [
  'succeed',
  'decline',
  'needs_customer',
  'processing',
  'lost',
  'lost_not_taken',
  'slow',
  'wrong_amount',
] as const

type Parts = {
  clock: Clock & { advance(ms: number): Promise<void> }
  store: Store
  gateway: { sandbox?: SandboxPayments }
  runDue: () => Promise<void>
}

/** What the try-it page can turn behind the bot: the clock and the next charge; and what it sees: the jobs. */
export function openControls({ clock, store, gateway, runDue }: Parts): Controls {
  return {
    clock: {
      now: () => clock.now().toString(),
      async advance(days) {
        await clock.advance(days * DAY_MS)
        await runDue()
      },
      async toNextEvent() {
        const [next] = await store.jobs.waiting(1)
        if (!next) return undefined
        await clock.advance(Date.parse(next.dueAt) - clock.now().epochMilliseconds)
        await runDue()
        return next.dueAt
      },
    },
    outcomes: [...OUTCOMES],
    nextCharge(outcome) {
      const chosen = OUTCOMES.find((each) => each === outcome)
      if (chosen && gateway.sandbox) gateway.sandbox.faults.nextCharge = chosen
    },
    async jobs() {
      const jobs = await store.jobs.waiting(50)
      return jobs.map(({ _id, dueAt, state }) => ({ key: _id, dueAt, state }))
    },
  }
}
