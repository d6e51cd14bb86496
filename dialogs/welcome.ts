import type { TurnContext } from 'botbuilder'
import { button } from '../cards/actions.ts'
import { noticeCard } from '../cards/notice.ts'
import { plain } from '../cards/plain.ts'
import { text } from '../cards/text.ts'
import { COMMANDS, type CommandName } from './commands.ts'
import type { Services } from './services.ts'
import { show, turnOf } from './turn.ts'

/** Said once, when the app is installed: who I am, what the next step is. */
export async function welcome({ newId }: Services, context: TurnContext): Promise<void> {
  const { locale, partner } = turnOf(context).speaker
  const nonce = newId()
  const next: CommandName[] = partner ? ['offers', 'subscribe'] : ['join', 'offers']
  const known = partner
    ? text(locale, 'welcome.member', { company: plain(partner.name) })
    : text(locale, 'welcome.newcomer')
  const card = noticeCard(
    {
      title: text(locale, 'welcome.title'),
      lines: [known, text(locale, 'welcome.type', { help: COMMANDS.help[locale] })],
      buttons: [...next, 'language' as const, 'help' as const].map((each, i) =>
        button(
          text(locale, `button.${each}`),
          { verb: 'command', command: each, nonce },
          i ? {} : { style: 'positive' },
        ),
      ),
    },
    locale,
  )
  await show(context, card)
}
