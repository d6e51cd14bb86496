import { z } from 'zod'
import { button } from './actions.ts'
import { messageOf } from './message.ts'
import { clean, plain } from './plain.ts'

/** Buttons that a card can have. */
const MOST_BUTTONS = 4
/** What a button shows of its title on a narrow phone: Latin letters, a Chinese character counting as two. */
const WIDEST_TITLE = 26

const choice = z.strictObject({
  nonce: z.string(),
  title: z.string(),
  ask: z.string(),
  /** `detail`: what else has to be known of it before it is chosen, as its price. */
  choices: z.array(z.strictObject({ id: z.string(), title: z.string(), detail: z.string().default('') })),
})

/** One of a few things, by button or by its number: names that fit stand on the buttons, longer ones above them. */
export const choiceCard = messageOf(choice, ({ nonce, title, ask, choices }, say) => {
  const titles = choices.map((each, i) => `${i + 1}. ${clean(each.title)}`)
  const fit = choices.length <= MOST_BUTTONS && titles.every((each) => widthOf(each) <= WIDEST_TITLE)
  // With its dot escaped a number stays a number: Markdown would make a list of it.
  const detailed = choices.some((each) => each.detail)
  const above =
    fit && !detailed
      ? []
      : choices.map((each, i) => [`${i + 1}\\. ${plain(each.title)}`, each.detail].filter(Boolean).join(' – '))
  return {
    title,
    lines: [ask, ...above],
    hints: fit ? [] : [say('list.typed')],
    buttons: choices
      .slice(0, MOST_BUTTONS)
      .map(({ id }, i) => button(fit ? (titles[i] ?? '') : String(i + 1), { verb: 'choose', choice: id, nonce })),
  }
})

function widthOf(title: string): number {
  return [...title].reduce((sum, letter) => sum + (/[\u2e80-\u9fff\uf900-\uffef]/.test(letter) ? 2 : 1), 0)
}
