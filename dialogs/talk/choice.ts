import { z } from 'zod'
import { choiceCard } from '../../cards/choice.ts'
import { type TextKey, text } from '../../cards/text.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Question } from './question.ts'
import type { Input, Turn } from './turn.ts'

/** `detail`: what stands beside it on the card, and is no name of it. */
export type Choice = { value: string; title: string; detail?: string }
type Asked = { title: TextKey; ask: TextKey; offer?: string; price?: string; choices: Choice[] }

/** One of up to four, by button, by number or by name. What it was asked about comes back with the answer. */
export function choiceQuestion<About extends object = object>({
  newId,
}: Services): Question<Asked & About, About & { chosen: string }> {
  return {
    async card({ title, ask, offer = '', price = '', choices }, { speaker: { locale } }: Turn) {
      const named = choices.map(({ value, title, detail = '' }) => ({ id: value, title, detail }))
      return choiceCard(locale, {
        nonce: newId(),
        title: text(locale, title),
        ask: text(locale, ask, { offer, price }),
        choices: named,
      })
    },
    read(input, asked) {
      const chosen = chosenIn(input, asked.choices)
      return chosen === undefined ? undefined : { ...asked, chosen }
    },
    hint: (say) => say('hint.choose'),
  }
}

function chosenIn(input: Input, choices: Choice[]): string | undefined {
  if (input.kind === 'action') {
    const { action } = input
    return action.verb === 'choose' && choices.some((each) => each.value === action.choice) ? action.choice : undefined
  }
  if (input.kind !== 'text') return undefined
  const said = input.text.normalize('NFKC').trim().toLowerCase()
  const number = z.coerce.number().int().safeParse(said)
  if (said && number.success) return choices[number.data - 1]?.value
  const named = choices.filter((each) => each.value === said || each.title.toLowerCase() === said)
  const begun = named.length
    ? named
    : choices.filter((each) => said.length > 1 && each.title.toLowerCase().includes(said))
  return begun.length === 1 ? begun[0]?.value : undefined
}
