import { button } from '../../cards/actions.ts'
import { messageCard } from '../../cards/message.ts'
import { text } from '../../cards/text.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { LOCALES, type Locale } from '../../store/values/locale.ts'
import { end, next, prompt } from '../talk/outcome.ts'
import type { Question } from '../talk/question.ts'
import { type Input, sayText } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'

/** Each language by the name that its speakers know it by, whatever language the card is in. */
const NAMES: Record<Locale, string> = { en: 'English', 'zh-TW': '繁體中文' }
const WORDS: [RegExp, Locale][] = [
  [/^(1|en|english|英文|英語)$/i, 'en'],
  [/^(2|zh|zh-tw|chinese|traditional chinese|中文|繁體中文|繁體|華語|國語)$/i, 'zh-TW'],
]

/** What stands before a language, or after it, where somebody asks for it. */
const ASKING =
  /^\s*(?:(?:please|can you|could you|i want to|i'd like to)\s+)*(?:(?:change|switch|set)(?: the| my)?(?: language)?(?: to)?|languages?|speak|use|in |語言|語系|(?:請|可以)?(?:切換|更改|換|改)?(?:語言|語系)?(?:到|為|成|用|說|講)?)\s*[:：=]?\s*/iu
const WISHING = /\s*(?:please|pls|version|language|謝謝|好嗎|嗎|吧)$/iu

type Wish = { locale?: Locale }

/** S25: the person's choice, kept with the person, so that it follows into messages that we start. */
export function languageDialog({ store, newId }: Services) {
  const choice: Question<object, Locale> = {
    async card(_data, { speaker: { locale } }) {
      const nonce = newId()
      return messageCard(locale, {
        title: text(locale, 'language.title'),
        lines: [text(locale, 'language.ask')],
        buttons: LOCALES.map((each) => button(NAMES[each], { verb: 'set-language', locale: each, nonce })),
      })
    },
    read: readLanguage,
    hint: (say) => say('hint.language'),
  }

  const ask: Step<Wish, undefined, Locale> = async (step) => {
    // “language English” asks and answers in one go.
    const named = step.wish.locale ?? readLanguage(step.turn.input)
    return named ? next(named) : prompt(choice, {})
  }

  const set: Step<Wish, Locale> = async (step, locale) => {
    const { speaker, input } = step.turn
    const chosen = speaker.person.locale !== locale && speaker.person.objectId
    const person = chosen ? await store.people.save(speaker.person, { ...speaker.person, locale }) : speaker.person
    const done = text(locale, 'language.set')
    if (input.kind === 'text') await sayText(step.context, done)
    const replacementCard = messageCard(locale, { title: text(locale, 'language.title'), lines: [done] })
    return end({ replacementCard, speaker: { ...speaker, person, locale } })
  }

  return waterfall('language', [ask, set], { choice })
}

function readLanguage(input: Input): Locale | undefined {
  if (input.kind === 'action') return input.action.verb === 'set-language' ? input.action.locale : undefined
  if (input.kind !== 'text') return undefined
  const said = input.text
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/[.!?。！？\s]+$/u, '')
    .replace(ASKING, '')
    .replace(WISHING, '')
  return WORDS.find(([word]) => word.test(said))?.[1]
}
