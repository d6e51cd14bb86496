import { Temporal } from 'temporal-polyfill'
import { ConflictError, StoreUnavailableError } from '../../store/database/collection.ts'
import { type Conversation, referenceOf } from '../../store/people/conversation.ts'
import { type Delivery, isUrgent } from '../../store/reminders/delivery.ts'
import { nextOpen, opening, workingDay } from '../../store/reminders/working-hours.ts'
import { type Addressee, addressee } from '../../store/use-cases/reminders/addressees.ts'
import { type StillDue, stillDue } from '../../store/use-cases/reminders/still-due.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Outbound } from '../teams/outbound.ts'
import type { Sent } from '../teams/outcome.ts'
import type { Pace } from '../teams/pace.ts'
import type { ChatState } from '../turn/chat-state.ts'
import { end, settledBy } from './delivery-outcome.ts'
import { composed, fitting, type Message, UnsayableError } from './message.ts'

/** Longer than any clock is off from another: what one sends no other takes for left behind (F50). */
const LEASE = { minutes: 15 }
/** Somebody is in the middle of something, or a colleague is paying: looked at again so much later. */
const LATER = { minutes: 10 }
const PUT_OFF_MS = 10 * 60_000

export type SendingParts = {
  services: Services
  send: Outbound['send']
  pace: Pace
  chats: ChatState
  random: () => number
}
/** One message a day and person: who holds it. */
type Day = { key: string; token: string }
type Ready = { row: Delivery; due: Extract<StillDue, { is: 'due' }> }

/**
 * Sends one person what is due to them, in one message (S16). Every instance may: who holds the person's day sends, each
 * row says that it is being sent before it goes, and what may have arrived is never sent again (F44, F50). `yieldToTurns` resolves
 * when whoever writes to us has been served: one message is much work, and people wait for none of it.
 */
