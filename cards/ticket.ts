import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import { CLOSE_REASONS, TICKET_STATES } from '../store/tickets/ticket.ts'
import type { Locale } from '../store/values/locale.ts'
import { type Action, button } from './actions.ts'
import { factText } from './fact.ts'
import { asTexts, template } from './render.ts'
import { text } from './text.ts'

/** Replies that are ready in every language; the partner reads them in theirs. */
export const CANNED = ['received', 'more', 'off', 'done'] as const
/** Lines of the timeline that a card shows: the newest. */
export const SHOWN_ENTRIES = 6

export const ticketView = z.strictObject({
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
  /** Something to be said above all else: news, a refusal. */
  note: z.string().default(''),
})
type View = z.infer<typeof ticketView>

const expand = template('ticket')
const COLORS = {
  open: 'warning',
  taken: 'accent',
  'waiting-for-partner': 'attention',
  closed: 'good',
  withdrawn: 'default',
} as const

/** S22: one support request as it stands, to be answered; or, at the desk, to be worked. */
export function ticketCard(data: z.input<typeof ticketView>, locale: Locale): Attachment {
  const view = ticketView.parse(data)
  const { number, company, side, state } = view
  const title =
    side === 'desk' ? text(locale, 'desk.title', { number, company }) : text(locale, 'ticket.title', { number })
  const status = text(locale, `ticket.${state}`)
  const over = state === 'closed' || state === 'withdrawn'
  const writes = side === 'desk' || !over
  const earlier = view.earlier ? [text(locale, 'ticket.earlier', { count: view.earlier })] : []
  const lines = [...(view.note ? [view.note] : []), ...earlier, ...view.lines]
  const asks = side === 'desk' && !over && state !== 'open'
  return expand({
    lang: locale,
    fallback: [title, status, view.note, ...view.facts.map((each) => factText(each, locale))]
      .filter(Boolean)
      .join('\n'),
    title,
    status,
    color: COLORS[state],
    facts: view.facts,
    lines: asTexts(lines),
    messageLabel: writes ? text(locale, side === 'desk' ? 'desk.message' : 'ticket.message') : '',
    messageHint: text(locale, side === 'desk' ? 'desk.message-hint' : 'ticket.message-hint'),
    canned: asks ? [choice('none'), ...CANNED.map(choice)] : [],
    cannedLabel: text(locale, 'desk.canned'),
    reasons: asks ? CLOSE_REASONS.map((each) => ({ title: text(locale, `close.${each}`), value: each })) : [],
    reasonLabel: text(locale, 'desk.close-reason'),
    hints: asTexts(hints(view, locale)),
    buttons: side === 'desk' ? deskButtons(view, locale) : partnerButtons(view, locale),
  })

  function choice(value: 'none' | (typeof CANNED)[number]) {
    return { title: text(locale, `canned.${value}`), value }
  }
}

function hints({ side, state, canReopen }: View, locale: Locale): string[] {
  if (side === 'desk') return [text(locale, 'desk.typed')]
  if (state !== 'closed' && state !== 'withdrawn')
    return [text(locale, 'ticket.typed', { reply: text(locale, 'word.reply') })]
  if (!canReopen) return [text(locale, 'ticket.over-now')]
  const words = { solved: text(locale, 'word.solved'), unsolved: text(locale, 'word.not-solved') }
  return [text(locale, 'ticket.typed-closed', { ...words, reopen: text(locale, 'word.reopen') })]
}

function partnerButtons({ nonce, ticketId, state, canReopen, canWithdraw, judged }: View, locale: Locale) {
  const act = (of: Extract<Action, { verb: 'ticket' }>['act']) => ({
    verb: 'ticket' as const,
    act: of,
    ticketId,
    nonce,
  })
  const reply = button(text(locale, 'button.reply'), act('reply'), { inputs: true, style: 'positive' })
  const reopen = canReopen ? [button(text(locale, 'button.reopen'), act('reopen'))] : []
  if (canWithdraw) return [reply, button(text(locale, 'button.withdraw'), act('withdraw'))]
  if (state === 'open' || state === 'taken' || state === 'waiting-for-partner') return [reply]
  if (state === 'withdrawn' || judged) return reopen
  return [
    button(text(locale, 'button.solved'), act('solved'), { style: 'positive' }),
    ...(canReopen ? [button(text(locale, 'button.not-solved'), act('not-solved'))] : []),
    ...reopen,
  ]
}

function deskButtons({ nonce, ticketId, state, canReopen }: View, locale: Locale) {
  const act = (of: Extract<Action, { verb: 'desk' }>['act']) => ({ verb: 'desk' as const, act: of, ticketId, nonce })
  const take = button(text(locale, 'button.take'), act('take'), { style: 'positive' })
  const note = button(text(locale, 'button.note'), act('note'), { inputs: true })
  const more = button(text(locale, 'button.more-acts'), act('more'))
  if (state === 'open') return [take, note, more]
  if (state === 'closed' || state === 'withdrawn')
    return [...(canReopen ? [button(text(locale, 'button.reopen'), act('reopen'))] : []), note]
  const reply = button(text(locale, 'button.reply'), act('reply'), { inputs: true, style: 'positive' })
  return [reply, note, button(text(locale, 'button.close-request'), act('close'), { inputs: true }), more]
}
