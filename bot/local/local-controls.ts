import type { Temporal } from 'temporal-polyfill'
import type { Catalogue } from '../../store/catalogue/offer.ts'
import { DISPUTE_STATES } from '../../store/orders/order.ts'
import type { Store } from '../../store/store.ts'
import type { Clock } from '../../store/values/time.ts'
import { SANDBOX_OUTCOMES } from '../payments/sandbox/cards.ts'
import { REFUND_ACTS } from '../payments/sandbox/refund-acts.ts'
import { REFUND_OUTCOMES } from '../payments/sandbox/refunds.ts'
import type { SandboxPayments } from '../payments/sandbox/sandbox.ts'
import type { Controls } from '../sandbox/page/console.ts'
import { deliveryRows, jobRows } from './local-rows.ts'
import { nextEventAt, nextRenewalAt } from './next-event.ts'

const DAY_MS = 86_400_000
/** Events on the way of one move; more of them would be a bug that goes round for ever. */
const MOST_EVENTS = 2_000
/** So far the clock goes in search of a message. */
const FARTHEST = { hours: 24 * 366 }
/** What is due begets what is due: a job a renewal, a renewal a message. */
const BEATS = 3
const AS_CARD = 'card'

type Parts = {
  clock: Clock & { advance(ms: number): Promise<void> }
  store: Store
  gateway: { sandbox?: SandboxPayments }
  runDue: () => Promise<void>
  /** Calling what it returns says in which chats the bot has written since. */
  watch: () => () => string[]
  catalogue: Catalogue
}

/** What the try-it page can turn behind the bot: the clock and the next charge; and what it sees: jobs and deliveries. */
export function openControls({ clock, store, gateway, runDue, watch, catalogue }: Parts): Controls {
  const look = { store, clock, graceDays: catalogue.graceDays }

  return {
    clock: {
      now: () => clock.now().toString(),
      advance: (days) => goTo(clock.now().add({ milliseconds: days * DAY_MS })),
      toNextMessage,
      async toRenewal() {
        const next = await nextRenewalAt(look)
        if (next) await goTo(next)
        return next && (await toNextMessage())
      },
    },
    outcomes: [AS_CARD, ...SANDBOX_OUTCOMES],
    outcome: () => gateway.sandbox?.faults.nextCharge ?? AS_CARD,
    nextCharge(outcome) {
      if (gateway.sandbox) gateway.sandbox.faults.nextCharge = SANDBOX_OUTCOMES.find((each) => each === outcome)
    },
    disputes: [...DISPUTE_STATES],
    async dispute(state) {
      const known = DISPUTE_STATES.find((each) => each === state)
      return known !== undefined && (await gateway.sandbox?.dispute(known)) === true
    },
    refundOutcomes: [...REFUND_OUTCOMES],
    nextRefund(outcome) {
      if (gateway.sandbox) gateway.sandbox.faults.nextRefund = REFUND_OUTCOMES.find((each) => each === outcome)
    },
    refundActs: [...REFUND_ACTS],
    async refund(act) {
      const known = REFUND_ACTS.find((each) => each === act)
      return known !== undefined && (await gateway.sandbox?.refundAct(known)) === true
    },
    jobs: () => jobRows({ store, catalogue }),
    deliveries: () => deliveryRows({ store, catalogue }),
  }

  async function goTo(end: Temporal.Instant): Promise<void> {
    await passEvents(end, () => false)
    await moveTo(end)
  }

  /** Past whatever is done in silence: what the bot does behind the chat comes often, and nobody wants to press for it. */
  async function toNextMessage(): Promise<string | undefined> {
    const told = watch()
    const found = await passEvents(clock.now().add(FARTHEST), () => told().length > 0)
    return found?.toString()
  }

  /**
   * From one event to the next, as time would have gone: a notice is told on its day, and not after the charge. What is
   * due by now comes first: it hasn't waited for the next beat, as nobody's year goes by within a second. Gives where it
   * was enough; undefined if it never was before `end`.
   */
  async function passEvents(end: Temporal.Instant, isEnough: () => boolean): Promise<Temporal.Instant | undefined> {
    let at: Temporal.Instant | undefined = clock.now()
    for (let events = 0; events < MOST_EVENTS && at && at.epochMilliseconds < end.epochMilliseconds; events++) {
      await moveTo(at)
      if (isEnough()) return at
      at = await nextEventAt(look)
    }
    return undefined
  }

  async function moveTo(at: Temporal.Instant): Promise<void> {
    await clock.advance(at.epochMilliseconds - clock.now().epochMilliseconds)
    for (let beat = 0; beat < BEATS; beat++) {
      await gateway.sandbox?.catchUp()
      await runDue()
    }
  }
}
