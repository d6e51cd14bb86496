import { later } from '../values/time.ts'
import type { Paper } from './paper.ts'

/** How often a server that takes nothing is asked. */
export const MOST_MAILINGS = 12
/** Longer than any server is waited for. */
const LEASE_MS = 10 * 60_000

/** Taken in hand before the server is asked; `lost`: whoever had it in hand is gone, and whether it was sent nobody knows. */
export function beginMailing(paper: Paper, now: string): { after: Paper; lost: boolean } {
  if (paper.mailing) return { after: settledMail(paper, 'unknown'), lost: true }
  const mailAt = later(now, LEASE_MS)
  return { after: { ...paper, mailing: true, mailAt, tries: (paper.tries ?? 0) + 1 }, lost: false }
}

/** After the server has answered, or not. `again`: when it is tried again, where nothing was taken. */
export function mailed(paper: Paper, outcome: 'sent' | 'refused' | 'later' | 'unknown', again: string): Paper {
  if (outcome !== 'later') return settledMail(paper, outcome)
  if ((paper.tries ?? 0) >= MOST_MAILINGS) return settledMail(paper, 'given-up')
  const { mailing: _mailing, ...rest } = paper
  return { ...rest, mailAt: again }
}

function settledMail(paper: Paper, mail: NonNullable<Paper['mail']>): Paper {
  const { mailing: _mailing, mailAt: _mailAt, ...rest } = paper
  return { ...rest, mail }
}