export function openSending({ services, send, pace, chats, random }: SendingParts, yieldToTurns: () => Promise<void>) {
  const { store, clock, hours, newId } = services
  const { keep, claim } = store.deliveries

  return async (partnerId: string, personId: string): Promise<void> => {
    try {
      await sendDue(partnerId, personId)
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof StoreUnavailableError)) await putOff(personId, error)
      throw error
    }
  }

  /** What can't be said now, such as a page that can't be opened, stands behind what can, and is given up some time. */
  async function putOff(personId: string, error: unknown): Promise<void> {
    const now = clock.now()
    const waiting = await store.deliveries.waitingFor(personId, stored(now))
    const rows = error instanceof UnsayableError ? waiting.filter(({ _id }) => _id === error.row._id) : waiting
    const cause = error instanceof UnsayableError ? error.cause : error
    const detail = cause instanceof Error ? cause.name : 'thrown'
    for (const row of rows) {
      const tried = { ...row, tries: row.tries + 1 }
      const failed = { outcome: 'failed' as const, retryAfterMs: PUT_OFF_MS, detail }
      await end(services, row, settledBy(tried, failed, now, random))
    }
  }

  async function sendDue(partnerId: string, personId: string): Promise<void> {
    const to = await addressee(services, partnerId, personId)
    const due = await store.deliveries.waitingFor(personId, stored(clock.now()))
    const ready = await sorted(due, to)
    await yieldToTurns()
    if (!to?.chat || ready.length === 0) return
    const now = clock.now()
    const open = nextOpen(now, to.zone, hours)
    const away = Temporal.Instant.compare(open, now) > 0
    if (away || (await chats.isBusy(to.chat))) {
      const at = away ? open : nextOpen(now.add(LATER), to.zone, hours)
      return postpone(ready, at, away ? 'out-of-hours' : 'in-a-dialog')
    }
    const urgent = ready.filter(({ row }) => isUrgent(row))
    const day = now.toZonedDateTimeISO(to.zone).toPlainDate()
    const token = newId()
    const key = `${personId}:${day}`
    const mine = await store.deliveryDays.claim(key, token, stored(now), stored(now.add(LEASE)))
    if (mine) return sendAll(to, ready, { key, token })
    const usedBy = await store.deliveryDays.usedBy(key)
    // Who used it died after Teams had refused the message: nothing was said today.
    if (usedBy && !(await wentOut(usedBy))) return store.deliveryDays.release(key, usedBy, stored(now))
    if (usedBy) {
      const next = opening(workingDay(day.add({ days: 1 }), hours, 1), to.zone, hours)
      await postpone(
        ready.filter(({ row }) => !isUrgent(row)),
        next,
        'one-a-day',
      )
    }
    if (urgent.length > 0) await sendAll(to, urgent, undefined, token)
  }

  async function wentOut(message: string): Promise<boolean> {
    const told = await store.deliveries.ofMessage(message)
    return told.some(({ state }) => state === 'sending' || state === 'sent' || state === 'unknown')
  }

  /** What is still to be told; the rest is written down with its reason. */
  async function sorted(rows: Delivery[], to: Addressee | undefined): Promise<Ready[]> {
    const ready: Ready[] = []
    for (const row of rows) {
      const due = await UnsayableError.about(row, stillDue(services, row, to))
      if (due.is === 'due') ready.push({ row, due })
      else if (due.is === 'later')
        await keep(row, { ...row, dueAt: stored(clock.now().add(LATER)), reason: due.reason })
      else await end(services, row, { ...row, state: due.is, reason: due.reason, endedAt: stored(clock.now()) })
    }
    return ready
  }

  async function sendAll(to: Addressee, all: Ready[], day?: Day, token = day?.token ?? '') {
    const { chat } = to
    const reference = chat && referenceOf(chat)
    if (!reference) return
    const ready = fitting(all)
    await yieldToTurns()
    const message = await composed(services, token, ready, to, reference.locale).catch(async (error: unknown) => {
      await free(day)
      throw error
    })
    const answered = await pace.take(message.partnerId, reference.conversation.id)
    try {
      // The rows first: who only sees the day as used would put off what is being sent.
      const taken = await take(ready, token, message)
      const isMine = taken.length === ready.length && (!day || (await store.deliveryDays.use(day.key, day.token)))
      if (!isMine) return await returnToWaiting(taken, day)
      const sent = await send(reference, message.activity).catch((): Sent => ({ outcome: 'unknown', detail: 'thrown' }))
      answered()
      await yieldToTurns()
      await settle(taken, sent, chat)
      if (sent.outcome !== 'sent' && sent.outcome !== 'unknown') await free(day)
    } finally {
      answered()
    }
  }

  /** Each row says that it is being sent, but for what somebody else has changed meanwhile. */
  async function take(ready: Ready[], token: string, { id, said }: Message): Promise<Delivery[]> {
    const until = stored(clock.now().add(LEASE))
    const taken: Delivery[] = []
    for (const { row, due } of ready) {
      const proof = said.get(row._id)
      const sending = { state: 'sending' as const, kind: due.kind, lease: { token, until }, message: id }
      const claimed = await claim(row, { ...sending, ...(proof ? { said: proof } : {}) })
      if (claimed) taken.push(claimed)
    }
    return taken
  }

  async function settle(taken: Delivery[], sent: Sent, chat: Conversation): Promise<void> {
    if (sent.outcome === 'blocked' || sent.outcome === 'gone') await chats.close(chat._id, sent.outcome)
    for (const row of taken) await end(services, row, settledBy(row, sent, clock.now(), random))
  }

  /** The message speaks of what another instance is sending by now, or that one has the person's day: what we took is due again. */
  async function returnToWaiting(taken: Delivery[], day: Day | undefined): Promise<void> {
    for (const row of taken) {
      const { lease: _lease, ...rest } = row
      await keep(row, { ...rest, state: 'waiting', tries: row.tries - 1 })
    }
    await free(day)
  }

  /** Does nothing to a day that is somebody else's. */
  async function free(day: Day | undefined): Promise<void> {
    if (day) await store.deliveryDays.release(day.key, day.token, stored(clock.now()))
  }

  async function postpone(ready: Ready[], at: Temporal.Instant, reason: string): Promise<void> {
    for (const { row } of ready) await keep(row, { ...row, dueAt: stored(at), reason })
  }
}
