import type { TurnContext } from 'botbuilder'
import { button } from '../cards/actions.ts'
import { messageCard } from '../cards/message.ts'
import { catalogueText, text } from '../cards/text.ts'
import type { Services } from '../store/use-cases/services.ts'
import { wordsBeside } from './support/brought-along.ts'
import { say, show, turnOf } from './talk/turn.ts'
import { COMMANDS, type CommandName } from './understanding/commands.ts'
import { welcome } from './welcome.ts'

/** Buttons beside help: more is no question any more. */
const MOST = 2

/** What may have been meant, to be pressed; nothing happens by it. What nobody understands is kept, if the operator wants it. */
export async function suggest(
  services: Services,
  context: TurnContext,
  said: string,
  wanted: CommandName[],
  { offer, area }: { offer?: string; area?: string } = {},
): Promise<void> {
  if (await wordsBeside(services, context, said)) return
  const { locale } = turnOf(context).speaker
  const known = wanted.filter((each) => each !== 'help').slice(0, MOST)
  if (known.length > 0) {
    const nonce = services.newId()
    const named = services.catalogue.offers.find((each) => each.id === offer)
    const buttons = [...known, 'help' as const].map((each) => {
      if (each !== 'subscribe' || !named)
        return button(text(locale, `button.${each}`), { verb: 'command', command: each, nonce })
      // What the sentence named is not asked again.
      const wish = { verb: 'subscribe' as const, offerId: named.id, ...(area ? { area } : {}), nonce }
      return button(text(locale, 'button.subscribe-to', { offer: catalogueText(locale, named.name) }), wish)
    })
    return show(context, messageCard(locale, { lines: [text(locale, 'unknown.did-you-mean')], buttons }))
  }
  // A greeting suggests help, and nothing else: it is answered as one, and so is our name alone.
  if (wanted.includes('help') || said === '') return welcome(services, context)
  await say(context, 'unknown.text', { help: COMMANDS.help[locale] })
  if (said) await services.keepNotUnderstood(said, locale)
}
