import { z } from 'zod'
import { CLOSE_REASONS, TICKET_STATES } from '../store/tickets/ticket.ts'
import { type Action, button } from './actions.ts'
import { asTexts, cardOf } from './render.ts'
import { factText, type Say } from './text.ts'

/** Replies that are ready in every language; the partner reads them in theirs. */
export const CANNED = ['received', 'more', 'off', 'done'] as const
/** Lines of the timeline that a card shows: the newest. */
export const SHOWN_ENTRIES = 6

const ticketView = z.strictObject({
  nonce: z.string(),
  /** Whose card it is: the desk's has the agents' buttons. */
  side: z.enum(['partner', 'desk']),
  ticketId: z.string(),
  number: z.int().positive(),
  company: z.string(),
  state: z.enum(TICKET_STATES),
  facts: z.array(z.strictObject({ title: z.string(), value: z.string() })),
  lines: z.array(z.string()),
  /** Older lines that aren't shown. */
  earlier: z.int().nonnegative(),
  canReopen: z.boolean(),
  canWithdraw: z.boolean(),
  judged: z.boolean(),
  /** What it can be closed with now: the desk's to choose from. */
  reasons: z.array(z.strictObject({ title: z.string(), value: z.enum(CLOSE_REASONS) })).default([]),
  /** Something to be said above all else: news, a refusal. */
  note: z.string().default(''),
})
type View = z.infer<typeof ticketView>

const COLORS = {
  open: 'warning',
  taken: 'accent',
  'waiting-for-partner': 'attention',
  closed: 'good',
  withdrawn: 'default',
} as const

/** S22: one support request as it stands, to be answered; or, at the desk, to be worked. */
export const ticketCard = cardOf('ticket', ticketView, (view, say, locale) => {
  const { number, company, side, state } = view
  const title = side === 'desk' ? say('desk.title', { number, company }) : say('ticket.title', { number })
  const waitsForThem = side === 'desk' && state === 'waiting-for-partner'
  const status = say(waitsForThem ? 'desk.waiting-for-partner' : `ticket.${state}`)
  const over = state === 'closed' || state === 'withdrawn'
  const earlier = view.earlier ? [say('ticket.earlier', { count: view.earlier })] : []
  const lines = [...(view.note ? [view.note] : []), ...earlier, ...view.lines]
  const asks = side === 'desk' && !over && state !== 'open'
  const writes = side === 'desk' ? asks : !over
  return {
    said: [title, status, view.note, ...view.facts.map((each) => factText(each, locale))],
    title,
    status,
    color: COLORS[state],
    facts: view.facts,
    lines: asTexts(lines),
    messageLabel: writes ? say(side === 'desk' ? 'desk.message' : 'ticket.message') : '',
    messageHint: say(side === 'desk' ? 'desk.message-hint' : 'ticket.message-hint'),
    noteLabel: side === 'desk' ? say('desk.note') : '',
    noteHint: say('desk.note-hint'),
    canned: asks ? [choice('none'), ...CANNED.map(choice)] : [],
    cannedLabel: say('desk.canned'),
    reasons: asks ? view.reasons : [],
    reasonLabel: say('desk.close-reason'),
    hints: asTexts(hints(view, say)),
    buttons: side === 'desk' ? deskButtons(view, say) : partnerButtons(view, say),
  }

  function choice(value: 'none' | (typeof CANNED)[number]) {
    return { title: say(`canned.${value}`), value }
  }
})

function hints({ side, state, canReopen }: View, say: Say): string[] {
  if (side === 'desk') return [say('desk.typed')]
  if (state !== 'closed' && state !== 'withdrawn') return [say('ticket.typed', { reply: say('word.reply') })]
  if (!canReopen) return [say('ticket.over-now')]
  const words = { solved: say('word.solved'), unsolved: say('word.not-solved') }
  return [say('ticket.typed-closed', { ...words, reopen: say('word.reopen') })]
}

function partnerButtons({ nonce, ticketId, state, canReopen, canWithdraw, judged }: View, say: Say) {
  const act = (of: Extract<Action, { verb: 'ticket' }>['act']) => ({
    verb: 'ticket' as const,
    act: of,
    ticketId,
    nonce,
  })
  const reply = button(say('button.reply'), act('reply'), { inputs: true, style: 'positive' })
  const reopen = canReopen ? [button(say('button.reopen'), act('reopen'))] : []
  if (canWithdraw) return [reply, button(say('button.withdraw'), act('withdraw'))]
  if (state === 'open' || state === 'taken' || state === 'waiting-for-partner') return [reply]
  if (state === 'withdrawn' || judged) return reopen
  return [
    button(say('button.solved'), act('solved'), { style: 'positive' }),
    ...(canReopen ? [button(say('button.not-solved'), act('not-solved'))] : []),
    ...reopen,
  ]
}

function deskButtons({ nonce, ticketId, state, canReopen }: View, say: Say) {
  const act = (of: Extract<Action, { verb: 'desk' }>['act']) => ({ verb: 'desk' as const, act: of, ticketId, nonce })
  const take = button(say('button.take'), act('take'), { style: 'positive' })
  const note = button(say('button.note'), act('note'), { inputs: true })
  const more = button(say('button.more-acts'), act('more'))
  if (state === 'open') return [take, note, more]
  if (state === 'closed' || state === 'withdrawn')
    return [...(canReopen ? [button(say('button.reopen'), act('reopen'))] : []), note]
  const reply = button(say('button.reply'), act('reply'), { inputs: true, style: 'positive' })
  return [reply, note, button(say('button.close-request'), act('close'), { inputs: true }), more]
}
