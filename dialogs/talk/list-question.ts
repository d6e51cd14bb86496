import type { Attachment } from 'botframework-schema'
import { PAGE } from '../../cards/list.ts'
import type { CommandName } from '../understanding/commands.ts'
import type { Question } from './question.ts'
import type { Input, Turn } from './turn.ts'
import { saysWord } from './words.ts'

/** A page of a list: the ids that can be picked from it, in the order in which they are shown. */
export type Listed = { page: number; ids: string[]; more: boolean }
export type Picked = { pick: string } | { page: number }

/**
 * A list that can be picked from, by button or by number, and paged through. What is picked is what was shown under that
 * number, whatever has been added since.
 */
export function listQuestion(
  list: CommandName,
  card: (listed: Listed, turn: Turn) => Promise<Attachment>,
): Question<Listed, Picked> {
  return {
    card,
    read: (input, listed) => readPick(list, input, listed),
    hint: (say) => say('hint.list'),
    optional: true,
  }
}

function readPick(list: CommandName, input: Input, { page, ids, more }: Listed): Picked | undefined {
  if (input.kind === 'action') {
    const { action } = input
    if (action.verb === 'page' && action.list === list) return { page: action.page }
    if (action.verb !== 'pick' || action.list !== list || !action.pick) return undefined
    return ids.includes(action.pick) ? { pick: action.pick } : undefined
  }
  if (input.kind !== 'text') return undefined
  if (more && saysWord(input.text, 'more')) return { page: page + 1 }
  if (page > 0 && saysWord(input.text, 'previous')) return { page: page - 1 }
  const said = input.text.normalize('NFKC').trim()
  const pick = /^\d{1,5}$/.test(said) ? ids[Number(said) - 1 - page * PAGE] : undefined
  return pick ? { pick } : undefined
}

/** The one thing on the whole list: it needs no picking; undefined: there are more, or none. */
export function onlyOf({ page, ids }: Listed): string | undefined {
  return page === 0 && ids.length === 1 ? ids[0] : undefined
}

/** One page out of what was read with one row more than a page has. */
export function pageOf<T extends { _id: string }>(page: number, found: T[], size = PAGE): Listed & { shown: T[] } {
  const shown = found.slice(0, size)
  return { page, ids: shown.map((each) => each._id), more: found.length > size, shown }
}
