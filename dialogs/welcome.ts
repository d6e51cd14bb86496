import type { TurnContext } from 'botbuilder'
import { button } from '../cards/actions.ts'
import { messageCard } from '../cards/message.ts'
import { plain } from '../cards/plain.ts'
import { text } from '../cards/text.ts'
import { type Member, requireRole, type Speaker } from '../store/use-cases/people/speaker.ts'
import type { Services } from '../store/use-cases/services.ts'
import type { Result } from '../store/values/result.ts'
import { show, turnOf } from './talk/turn.ts'
import { COMMANDS, type CommandName } from './understanding/commands.ts'

/** Said once in a chat's life, when the app is installed: who I am, what the next step is. */
export async function welcome({ newId, store }: Services, context: TurnContext): Promise<void> {
  const { speaker } = turnOf(context)
  const { locale, partner } = speaker
  const nonce = newId()
  const may = requireRole(speaker, 'purchaser')
  const ofDesk = (await store.desks.get())?.tenantId === speaker.tenantId
  const next = partner ? nextOf(may) : ofDesk ? [] : isGuest(speaker) ? LOOKING : NEWCOMERS
  const card = messageCard(locale, {
    title: text(locale, 'welcome.title'),
    lines: [...known(speaker, may, ofDesk), text(locale, 'welcome.type', { help: COMMANDS.help[locale] })],
    buttons: [...next, 'language' as const, 'help' as const].map((each, i) =>
      button(
        text(locale, `button.${each}`),
        { verb: 'command', command: each, nonce },
        i === 0 && next.length > 0 ? { style: 'positive' } : {},
      ),
    ),
  })
  await show(context, card)
}

const NEWCOMERS: readonly CommandName[] = ['join', 'offers']
const LOOKING: readonly CommandName[] = ['offers']

function nextOf(may: Result<Member>): readonly CommandName[] {
  return may.ok ? ['offers', 'subscribe'] : ['offers', 'purchased-offers']
}

/** What the company and this person can do here; who can't buy hears who may change that (S24). */
function known(speaker: Speaker, may: Result<Member>, ofDesk: boolean): string[] {
  const { locale, partner } = speaker
  if (!partner && ofDesk) return [text(locale, 'welcome.desk'), text(locale, 'desk.help')]
  if (!partner)
    return isGuest(speaker) ? [text(locale, 'refusal.guests-read-only')] : [text(locale, 'welcome.newcomer')]
  const company = plain(partner.name)
  if (may.ok) return [text(locale, 'welcome.member', { company })]
  return [text(locale, 'welcome.looking', { company }), text(locale, `refusal.${may.refusal}`)]
}

/** Guests look only: they are not asked to join. */
function isGuest({ person }: Speaker): boolean {
  return person.standing === 'guest'
}
