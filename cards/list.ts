import { z } from 'zod'
import { button } from './actions.ts'
import { cardOf } from './render.ts'

/** Rows on one page of a list. */
export const PAGE = 5

const list = z.strictObject({
  nonce: z.string(),
  /** The command whose list this is: turning its page and picking from it begin there. */
  list: z.string(),
  title: z.string(),
  lines: z.array(z.string()).default([]),
  /** A row with an id can be picked, by the card and by its number. */
  rows: z.array(z.strictObject({ id: z.string().optional(), title: z.string(), detail: z.string().default('') })),
  /** From 0; `more`: there is another page after it. */
  page: z.int().nonnegative(),
  more: z.boolean(),
  /** Rows on a full page, if other than `PAGE`. */
  size: z.int().positive().default(PAGE),
  /** Something that can be done with all of them, and how it is typed. */
  also: z.object({ button: z.record(z.string(), z.unknown()), typed: z.string() }).optional(),
})

/** A page of things, numbered through all pages; what can be picked is picked here or by typing its number. */
export const listCard = cardOf('list', list, (view, say) => {
  const { nonce, page, size } = view
  const rows = view.rows.map((each, i) => ({ ...each, title: `${page * size + i + 1}. ${each.title}` }))
  const choices = rows.flatMap(({ id, title }) => (id ? [{ title: bare(title), value: id }] : []))
  const turn = (to: number, key: 'button.previous' | 'button.more') =>
    button(say(key), { verb: 'page', list: view.list, page: to, nonce })
  const told = rows.map((each) => [each.title, each.detail].filter(Boolean).join(' – '))
  const several = page > 0 || view.more
  return {
    said: [view.title, ...view.lines, ...told],
    title: view.title,
    lines: view.lines.map((each) => ({ text: each })),
    // Its dot escaped, a number stays a number: Markdown would make a list of it, with indents of its own.
    rows: rows.map((each) => ({ ...each, title: each.title.replace('. ', '\\. ') })),
    place: several ? say('list.page', { page: page + 1 }) : '',
    choices,
    choose: say('list.choose'),
    chooseError: say('list.choose-wrong'),
    typed: [choices.length ? say('list.typed') : '', view.also?.typed ?? ''].filter(Boolean).join(' '),
    buttons: [
      ...(choices.length
        ? [button(say('button.show'), { verb: 'pick', list: view.list, nonce }, { inputs: true, style: 'positive' })]
        : []),
      ...(view.also ? [view.also.button] : []),
      ...(page > 0 ? [turn(page - 1, 'button.previous')] : []),
      ...(view.more ? [turn(page + 1, 'button.more')] : []),
    ],
  }
})

/** A choice's title is no Markdown: without the signs of it, instead of with escapes. */
function bare(title: string): string {
  return title.replace(/[\\`*_{}[\]<>|~]/g, '')
}
