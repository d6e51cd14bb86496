import type { TurnContext } from 'botbuilder'
import { button } from '../cards/actions.ts'
import { noticeCard } from '../cards/notice.ts'
import { plain } from '../cards/plain.ts'
import { refusalText } from '../cards/refusal.ts'
import { text } from '../cards/text.ts'
import type { Result } from '../store/result.ts'
import { COMMANDS, type CommandName } from './commands.ts'
import type { Services } from './services.ts'
import { type Member, requireRole, type Speaker } from './speaker.ts'
import { show, turnOf } from './turn.ts'

/** Said once, when the app is installed: who I am, what the next step is. */
export async function welcome({ newId }: Services, context: TurnContext): Promise<void> {
  const { speaker } = turnOf(context)
  const { locale, partner } = speaker
  const nonce = newId()
  const may = requireRole(speaker, 'purchaser')
  const next: CommandName[] = !partner
    ? ['join', 'offers']
    : may.ok
      ? ['offers', 'subscribe']
      : ['offers', 'purchased-offers']
  const card = noticeCard(
    {
      title: text(locale, 'welcome.title'),
      lines: [...known(speaker, may), text(locale, 'welcome.type', { help: COMMANDS.help[locale] })],
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

/** What the company and this person can do here; who can't buy hears who may change that (S24). */
function known({ locale, partner }: Speaker, may: Result<Member>): string[] {
  if (!partner) return [text(locale, 'welcome.newcomer')]
  const company = plain(partner.name)
  if (may.ok) return [text(locale, 'welcome.member', { company })]
  return [text(locale, 'welcome.looking', { company }), refusalText(may.refusal, locale)]
}
