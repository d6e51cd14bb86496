import MarkdownIt from 'markdown-it'
import { MARK, TRAP } from '../people.ts'
import { shownIn } from './shown.ts'

/** More than Teams understands of Markdown, HTML included: what stays text here stays text there. */
const markdown = new MarkdownIt({ html: true, linkify: false })
const LIVE = [
  `href="http://${TRAP}`,
  '<img',
  '<b>',
  '<at>',
  '<strong>loud',
  '<em>sly',
  '<code>',
  '<h1',
  '<li>item',
  '<del>',
]
const TRICKS = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u061c]|\p{M}{4}/u

/** F32: what of a hostile text came alive in the card, or got lost. */
export function cameAlive(content: unknown, data: unknown): string[] {
  const shown = shownIn(content)
  const problems = shown.flatMap(({ text, where, markdown: acts }) => {
    const html = acts ? markdown.render(text) : ''
    const live = LIVE.filter((each) => html.includes(each))
    return [
      ...live.map((each) => `${where}: ${each} is live`),
      ...(TRICKS.test(text) ? [`${where}: invisible or reordering characters`] : []),
      ...(text.isWellFormed() ? [] : [`${where}: a lone surrogate`]),
    ]
  })
  const given = JSON.stringify(data).includes(MARK)
  const lost = given && !shown.some(({ text }) => text.includes(MARK))
  const mentions = JSON.stringify(content).includes('"msteams"')
  return [
    ...problems,
    ...(lost ? ['the text is not shown at all'] : []),
    ...(mentions ? ['the card mentions people'] : []),
  ]
}
